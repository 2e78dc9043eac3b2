"""What a worker does with a message: claim the row, do the work, take the row away."""

import logging
import os
import socket
import traceback
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from typing import Any, Protocol
from uuid import UUID

from celery.exceptions import Retry
from django.conf import settings
from django.db import transaction

from apps.core.errors import DomainError, PermanentError, TemporaryError
from apps.core.metrics import task_timed
from apps.core.models import Task
from apps.core.outbox import rows
from apps.core.outbox.errors import LeaseLost
from apps.core.outbox.funeral import bury
from apps.core.outbox.lease import heartbeat, lease_time
from apps.core.outbox.pace import growing
from apps.core.outbox.trace import continuing
from apps.core.tenancy import StudioRef, platform_context, studio_context

LONGEST_WAIT = timedelta(minutes=15)
LONGEST_DETAIL = 20_000
IDENTITY = f"{socket.gethostname()}/{os.getpid()}"
logger = logging.getLogger(__name__)


class Workable(Protocol):
    """What the worker must know about a task; see apps.core.queue.TenantTask."""

    name: str
    exactly_once: bool
    retry_seconds: int

    def studio_of(self, row: Task) -> StudioRef: ...


def work_on(task: Workable, pk: UUID, body: Callable[..., Any]) -> None:
    """Do the work of the row ``pk``, if there still is any.

    A refusal (DomainError) ends it; any other error is written on the row, which waits for its
    next try or is dead. Either is raised, for the log. Raises Retry when there will be a next try.
    """
    with platform_context():
        row = rows.claim(pk, worker=IDENTITY, lease=lease_time())
    if row is None:
        return
    with continuing(row), studio_context(task.studio_of(row)), _held(row):
        try:
            with task_timed(task.name):
                _do(task, row, body)
        except LeaseLost:
            logger.warning("%s (%s) was taken over; nothing of it stays.", row.name, row.pk)
        except DomainError:
            rows.finish(row)
            raise
        except Exception as error:
            _failed(task, row, error)
            raise


def _held(row: Task) -> AbstractContextManager[None]:
    """Work that runs inside the caller's transaction cannot be renewed from another connection."""
    return nullcontext() if settings.CELERY_TASK_ALWAYS_EAGER else heartbeat.holding(row)


def _do(task: Workable, row: Task, body: Callable[..., Any]) -> None:
    if not task.exactly_once:
        body(**row.kwargs)
        if not rows.finish(row):
            logger.warning("%s (%s) ended, but was taken over before.", row.name, row.pk)
        return
    with transaction.atomic():
        body(**row.kwargs)
        if not rows.finish(row):
            raise LeaseLost


def _failed(task: Workable, row: Task, error: Exception) -> None:
    """Write down why, and when it is tried again; raises Retry then."""
    level = logging.WARNING if isinstance(error, TemporaryError) else logging.ERROR
    logger.log(level, "%s failed in attempt %s.", row.name, row.attempts, exc_info=error)
    delay = growing(timedelta(seconds=task.retry_seconds), row.attempts, most=LONGEST_WAIT)
    with platform_context(), transaction.atomic():
        after = rows.fail(
            row,
            name=type(error).__name__,
            detail="".join(traceback.format_exception(error))[-LONGEST_DETAIL:],
            delay=delay,
            for_good=isinstance(error, PermanentError),
        )
        if after is not None and after.died_at is not None:
            bury(after)
            return
    if isinstance(error, TemporaryError):
        raise Retry(exc=error) from error
