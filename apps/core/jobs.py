"""Long work that people watch: start, report, finish, cancel.

Progress is written outside any transaction of the work itself, so a page sees it at once.
"""

import time
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from apps.core.enums import JobState
from apps.core.errors import Conflict, NotFound
from apps.core.models import Job
from apps.core.realtime.publish import publish
from apps.core.signing import sign, unsign
from apps.core.tenancy import current_studio

TOKEN_AGE = timedelta(hours=12)
SECONDS_BETWEEN_REPORTS = 0.4


class JobCancelled(Exception):
    """Raised inside the work when somebody asked for it to stop."""


class JobNotRunning(Conflict):
    code = "job_not_running"


def start_job(kind: str, *, subject_pk: UUID | None = None, by_pk: UUID | None = None) -> Job:
    """A new job of the current studio, waiting for its worker."""
    return Job.everywhere.create(
        studio_schema=current_studio().schema_name,
        kind=kind,
        subject_pk=subject_pk,
        started_by_pk=by_pk,
    )


def begin_job(job: Job) -> bool:
    """Claim the job for this worker, counting the attempt before any work; False if it is over."""
    now = timezone.now()
    claimed = Job.everywhere.filter(
        pk=job.pk, state__in=[JobState.QUEUED, JobState.RUNNING]
    ).update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        started_at=now,
        seen_at=now,
        percent=0,
        step="",
    )
    job.refresh_from_db()
    _announce(job)
    return bool(claimed)


class JobProgress:
    """Reports one job's progress, at most a few times a second, and notices a cancel request."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self._last = 0.0

    def report(self, percent: float, *, step: str = "", seconds_left: float | None = None) -> None:
        """Write and publish how far the work is (0-100); raises JobCancelled when asked to stop."""
        step = step or self.job.step
        now = time.monotonic()
        if step == self.job.step and now - self._last < SECONDS_BETWEEN_REPORTS:
            return
        self._last = now
        self._write(percent, step, seconds_left)

    def _write(self, percent: float, step: str, seconds_left: float | None) -> None:
        fields = {
            "percent": max(0, min(100, int(percent))),
            "step": step,
            "seconds_left": None if seconds_left is None else max(0, int(seconds_left)),
            "seen_at": timezone.now(),
        }
        alive = Job.everywhere.filter(pk=self.job.pk, state=JobState.RUNNING).update(**fields)
        if not alive:
            raise JobCancelled
        for name, value in fields.items():
            setattr(self.job, name, value)
        _announce(self.job)


def finish_job(job: Job) -> None:
    """The work is done."""
    _end(job, JobState.DONE, percent=100, seconds_left=None)


def fail_job(job: Job, *, code: str, detail: str) -> None:
    """The work failed for good; ``detail`` is a sentence for the person who waits."""
    _end(job, JobState.FAILED, error_code=code, error_detail=detail, seconds_left=None)


def acknowledge_cancel(job: Job) -> None:
    """The worker has stopped and cleaned up after a cancel request."""
    _end(job, JobState.CANCELLED, seconds_left=None)


def request_cancel(job: Job) -> None:
    """Ask the work to stop; raises JobNotRunning when it is over already."""
    cancelled = Job.everywhere.filter(pk=job.pk, state=JobState.QUEUED).update(
        state=JobState.CANCELLED, ended_at=timezone.now()
    )
    asked = cancelled or Job.everywhere.filter(pk=job.pk, state=JobState.RUNNING).update(
        state=JobState.CANCELLING
    )
    job.refresh_from_db()
    if not asked and job.state != JobState.CANCELLING:
        raise JobNotRunning
    _announce(job)


def _end(job: Job, state: JobState, **fields: Any) -> None:
    Job.everywhere.filter(pk=job.pk, state__in=JobState.alive()).update(
        state=state, ended_at=timezone.now(), **fields
    )
    job.refresh_from_db()
    _announce(job)


def job_state(job: Job) -> dict[str, Any]:
    """What a page may know about a job: JSON types only."""
    return {
        "kind": job.kind,
        "state": job.state,
        "state_label": job.get_state_display(),
        "step": job.step,
        "percent": job.percent,
        "seconds_left": job.seconds_left,
        "error_code": job.error_code,
        "error_detail": job.error_detail,
        "is_over": job.is_over,
    }


def topic_of(job: Job) -> str:
    return f"job.{job.pk}"


def job_token(job: Job) -> str:
    """A token that lets its holder watch this job, in this studio, for half a day."""
    return sign("job", str(job.pk))


def open_job_token(token: str) -> Job:
    """The job of ``token``; raises NotFound when forged, expired or of another studio."""
    pk = unsign("job", token, max_age=TOKEN_AGE)
    job: Job | None = Job.objects.for_studio().filter(pk=pk).first()
    if job is None:
        raise NotFound
    return job


def _announce(job: Job) -> None:
    publish(topic_of(job), job_state(job))
