"""Websocket clients that cost next to nothing, so that what is measured is the server."""

import asyncio
import time
from collections.abc import Awaitable, Callable

REQUEST = (
    "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
AT_ONCE = 50


class Client(asyncio.Protocol):
    """Notes when ``mark`` last came; reads nothing else of what it gets."""

    def __init__(self, request: bytes) -> None:
        self.request = request
        self.mark = b"\r\n\r\n"
        self.tail = b""
        self.seen: asyncio.Future[float] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        transport.write(self.request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        if self.mark in self.tail + data and not self.seen.done():
            self.seen.set_result(time.perf_counter())
        self.tail = data[-64:]

    def expect(self, mark: bytes) -> None:
        self.mark, self.tail = mark, b""
        self.seen = asyncio.get_running_loop().create_future()


async def open_clients(count: int, port: int, host: str, path: str) -> list[Client]:
    """``count`` sockets, fifty at a time, each opened and answered."""
    request = REQUEST.format(host=host, path=path).encode()
    loop, clients = asyncio.get_running_loop(), []
    for _ in range(0, count, AT_ONCE):
        batch = [
            (await loop.create_connection(lambda: Client(request), "127.0.0.1", port))[1]
            for _ in range(AT_ONCE)
        ]
        await asyncio.gather(*(client.seen for client in batch))
        clients += batch
    return clients


async def spread(
    clients: list[Client], mark: bytes, send: Callable[[], Awaitable[None]]
) -> tuple[float, float]:
    """Seconds from ``send`` until the first and the last client has got ``mark``."""
    for client in clients:
        client.expect(mark)
    began = time.perf_counter()
    await send()
    times = await asyncio.gather(*(client.seen for client in clients))
    return min(times) - began, max(times) - began
