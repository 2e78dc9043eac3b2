"""Keeps the task at hand while its worker lives: one thread a process renews the lease."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connections

from apps.core.models import Task
from apps.core.outbox import rows
from apps.core.tenancy import platform_context

RENEWALS_A_LEASE = 4
logger = logging.getLogger(__name__)


def lease_time() -> timedelta:
    return timedelta(seconds=settings.QUEUE_LEASE_SECONDS)


class Heartbeat:
    """Renews what is held. A killed process renews nothing, so its task is free a lease later."""

    def __init__(self) -> None:
        self._held: dict[int, Task] = {}
        self._guard = threading.Lock()
        self._thread: threading.Thread | None = None

    @contextmanager
    def holding(self, row: Task) -> Iterator[None]:
        with self._guard:
            self._held[threading.get_ident()] = row
            self._ensure_thread()
        try:
            yield
        finally:
            with self._guard:
                self._held.pop(threading.get_ident(), None)

    def _ensure_thread(self) -> None:
        # A fork leaves threads behind, so a child process starts its own.
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._beat, name="lease", daemon=True)
            self._thread.start()

    def _beat(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(lease_time().total_seconds() / RENEWALS_A_LEASE)
            self.renew_all()

    def renew_all(self) -> None:
        """Once for everything held; what was lost is let go, so that it is said once."""
        with self._guard:
            held = dict(self._held)
        if not held:
            return
        try:
            with platform_context():
                lost = [one for one, row in held.items() if not self._renewed(row)]
        except DatabaseError:
            logger.warning("The lease could not be renewed.", exc_info=True)
            lost = []
        finally:
            connections.close_all()
        with self._guard:
            for thread in lost:
                self._held.pop(thread, None)

    def _renewed(self, row: Task) -> bool:
        kept = rows.renew(row.pk, row.attempts, lease=lease_time())
        if not kept:
            logger.warning("%s (%s) is another worker's by now.", row.name, row.pk)
        return kept


heartbeat = Heartbeat()
