"""Every statement that moves a row of the queue on.

    waiting -> sent -> running -> (gone)       the work is done
                          |-> waiting          it failed, or its worker fell silent: once more
                          '-> dead             it failed too often

The database's clock decides, and each step names the state it starts from, so of two processes
that take the same step one succeeds. Callers are in the platform's context, except for ``finish``,
which also runs in the transaction of the work itself.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F, QuerySet
from django.db.models.functions import Now

from apps.core.enums import TaskState
from apps.core.models import Task

LEASE = timedelta(seconds=20)
MOST_ATTEMPTS = 3
WORKER_LOST = "WorkerLost"
WORKER_LOST_DETAIL = "The worker died, or could not reach the database, in the midst of the work."

TAKE = """
WITH due AS MATERIALIZED (
    SELECT id FROM core_task
    WHERE state = 'waiting' AND available_at <= clock_timestamp() AND queue <> ALL(%s)
    ORDER BY priority, available_at LIMIT %s FOR UPDATE SKIP LOCKED
)
UPDATE core_task SET state = 'sent', sent_at = clock_timestamp(), sends = sends + 1
FROM due WHERE core_task.id = due.id
RETURNING core_task.*
"""
# Of each studio its first; then whoever has least under way, and whose turn is longest ago.
TAKE_TURN = """
WITH busy AS (
    SELECT studio_schema, count(*) AS tasks FROM core_task
    WHERE queue = %(queue)s AND state IN ('sent', 'running') GROUP BY studio_schema
), first AS (
    SELECT DISTINCT ON (studio_schema) id, studio_schema FROM core_task
    WHERE queue = %(queue)s AND state = 'waiting' AND available_at <= clock_timestamp()
    ORDER BY studio_schema, priority, available_at
), due AS MATERIALIZED (
    SELECT task.id FROM core_task task
    JOIN first ON first.id = task.id
    LEFT JOIN busy ON busy.studio_schema = task.studio_schema
    ORDER BY coalesce(busy.tasks, 0),
        coalesce(array_position(%(served)s::text[], task.studio_schema::text), 0),
        task.priority, task.available_at
    LIMIT greatest(0, %(ready)s - (
        SELECT count(*) FROM core_task WHERE queue = %(queue)s AND state = 'sent'
    ))
    FOR UPDATE OF task SKIP LOCKED
)
UPDATE core_task SET state = 'sent', sent_at = clock_timestamp(), sends = sends + 1
FROM due WHERE core_task.id = due.id
RETURNING core_task.*
"""
CLAIM = """
UPDATE core_task
SET state = 'running', attempts = attempts + 1, worker = %s,
    started_at = clock_timestamp(), lease_until = clock_timestamp() + %s
WHERE id = %s AND attempts < max_attempts
  AND (state IN ('waiting', 'sent') AND available_at <= clock_timestamp()
       OR state = 'running' AND lease_until < clock_timestamp())
RETURNING *
"""
# Django would read the row and then delete it by its key alone, whosever it is by then.
FINISH = "DELETE FROM core_task WHERE id = %s AND state = 'running' AND attempts = %s"
FAIL = """
UPDATE core_task
SET state = CASE WHEN attempts >= max_attempts OR %s THEN 'dead' ELSE 'waiting' END,
    died_at = CASE WHEN attempts >= max_attempts OR %s THEN clock_timestamp() END,
    available_at = clock_timestamp() + %s, lease_until = NULL, error_name = %s, error_detail = %s
WHERE id = %s AND state = 'running' AND attempts = %s
RETURNING *
"""
RECLAIM = """
UPDATE core_task
SET state = CASE WHEN attempts >= max_attempts THEN 'dead' ELSE 'waiting' END,
    died_at = CASE WHEN attempts >= max_attempts THEN clock_timestamp() END,
    available_at = clock_timestamp(), lease_until = NULL, error_name = %s, error_detail = %s
WHERE id IN (
    SELECT id FROM core_task WHERE state = 'running' AND lease_until < clock_timestamp()
    FOR UPDATE SKIP LOCKED
)
RETURNING *
"""
SEND_AGAIN = """
UPDATE core_task SET state = 'waiting'
WHERE id IN (
    SELECT id FROM core_task
    WHERE state = 'sent' AND queue = %s
      AND sent_at < clock_timestamp() - least(%s * power(2, least(sends, 12) - 1), %s)
    FOR UPDATE SKIP LOCKED
)
"""
HAND_BACK = """
UPDATE core_task
SET state = 'waiting', available_at = clock_timestamp(), lease_until = NULL,
    max_attempts = max_attempts + 1
