"""Work that is done later, by a worker: asked for in the transaction that needs it, never lost.

``enqueue`` writes a row; the relay sends its key to the broker; a worker claims the row, enters its
studio, does the work and takes the row away. See apps.core.outbox for the parts.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from celery import Task as CeleryTask
from celery import current_app
from django.db import connections
from django.db.models.functions import Now

from apps.core.enums import Priority
from apps.core.errors import DomainError
from apps.core.models import Job, Task
from apps.core.outbox import post
from apps.core.outbox.errors import PastTheQueue
from apps.core.outbox.rows import MOST_ATTEMPTS
from apps.core.outbox.work import work_on
from apps.core.tenancy import PLATFORM, StudioLike, StudioRef, ref_of, studio_context


def enqueue(
    name: str, *, delay: timedelta | None = None, dedupe_key: str = "", **kwargs: Any
) -> None:
    """Have the task ``name`` done for the current studio, if and when this transaction commits.

    Takes primitives only (pass primary keys as text). Not before ``delay`` has passed. With a
    ``dedupe_key``, nothing happens while a task of that name, studio and key is unfinished. Raises
    KeyError for an unknown name and TypeError for arguments that the task does not take: both
    here, at the call, not in the worker.
    """
    later = {} if delay is None else {"available_at": Now() + delay}
    post.post(name, kwargs, dedupe_key=dedupe_key, **later)


def enqueue_for_each(
    studios: Iterable[StudioLike], name: str, *, dedupe_key: str = "", **kwargs: Any
) -> None:
    """One task a studio, in as few statements as can be. The platform's work: call it in its context."""
    post.write(
        post.row_of(name, kwargs, ref_of(studio), dedupe_key=dedupe_key) for studio in studios
    )


def job_of(row: Task) -> Job | None:
    """The job that people watch while the row's work is done, if there is one: 2 queries at most."""
    task: Any = current_app.tasks.get(row.name)
    if task is None:
        return None
    with studio_context(task.studio_of(row)):
        job: Job | None = Job.objects.for_studio().filter(pk=task.job_key(**row.kwargs)).first()
        return job


class TenantTask(CeleryTask):
    """Runs in the studio that asked for it; at least once, and after a failure again.

    What a task may set: ``urgency``; ``max_attempts``; ``retry_seconds``, the first wait, which doubles;
    ``exactly_once``, for bodies that only write to the database: they share one transaction with
    the end of the row; ``on_dead``, the name of a task with the same arguments that ends what
    waits for this one; ``shown``, arguments that people of the platform may read as they are;
    ``job_key``, which tells from the same arguments whose progress people watch meanwhile.
    """

    # A message is a key: the arguments stand in the row.
    typing = False
    throws = (DomainError,)
    urgency = Priority.NORMAL
    max_attempts = MOST_ATTEMPTS
    retry_seconds = 5
    exactly_once = False
    on_dead = ""
    shown: tuple[str, ...] = ()

    @staticmethod
    def job_key(**kwargs: Any) -> UUID | str | None:
        """The primary key of the job; None for work that nobody watches."""
        key: str | None = kwargs.get("job_pk")
        return key

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if self.request.called_directly:
            return self.run(*args, **kwargs)
        try:
            return work_on(self, UUID(self.request.id), self.run)
        finally:
            if not self.request.is_eager:
                connections.close_all()

    def apply_async(self, *args: Any, **kwargs: Any) -> Any:
        raise PastTheQueue(self.name)

    def studio_of(self, row: Task) -> StudioRef:
        """Where the body runs."""
        return row.studio


class PlatformTask(TenantTask):
    """Work of the platform itself, whoever asked for it."""

    def studio_of(self, row: Task) -> StudioRef:
        return PLATFORM
