"""The caches' client: a Redis that does not answer is left alone for a while.

A page asks the cache a dozen times. If each waited for a server that swallows everything, pages would
take as many time-outs and threads would pile up. So the first one waits, the others go without.
"""

import time
from typing import Any

from redis import Redis
from redis.exceptions import ConnectionError as Unreachable
from redis.exceptions import TimeoutError as Silent

REST = 2.0


class Rest:
    """Shared by all clients of the process: the caches are one server."""

    def __init__(self) -> None:
        self.until = 0.0

    def begin(self) -> None:
        self.until = time.monotonic() + REST

    def check(self) -> None:
        """Raises what a server that is away would."""
        if time.monotonic() < self.until:
            raise Unreachable("Redis did not answer a moment ago.")


resting = Rest()


class RestingRedis(Redis):
    """As Redis. After a failure every command fails at once for two seconds."""

    def execute_command(self, *args: Any, **options: Any) -> Any:
        resting.check()
        asked: Any = super().execute_command
        try:
            return asked(*args, **options)
        except (Unreachable, Silent):
            resting.begin()
            raise

    def pipeline(self, *args: Any, **options: Any) -> Any:
        resting.check()
        return super().pipeline(*args, **options)