WHERE state = 'running' AND worker = %s
"""


def take(most: int, *, apart_from: Collection[str] = ()) -> list[Task]:
    """Mark up to ``most`` tasks that are due as sent and return them, the most urgent first.

    Queues ``apart_from`` are left alone. Rows that another relay is taking are passed over.
    """
    rows = list(Task.everywhere.raw(TAKE, [list(apart_from), most]))
    return sorted(rows, key=lambda row: (row.priority, row.available_at))


def take_turn(queue: str, *, ready: int, served: Sequence[str]) -> list[Task]:
    """Mark the next tasks of a queue in which studios take turns as sent, one a studio at most.

    No more than ``ready`` stand in the broker at a time, where their order is settled. ``served``
    are schemas in the order in which they last had their turn.
    """
    words = {"queue": queue, "ready": ready, "served": list(served)}
    return list(Task.everywhere.raw(TAKE_TURN, words))


def give_back(pks: Collection[UUID]) -> None:
    """The broker did not take these after all."""
    sent = Task.everywhere.filter(pk__in=pks, state=TaskState.SENT)
    sent.update(state=TaskState.WAITING, sends=F("sends") - 1)


def claim(pk: UUID, *, worker: str, lease: timedelta = LEASE) -> Task | None:
    """The task, now this worker's, with the attempt counted; None when there is nothing to do.

    Then it is done already, not due yet, given up, or another worker is at it.
    """
    return next(iter(Task.everywhere.raw(CLAIM, [worker, lease, pk])), None)


def renew(pk: UUID, attempt: int, *, lease: timedelta = LEASE) -> bool:
    """Keep the task for as long again; False when somebody else has it."""
    mine = Task.everywhere.filter(pk=pk, state=TaskState.RUNNING, attempts=attempt)
    return bool(mine.update(lease_until=Now() + lease))


def finish(row: Task) -> bool:
    """The work is done; False when another worker has taken it over."""
    with connection.cursor() as cursor:
        cursor.execute(FINISH, [row.pk, row.attempts])
        return bool(cursor.rowcount)


def fail(
    row: Task, *, name: str, detail: str, delay: timedelta, for_good: bool = False
) -> Task | None:
    """The row after this attempt's failure, waiting or dead; None when somebody else has it."""
    words = [for_good, for_good, delay, name, detail, row.pk, row.attempts]
    return next(iter(Task.everywhere.raw(FAIL, words)), None)


def reclaim() -> list[Task]:
    """Take tasks from workers that have fallen silent; they wait again, or are dead."""
    return list(Task.everywhere.raw(RECLAIM, [WORKER_LOST, WORKER_LOST_DETAIL]))


def queues_on_the_way(older_than: timedelta) -> list[str]:
    """Queues with messages that nobody has taken for so long."""
    late = Task.everywhere.filter(state=TaskState.SENT, sent_at__lt=Now() - older_than)
    return list(late.order_by("queue").values_list("queue", flat=True).distinct())


def send_again(queue: str, *, after: timedelta, most: timedelta) -> int:
    """Send what has been on its way in ``queue`` for too long; the wait doubles with each sending."""
    words: list[Any] = [queue, after, most]
    with connection.cursor() as cursor:
        cursor.execute(SEND_AGAIN, words)
        return int(cursor.rowcount)


def hand_back(worker: str) -> int:
    """A worker that is asked to leave returns what it was at; the attempt does not count."""
    with connection.cursor() as cursor:
        cursor.execute(HAND_BACK, [worker])
        return int(cursor.rowcount)


def dead() -> QuerySet[Task]:
    """What was given up, for a person to decide about."""
    return Task.everywhere.filter(state=TaskState.DEAD)


def revive(pks: Iterable[UUID]) -> int:
    """Dead tasks are tried again, three times more."""
    chosen = dead().filter(pk__in=pks)
    return chosen.update(
        state=TaskState.WAITING,
        available_at=Now(),
        died_at=None,
        # Attempts only grow: a worker of an earlier life must not be taken for the new one.
        max_attempts=F("attempts") + MOST_ATTEMPTS,
    )
