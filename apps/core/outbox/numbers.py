"""The queue in numbers, for metrics, readiness and the back-office."""

from dataclasses import dataclass

from celery import current_app
from django.conf import settings
from django.db import connection

from apps.core.enums import TaskState
from apps.core.models import Task
from apps.core.tenancy import platform_context

LAG = """
SELECT queue, extract(epoch FROM clock_timestamp() - min(available_at))
FROM core_task WHERE state IN ('waiting', 'sent') AND available_at <= clock_timestamp()
GROUP BY queue
"""
OUTBOX = """
SELECT coalesce(extract(epoch FROM clock_timestamp() - min(available_at)), 0)
FROM core_task WHERE state = 'waiting' AND available_at <= clock_timestamp()
"""
COUNTS = "SELECT queue, state, count(*) FROM core_task GROUP BY queue, state"


@dataclass(frozen=True)
class QueueNumbers:
    """One queue: how long its oldest due task has been waiting, and how many are in which state."""

    queue: str
    lag_seconds: float
    counts: dict[str, int]


def queue_names() -> list[str]:
    """Every queue that a task is sent to."""
    routed = {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}
    return sorted(routed | {settings.CELERY_TASK_DEFAULT_QUEUE})


def task_names() -> list[str]:
    """Every task there is, by name."""
    return sorted(name for name in current_app.tasks if not name.startswith("celery."))


def lag_by_queue() -> dict[str, float]:
    """Seconds that the oldest due task of each queue has waited to be begun; 0 for an empty one."""
    with platform_context(), connection.cursor() as cursor:
        cursor.execute(LAG)
        late = {queue: max(0.0, float(seconds)) for queue, seconds in cursor.fetchall()}
    return dict.fromkeys(queue_names(), 0.0) | late


def counts_by_queue() -> dict[str, dict[str, int]]:
    """How many tasks of each queue are in each state; states without any are 0."""
    with platform_context(), connection.cursor() as cursor:
        cursor.execute(COUNTS)
        found = cursor.fetchall()
    counts = {name: dict.fromkeys(TaskState.values, 0) for name in queue_names()}
    for queue, state, count in found:
        counts.setdefault(queue, dict.fromkeys(TaskState.values, 0))[state] = count
    return counts


def queue_numbers() -> list[QueueNumbers]:
    """Both, queue by queue: two statements."""
    lag, counts = lag_by_queue(), counts_by_queue()
    return [QueueNumbers(name, lag.get(name, 0.0), found) for name, found in counts.items()]


def outbox_age() -> float:
    """Seconds that the oldest due task has waited to be handed to the broker."""
    with platform_context(), connection.cursor() as cursor:
        cursor.execute(OUTBOX)
        (seconds,) = cursor.fetchone()
    return max(0.0, float(seconds))


def dead_count() -> int:
    """Dead letters that wait for a person."""
    with platform_context():
        return Task.everywhere.filter(state=TaskState.DEAD).count()
