"""While the database is away, one thread of a process waits for it; the others say so at once.

If each waited, a handful of requests would hold every thread, and the process could not even say
that it lives.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from psycopg import OperationalError


class Absence:
    """What one process knows of one database."""

    def __init__(self) -> None:
        self._forget()
        # A child must not inherit that a thread is waiting which it does not have.
        os.register_at_fork(after_in_child=self._forget)

    def _forget(self) -> None:
        self._known = False
        self._waiting = threading.Lock()

    @contextmanager
    def respected(self, pool: Any) -> Iterator[None]:
        """The body asks ``pool`` for a connection. Raises OperationalError if another waits already."""
        alone = self._known and not pool.get_stats()["pool_available"]
        if alone and not self._waiting.acquire(blocking=False):
            raise OperationalError("The database did not answer a moment ago.")
        try:
            yield
            self._known = False
        except OperationalError:
            self._known = True
            raise
        finally:
            if alone:
                self._waiting.release()


@cache
def absence_of(alias: str) -> Absence:
    """What this process knows of the database ``alias``."""
    return Absence()
