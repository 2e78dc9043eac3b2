"""One connection to Redis that is told what is published, and never reconnects by itself.

A client library that reconnects in silence also loses messages in silence. Here a broken line is
an exception, and whoever holds it opens a new one and asks the log what was missed.
"""

import asyncio
import math
from collections.abc import AsyncIterator

from redis.asyncio.connection import Connection, ConnectionPool
from redis.exceptions import ConnectionError as LineBroken

CHUNK = 500
PING_EVERY = 5.0
PATIENCE = 5.0


class Line:
    """Subscribes to channels, yields what comes, and notices when nothing can come any more."""

    def __init__(self, url: str, *, ping_every: float = PING_EVERY) -> None:
        pool = ConnectionPool.from_url(
            url, protocol=2, socket_connect_timeout=PATIENCE, socket_timeout=PATIENCE
        )
        self._connection: Connection = pool.make_connection()
        self._ping_every = ping_every
        self._writing = asyncio.Lock()
        self._heard_at = 0.0
        self._keeper: asyncio.Task[None] | None = None
        self.run = ""

    async def open(self) -> None:
        """Connect and learn which run of Redis this is; raises RedisError or OSError."""
        await self._connection.connect()
        await self._send("INFO", "server")
        info = await self._connection.read_response()
        lines = dict(line.partition(":")[::2] for line in info.decode().splitlines())
        self.run = lines["run_id"]
        self._heard_at = asyncio.get_running_loop().time()
        self._keeper = asyncio.create_task(self._keep())

    async def close(self) -> None:
        if self._keeper:
            self._keeper.cancel()
        await self._connection.disconnect(nowait=True)

    async def subscribe(self, *channels: str) -> None:
        for start in range(0, len(channels), CHUNK):
            await self._send("SUBSCRIBE", *channels[start : start + CHUNK])

    async def unsubscribe(self, channel: str) -> None:
        await self._send("UNSUBSCRIBE", channel)

    async def messages(self) -> AsyncIterator[tuple[bytes, str, bytes]]:
        """(kind, channel, data) of what comes in; raises RedisError when the line is broken."""
        loop = asyncio.get_running_loop()
        while True:
            answer = await self._connection.read_response(timeout=math.inf)
            self._heard_at = loop.time()
            # A ping is answered by a list, or by plain text while nothing is subscribed.
            if isinstance(answer, list) and answer[0] != b"pong":
                kind, channel, data = answer
                yield kind, channel.decode(), data

    async def _send(self, *command: str) -> None:
        async with self._writing:
            # Asked right before: the library would otherwise connect anew on its own.
            if not self._connection.is_connected:
                raise LineBroken("The line to Redis is broken.")
            await self._connection.send_command(*command, check_health=False)

    async def _keep(self) -> None:
        """Ping; a line that stays silent is cut, which ends ``messages`` with an error."""
        loop = asyncio.get_running_loop()
        while loop.time() - self._heard_at < 3 * self._ping_every:
            await asyncio.sleep(self._ping_every)
            try:
                await self._send("PING")
            except (LineBroken, OSError):
                break
        await self._connection.disconnect(nowait=True)
