"""Tasks that run beside the sockets: started, kept, and stopped for certain."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

logger = logging.getLogger(__name__)


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
