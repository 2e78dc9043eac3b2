"""Asks a server on loopback for one address over a few kept connections, as fast as it answers."""

import asyncio
import time
from dataclasses import dataclass

CONNECTIONS = 16


@dataclass(frozen=True)
class Load:
    """Answers a second, and the time of the median and of the hundredth slowest, in ms."""

    a_second: float
    median_ms: float
    p99_ms: float


def measure(port: int, host: str, path: str, *, seconds: float) -> Load:
    """Load ``path`` for ``seconds``; raises AssertionError for any answer that is not 200."""
    return asyncio.run(_measure(port, host, path, seconds))


async def _measure(port: int, host: str, path: str, seconds: float) -> Load:
    until = time.perf_counter() + seconds
    ask = f"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-For: 127.0.0.1\r\n\r\n".encode()
    rounds = [_ask_again_and_again(port, ask, until) for _ in range(CONNECTIONS)]
    taken = sorted(time for times in await asyncio.gather(*rounds) for time in times)
    at = lambda share: 1000 * taken[int(share * (len(taken) - 1))]  # noqa: E731  one line, twice
    return Load(len(taken) / seconds, at(0.5), at(0.99))


async def _ask_again_and_again(port: int, ask: bytes, until: float) -> list[float]:
    taken: list[float] = []
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while (began := time.perf_counter()) < until:
        writer.write(ask)
        try:
            ends = await _answer_ends_connection(reader)
            taken.append(time.perf_counter() - began)
        except (ConnectionError, asyncio.IncompleteReadError):
            # The server closed a kept connection while we were asking: browsers ask again, too.
            ends = True
        if ends:
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()
    return taken


async def _answer_ends_connection(reader: asyncio.StreamReader) -> bool:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    assert b" 200 " in head.partition(b"\r\n")[0], head
    fields = dict(line.split(b": ", 1) for line in head.split(b"\r\n")[1:] if b": " in line)
    if b"content-length" in fields:
        await reader.readexactly(int(fields[b"content-length"]))
    else:
        await _chunks(reader)
    return fields.get(b"connection") == b"close"


async def _chunks(reader: asyncio.StreamReader) -> None:
    while size := int(await reader.readline(), 16):
        await reader.readexactly(size + 2)
    await reader.readline()
