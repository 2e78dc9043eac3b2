"""Carries rows of the queue to the broker, and takes up what was lost on the way. Several may run."""

import logging
import threading
import time
from datetime import timedelta

from django.conf import settings
from django.db import Error as DatabaseFault
from django.db import connections, transaction

from apps.core.models import Task
from apps.core.outbox import rows
from apps.core.outbox.broker import Broker, eviction_fault
from apps.core.outbox.errors import BrokerAway
from apps.core.outbox.funeral import bury
from apps.core.outbox.pace import Backoff
from apps.core.tenancy import platform_context

BATCH = 100
BUSY_PAUSE, IDLE_PAUSE = 0.05, 0.25
SECONDS_BETWEEN_SWEEPS = 1.0
LONGEST_UNTIL_SENT_AGAIN = timedelta(hours=1)
logger = logging.getLogger(__name__)


class Relay:
    """Runs until told to stop; neither a lost database nor a lost broker ends it."""

    def __init__(self, broker: Broker | None = None) -> None:
        self.broker = broker or Broker()
        self.stopping = threading.Event()
        self._backoff = Backoff(0.5, 10)
        self._pause = IDLE_PAUSE
        self._next_sweep = 0.0
        self._served: dict[str, list[str]] = {}

    def run(self) -> None:
        self._warn_of_eviction()
        while not self.stopping.is_set():
            self.stopping.wait(self.round())
        self.broker.close()
        connections.close_all()

    def stop(self) -> None:
        self.stopping.set()

    def round(self) -> float:
        """Send what is due and sweep now and then; the seconds to wait before the next round."""
        try:
            with platform_context():
                self._sweep_if_due()
                sent = self.send_batch()
        except BrokerAway as away:
            return self._failed("broker", away)
        except DatabaseFault as fault:
            connections.close_all()
            return self._failed("database", fault)
        self._recovered()
        return self._pause_after(sent)

    def send_batch(self) -> int:
        """Send up to a hundred due tasks; how many. Raises BrokerAway, with the rest given back."""
        taken = rows.take(BATCH, apart_from=settings.QUEUE_TURNS)
        for queue, ready in settings.QUEUE_TURNS.items():
            taken += self._turns(queue, ready)
        for number, row in enumerate(taken):
            try:
                self.broker.publish(row)
            except BrokerAway:
                rows.give_back([late.pk for late in taken[number:]])
                raise
        return len(taken)

    def _turns(self, queue: str, ready: int) -> list[Task]:
        """The next of a queue in which each studio has its turn, and who that was."""
        served = self._served.setdefault(queue, [])
        taken = rows.take_turn(queue, ready=ready, served=served)
        for row in taken:
            self._served[queue] = [s for s in self._served[queue] if s != row.studio_schema]
            self._served[queue].append(row.studio_schema)
        return taken

    def _sweep_if_due(self) -> None:
        if time.monotonic() >= self._next_sweep:
            self._next_sweep = time.monotonic() + SECONDS_BETWEEN_SWEEPS
            take_from_the_silent()
            self.send_lost_again()

    def send_lost_again(self) -> int:
        """What was sent, is in no queue any more and was never begun: the broker lost it.

        A queue that still holds messages may hold these too, so they are given more time.
        """
        soon = timedelta(seconds=settings.QUEUE_RESEND_SECONDS)
        count = 0
        for queue in rows.queues_on_the_way(soon):
            wait = soon * (settings.QUEUE_RESEND_PATIENCE if self.broker.depth(queue) else 1)
            count += rows.send_again(queue, after=wait, most=LONGEST_UNTIL_SENT_AGAIN)
        if count:
            logger.warning("%s messages were lost and are sent again.", count)
        return count

    def _pause_after(self, sent: int) -> float:
        if sent == BATCH:
            return 0.0
        self._pause = BUSY_PAUSE if sent else min(self._pause * 1.1, IDLE_PAUSE)
        return self._pause

    def _failed(self, what: str, fault: Exception) -> float:
        if not self._backoff.failures:
            logger.error("The %s is away; tasks wait: %s", what, fault)
        return self._backoff.failed()

    def _recovered(self) -> None:
        if self._backoff.failures:
            logger.warning("Tasks are sent again.")
        self._backoff.worked()

    def _warn_of_eviction(self) -> None:
        try:
            fault = eviction_fault()
        except BrokerAway:
            return
        if fault:
            logger.warning(fault)


def take_from_the_silent() -> list[Task]:
    """Tasks whose worker fell silent wait again; those that killed it too often are dead."""
    with transaction.atomic():
        found = rows.reclaim()
        for row in found:
            if row.died_at is not None:
                bury(row)
    for row in found:
        logger.warning("%s (%s) lost its worker in attempt %s.", row.name, row.pk, row.attempts)
    return found
