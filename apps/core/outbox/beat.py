"""The clock: queues what is due. Any number may run; the database lets one of them win each tick."""

import logging
import threading
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseFault
from django.db import connection, connections, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from apps.core.outbox.pace import Backoff
from apps.core.outbox.schedule import Entry
from apps.core.queue import enqueue, enqueue_for_each
from apps.core.tenancy import StudioLike, platform_context

SECONDS_BETWEEN_LOOKS = 1.0
# One statement, so that of two clocks that see the same tick one changes the row and one does not.
WIN = """
INSERT INTO core_tick (name, queued_for) VALUES (%s, %s)
ON CONFLICT (name) DO UPDATE SET queued_for = excluded.queued_for
WHERE core_tick.queued_for < excluded.queued_for
"""
logger = logging.getLogger(__name__)


class Beat:
    """Runs until told to stop. One that was away queues each entry once, not once a missed tick."""

    def __init__(self) -> None:
        self.stopping = threading.Event()
        self._backoff = Backoff(1, 30)
        self._seen: dict[str, datetime] = {}

    def run(self) -> None:
        while not self.stopping.is_set():
            self.stopping.wait(self.look())
        connections.close_all()

    def stop(self) -> None:
        self.stopping.set()

    def look(self) -> float:
        """Queue what has come due since the last look; the seconds until the next one."""
        try:
            now = timezone.now()
            for entry in self._ticked(now):
                queue_once(entry, entry.tick(now))
                self._seen[entry.name] = entry.tick(now)
        except DatabaseFault:
            logger.exception("The schedule waits for the database.")
            connections.close_all()
            return self._backoff.failed()
        self._backoff.worked()
        return SECONDS_BETWEEN_LOOKS

    def _ticked(self, now: datetime) -> list[Entry]:
        return [entry for entry in entries() if self._seen.get(entry.name) != entry.tick(now)]


def entries() -> list[Entry]:
    schedule: dict[str, Any] = settings.QUEUE_SCHEDULE
    return [Entry(name, **words) for name, words in schedule.items()]


def queue_once(entry: Entry, tick: datetime) -> bool:
    """Queue the entry for ``tick``, unless some clock has done so for it or a later one."""
    with platform_context(), transaction.atomic():
        won = _won(entry.name, tick)
        if won and entry.in_each_studio:
            enqueue_for_each(studios_at_work()(), entry.task, dedupe_key=entry.name)
        elif won:
            enqueue(entry.task, dedupe_key=entry.name)
    return won


def _won(name: str, tick: datetime) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WIN, [name, tick])
        return bool(cursor.rowcount)


def studios_at_work() -> Callable[[], Iterable[StudioLike]]:
    """Core knows no studio: a setting names the function that lists those that are open."""
    found: Callable[[], Iterable[StudioLike]] = import_string(settings.QUEUE_STUDIOS)
    return found
