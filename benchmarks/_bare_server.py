"""Bare bytes: writes what one client sends to all of them. The least that a fan-out can take."""

import asyncio
import sys

ACCEPT = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n"
everybody: set[asyncio.Transport] = set()


class Bare(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]

    def data_received(self, data: bytes) -> None:
        if data.startswith(b"GET"):
            everybody.add(self.transport)
            self.transport.write(ACCEPT)
        else:
            for transport in everybody:
                transport.write(data)

    def connection_lost(self, error: Exception | None) -> None:
        everybody.discard(self.transport)


async def serve(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Bare, "127.0.0.1", port, backlog=2048)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
