"""Tasks that run beside the sockets: started, kept, and stopped for certain."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, ParamSpec, TypeVar

from apps.core.tenancy import StudioLike, in_studio_thread

P = ParamSpec("P")
R = TypeVar("R")
logger = logging.getLogger(__name__)


async def aside(
    studio: StudioLike, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs
) -> R:
    """``in_studio_thread`` for sockets, whose context lives for hours.

    What a thread leaves in its context (a client of the cache, 13 KB of it) comes back to the
    coroutine that waits for it; a task of its own takes it along when it ends.
    """
    return await asyncio.create_task(in_studio_thread(studio, function, *args, **kwargs))


async def kept(name: str, chore: Callable[[], Awaitable[None]]) -> None:
    """Run an endless ``chore``; one that fails begins anew."""
    while True:
        try:
            await chore()
        except Exception:  # a chore that failed once is still needed
            logger.exception("The chore %r failed and begins anew", name)
            await asyncio.sleep(1)


async def stop(tasks: Iterable[asyncio.Task[Any]]) -> None:
    """Cancel until it works: ``wait_for`` of Python 3.11 may swallow the first attempt."""
    pending = set(tasks)
    while pending:
        for task in pending:
            task.cancel()
        _, pending = await asyncio.wait(pending, timeout=0.1)
