"""Long work that people watch: start, report, finish, cancel.

Progress is written outside any transaction of the work itself, so a page sees it at once. Every
change of state is a compare-and-set, so whatever races, a job ends once and in one way.
"""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NoReturn
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from apps.core.activity import announce_activity
from apps.core.enums import JobState
from apps.core.errors import Conflict, DomainError, NotFound
from apps.core.job_letters import announce_end
from apps.core.metrics import JOBS
from apps.core.models import Job
from apps.core.realtime.publish import publish
from apps.core.signing import sign, unsign
from apps.core.tenancy import StudioRef, current_studio, studio_only_context

TOKEN_AGE = timedelta(hours=12)
SECONDS_BETWEEN_REPORTS = 0.4
MOST_ATTEMPTS = 3


class JobCancelled(Exception):
    """Raised inside the work when somebody asked for it to stop."""


class JobTakenOver(Exception):
    """Raised inside the work when another worker has it now, or it is over already."""


class JobNotRunning(Conflict):
    code = "job_not_running"
    message = gettext_lazy("This work is over already: there is nothing to stop.")


def start_job(
    kind: str, *, subject_pk: UUID | None = None, by_pk: UUID | None = None, title: str = ""
) -> Job:
    """A new job of the current studio, waiting for its worker; ``title`` says what it is about."""
    job = Job.everywhere.create(
        studio_schema=current_studio().schema_name,
        kind=kind,
        subject_pk=subject_pk,
        title=title[: Job._meta.get_field("title").max_length],
        started_by_pk=by_pk,
    )
    announce_activity(job, current_studio())
    return job


def begin_job(job: Job, *, goes_on: bool = False) -> bool:
    """Claim the job for this worker, counting the attempt before any work; False if it is over.

    ``goes_on``: another worker has done the steps before, so it does not start at nought again.
    """
    now = timezone.now()
    fresh: dict[str, Any] = {} if goes_on else {"percent": 0, "step": ""}
    began = Coalesce("started_at", Value(now)) if goes_on else now
    claimed = Job.everywhere.filter(
        pk=job.pk, state__in=[JobState.QUEUED, JobState.RUNNING]
    ).update(
        state=JobState.RUNNING,
        attempts=F("attempts") + 1,
        started_at=began,
        seen_at=now,
        **fresh,
    )
    job.refresh_from_db()
    _announce(job)
    return bool(claimed)


class JobProgress:
    """Reports one job's progress, at most a few times a second, and notices a cancel request.

    The attempt's number is the fence: once another worker has begun the job anew, this one stops.
    """

    def __init__(self, job: Job) -> None:
        self.job = job
        self._last = 0.0

    def report(self, percent: float, *, step: str = "", seconds_left: float | None = None) -> None:
        """Write and publish how far the work is (0-100).

        Raises JobCancelled when asked to stop, JobTakenOver when the job is no longer ours.
        """
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
        if not _mine(self.job).update(**fields):
            _stop(self.job)
        for name, value in fields.items():
            setattr(self.job, name, value)
        _announce(self.job)


def carry_out(
    job: Job, work: Callable[[JobProgress], None], *, undo: Callable[[], None] = lambda: None
) -> None:
    """Run ``work`` as the job and record how it ended; running it twice is the same as once.

    ``work`` may end with finish_job in a transaction of its own; else the job is done when it
    returns. ``undo`` takes back what a cancelled or failed attempt has left behind. Refusals are
    recorded, anything unexpected is recorded and raised.
    """
    if not begin_job(job):
        acknowledge_cancel(job)
        return
    if job.attempts > MOST_ATTEMPTS:
        give_up(job)
        return
    try:
        work(JobProgress(job))
        if not job.is_over:
            finish_job(job)
    except JobTakenOver:
        undo()
    except JobCancelled:
        undo()
        acknowledge_cancel(job)
    except DomainError as refusal:
        undo()
        fail_job(job, code=refusal.code, detail=str(refusal))
    except Exception:
        undo()
        fail_job(job, code="job_broke", detail=_("Something went wrong on our side. Try again."))
        raise


def give_up(job: Job) -> None:
    """The work has taken too many workers down with it."""
    detail = _("This was tried several times and never came to an end.")
    fail_job(job, code="job_given_up", detail=detail)


def finish_job(job: Job) -> None:
    """The work is done. Raises JobCancelled when somebody asked for it to stop before, so that
    the result is thrown away as promised, and JobTakenOver when it is no longer this worker's."""
    done = {"percent": 100, "seconds_left": None}
    if not _end(_mine(job), job, JobState.DONE, **done):
        _stop(job)


def fail_job(job: Job, *, code: str, detail: str) -> None:
    """The work failed for good; ``detail`` is a sentence for the person who waits."""
    fields = {"error_code": code, "error_detail": detail, "seconds_left": None}
    _end(_alive(job), job, JobState.FAILED, **fields)


def acknowledge_cancel(job: Job) -> None:
    """The worker has stopped and cleaned up after a cancel request; nothing for a job that is over."""
    _end(_alive(job), job, JobState.CANCELLED, seconds_left=None)


def request_cancel(job: Job) -> None:
    """Ask the work to stop; raises JobNotRunning when it is over already."""
    queued = Job.everywhere.filter(pk=job.pk, state=JobState.QUEUED)
    running = Job.everywhere.filter(pk=job.pk, state=JobState.RUNNING)
    if _end(queued, job, JobState.CANCELLED):
        return
    asked = running.update(state=JobState.CANCELLING, seconds_left=None)
    job.refresh_from_db()
    if not asked and job.state != JobState.CANCELLING:
        raise JobNotRunning
    _announce(job)


def _alive(job: Job) -> QuerySet[Job]:
    return Job.everywhere.filter(pk=job.pk, state__in=JobState.alive())


def _mine(job: Job) -> QuerySet[Job]:
    """The row, while it is running and this attempt is the latest."""
    return Job.everywhere.filter(pk=job.pk, state=JobState.RUNNING, attempts=job.attempts)


def _stop(job: Job) -> NoReturn:
    job.refresh_from_db(fields=["state"])
    if job.state in {JobState.CANCELLING, JobState.CANCELLED}:
        raise JobCancelled
    raise JobTakenOver


def _end(rows: QuerySet[Job], job: Job, state: JobState, **fields: Any) -> bool:
    """Only the one who changed the row tells people: one end, one letter."""
    with transaction.atomic():
        ended = rows.update(state=state, ended_at=timezone.now(), **fields)
        # The attempt's number stays what it was: it is what makes this worker's leavings its own.
        job.refresh_from_db(fields=None if ended else ["state"])
        if ended:
            announce_end(job)
            announce_activity(job, _studio_of(job))
            _announce(job)
    if ended:
        _measure(job)
    return bool(ended)


def _measure(job: Job) -> None:
    took = timezone.now() - job.created_at
    JOBS.labels(job.kind, job.state).observe(took.total_seconds())


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
    with studio_only_context(_studio_of(job)):
        publish(topic_of(job), job_state(job))


def _studio_of(job: Job) -> StudioRef:
    """Somebody of the platform may act on the job: the pages that watch it are its studio's."""
    here = current_studio()
    if here.schema_name == job.studio_schema:
        return here
    return StudioRef(pk=None, schema_name=job.studio_schema, slug="")
