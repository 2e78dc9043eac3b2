"""Run work after commit, in the studio that asked for it."""

from typing import Any
from uuid import UUID

from celery import Task, current_app
from django.db import transaction

from apps.core.tenancy import PLATFORM, StudioRef, current_studio, studio_context

SCHEMA_HEADER = "studio_schema"
SLUG_HEADER = "studio_slug"
PK_HEADER = "studio_pk"
PRIMITIVES = (str, int, bool, type(None))


def enqueue(name: str, **kwargs: Any) -> None:
    """Queue the task ``name`` once the current transaction has committed.

    Takes primitives only (pass primary keys as text). Raises KeyError for an unknown name and
    TypeError for anything else than a primitive: both here, at the call, not in the worker.
    """
    task = current_app.tasks[name]
    for key, value in kwargs.items():
        if not isinstance(value, PRIMITIVES):
            raise TypeError(f"{name}: {key} must be text, a whole number, a flag or nothing.")
    headers = headers_of(current_studio())
    transaction.on_commit(lambda: task.apply_async(kwargs=kwargs, headers=headers))


def headers_of(studio: StudioRef) -> dict[str, str]:
    return {
        SCHEMA_HEADER: studio.schema_name,
        SLUG_HEADER: studio.slug,
        PK_HEADER: str(studio.pk or ""),
    }


class TenantTask(Task):
    """Re-enters the studio that queued it before the body runs."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with studio_context(self.studio()):
            return super().__call__(*args, **kwargs)

    def studio(self) -> StudioRef:
        headers = {**(self.request.headers or {}), **vars(self.request)}
        pk = headers[PK_HEADER]
        return StudioRef(
            pk=UUID(pk) if pk else None,
            schema_name=headers[SCHEMA_HEADER],
            slug=headers[SLUG_HEADER],
        )


class PlatformTask(TenantTask):
    """Work of the platform itself; the schedule queues it without naming a studio."""

    def studio(self) -> StudioRef:
        return PLATFORM
