"""Long work of a kind of the tests' own: whoever works for the house is in charge of it."""

from typing import Any

from apps.accounts.rules import can_manage_studios, can_open_desk
from apps.core.enums import JobState
from apps.core.job_kinds import JobKind, register
from apps.core.jobs import start_job
from apps.core.models import Job


def _repeat(job: Job, by: Any) -> Job:
    return start_job(job.kind, by_pk=by.pk, title=job.title)


WORK = register(
    JobKind(
        key="tests.work",
        label="Working",
        steps={"first": "First things", "second": "Second things"},
        page=lambda job: f"/work/{job.pk}/",
        managed_by=lambda person: can_open_desk(person) or can_manage_studios(person),
        repeat=_repeat,
        explain=lambda code: {"no_luck": "There was no luck."}.get(code, ""),
    )
)


def failed_work(**fields: Any) -> Job:
    job = start_job(WORK.key, **fields)
    Job.everywhere.filter(pk=job.pk).update(state=JobState.FAILED, error_code="no_luck")
    job.refresh_from_db()
    return job
