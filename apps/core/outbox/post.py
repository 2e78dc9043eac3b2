"""Writes rows of the queue."""

from collections.abc import Iterable
from contextlib import suppress
from functools import partial
from typing import Any
from uuid import UUID

from celery import current_app
from celery.exceptions import Retry
from django.conf import settings
from django.db import transaction

from apps.core.models import Task
from apps.core.outbox.rows import MOST_ATTEMPTS
from apps.core.outbox.trace import trace_here
from apps.core.tenancy import StudioRef, current_studio

PRIMITIVES = (str, int, bool, type(None))
BATCH = 500


def check_primitives(name: str, kwargs: dict[str, Any]) -> None:
    """Raise TypeError for an argument that would not survive the way to another process."""
    for key, value in kwargs.items():
        if not isinstance(value, PRIMITIVES):
            raise TypeError(f"{name}: {key} must be text, a whole number, a flag or nothing.")


def post(name: str, kwargs: dict[str, Any], **more: Any) -> None:
    """One row for the task ``name`` in the current studio; ``more`` are columns.

    With a ``dedupe_key`` that an unfinished row of the same task holds, nothing is written.
    """
    row = row_of(name, kwargs, current_studio(), **more)
    write([row])


def row_of(name: str, kwargs: dict[str, Any], studio: StudioRef, **more: Any) -> Task:
    """The unwritten row. Raises KeyError for an unknown task and TypeError for bad arguments."""
    task: Any = current_app.tasks[name]
    check_primitives(name, kwargs)
    task.__header__(**kwargs)
    return Task(
        name=name,
        kwargs=kwargs,
        studio_schema=studio.schema_name,
        studio_slug=studio.slug,
        studio_pk=studio.pk,
        queue=queue_of(name),
        priority=task.urgency,
        max_attempts=task.max_attempts,
        on_dead=task.on_dead,
        **trace_here(),
        **more,
    )


def follow_up(row: Task) -> None:
    """Write what is to be done now that ``row`` is dead. The relay, which buries most, may be older
    than the task: nothing is looked up."""
    follower = Task(
        name=row.on_dead,
        kwargs=row.kwargs,
        studio_schema=row.studio_schema,
        studio_slug=row.studio_slug,
        studio_pk=row.studio_pk,
        queue=queue_of(row.on_dead),
        max_attempts=MOST_ATTEMPTS,
        request_id=row.request_id,
        traceparent=row.traceparent,
    )
    write([follower])


def queue_of(name: str) -> str:
    route = settings.CELERY_TASK_ROUTES.get(name, {})
    return str(route.get("queue", settings.CELERY_TASK_DEFAULT_QUEUE))


def write(rows: Iterable[Task]) -> None:
    """Insert them in the current transaction; in eager mode they are worked on at its commit."""
    written = list(rows)
    asked_once = any(row.dedupe_key for row in written)
    Task.everywhere.bulk_create(written, batch_size=BATCH, ignore_conflicts=asked_once)
    if settings.CELERY_TASK_ALWAYS_EAGER:
        for row in written:
            transaction.on_commit(partial(work_here, row.name, row.pk))


def work_here(name: str, pk: UUID) -> None:
    """Work on a row in this process, as a worker would that got its message."""
    with suppress(Retry):
        current_app.tasks[name].apply(task_id=str(pk), throw=True)
