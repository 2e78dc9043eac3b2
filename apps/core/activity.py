"""Is something of mine running? A small count for the head of every page of a desk."""

from typing import Any
from uuid import UUID

from django.db import transaction

from apps.core.enums import JobState
from apps.core.models import Job
from apps.core.realtime.publish import publish
from apps.core.tenancy import StudioRef, studio_context


def activity_topic(person_pk: UUID | str) -> str:
    return f"activity.{person_pk}"


def activity_state(person_pk: UUID | str, studio_schema: str) -> dict[str, Any]:
    """How much of this person's work is under way in the studio: 1 query."""
    rows = Job.everywhere.filter(studio_schema=studio_schema, started_by_pk=person_pk)
    return {"running": rows.filter(state__in=JobState.alive()).count()}


def announce_activity(job: Job, studio: StudioRef) -> None:
    """Tell the pages of whoever started ``job``; counted after commit, when the count is true."""
    if job.started_by_pk is None:
        return
    person_pk = job.started_by_pk

    def tell() -> None:
        with studio_context(studio):
            state = activity_state(person_pk, studio.schema_name)
            publish(activity_topic(person_pk), state)

    transaction.on_commit(tell, robust=True)
