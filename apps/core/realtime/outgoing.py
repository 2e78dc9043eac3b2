"""What waits to be sent to one socket: bounded, and without a task while nothing waits."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

Send = Callable[[dict[str, Any]], Awaitable[None]]
SECONDS_TO_CLOSE = 5.0
# The client has left; or the server has said goodbye to it itself, which it calls our mistake.
GONE = (OSError, RuntimeError)


class Outgoing:
    """A queue before a socket. A client that does not read fills it; then ``put`` says so."""

    __slots__ = ("_characters", "_is_closing", "_queue", "_send", "_task")

    def __init__(self, send: Send) -> None:
        self._send = send
        # Idle sockets are many and an empty deque has 760 bytes.
        self._queue: deque[str] | None = None
        self._characters = 0
        self._task: asyncio.Task[None] | None = None
        self._is_closing = False

    def put(self, text: str) -> bool:
        """Send ``text`` after all that waits; False when too much waits already."""
        if self._is_closing:
            return True
        if self._queue is None:
            self._queue = deque()
            self._task = asyncio.create_task(self._flush(self._queue))
        too_many = len(self._queue) >= settings.REALTIME_QUEUE_FRAMES
        if too_many or self._characters > settings.REALTIME_QUEUE_CHARACTERS:
            return False
        self._queue.append(text)
        self._characters += len(text)
        return True

    async def _flush(self, queue: deque[str]) -> None:
        try:
            while queue:
                text = queue.popleft()
                self._characters -= len(text)
                await self._send({"type": "websocket.send", "text": text})
        except GONE:  # the socket's reader hears of it too
            self._is_closing = True
        finally:
            self._task = self._queue = None

    async def close(self, code: int) -> bool:
        """Forget what waits and say goodbye; False when even that cannot be sent."""
        self._forget()
        try:
            async with asyncio.timeout(SECONDS_TO_CLOSE):
                await self._send({"type": "websocket.close", "code": code})
        except TimeoutError:
            return False
        except GONE:
            return True
        return True

    def drop(self) -> None:
        """The socket is gone."""
        self._forget()
        if self._task:
            self._task.cancel()

    def _forget(self) -> None:
        self._is_closing = True
        if self._queue:
            self._queue.clear()
