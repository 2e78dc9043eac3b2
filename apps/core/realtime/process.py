"""What a realtime process has once: the hub and its open sockets."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings

from apps.core.realtime.chores import kept, stop
from apps.core.realtime.hub import Hub
from apps.core.realtime.visits import Visits

Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]


class RealtimeProcess:
    """Belongs to one event loop; begins with its first socket, or with the server."""

    def __init__(self) -> None:
        self.hub = Hub(settings.CHANNELS_URL)
        self.visits = Visits()
        self._chores: dict[str, asyncio.Task[None]] = {}
        self.hub.start()
        self.keep("beat", self.visits.beat_for_ever)

    def keep(self, name: str, chore: Callable[[], Awaitable[None]]) -> None:
        """Run an endless ``chore`` beside the sockets, once however often it is asked for."""
        task = self._chores.get(name)
        if task is None or task.done():
            self._chores[name] = asyncio.create_task(kept(name, chore))

    def figures(self) -> dict[str, int]:
        visits = {"sockets": len(self.visits.open), "refused": self.visits.refused}
        return visits | self.hub.figures()

    async def close(self) -> None:
        await stop(self._chores.values())
        await self.hub.close()


_processes: WeakKeyDictionary[asyncio.AbstractEventLoop, RealtimeProcess] = WeakKeyDictionary()


def this_process() -> RealtimeProcess:
    """The one of the running event loop."""
    loop = asyncio.get_running_loop()
    if loop not in _processes:
        _processes[loop] = RealtimeProcess()
    return _processes[loop]


async def close_process() -> None:
    """At the end of the server, and of a test."""
    process = _processes.pop(asyncio.get_running_loop(), None)
    if process:
        await process.close()


async def lifespan(scope: dict[str, Any], receive: Receive, send: Send) -> None:
    """The server's start and end. By the end it has told every socket that it restarts (1012)."""
    await receive()
    this_process()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await close_process()
    await send({"type": "lifespan.shutdown.complete"})
