"""What people do to long work: stop it, try it again, ask to be told when it is over."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from apps.core.enums import JobState
from apps.core.errors import Conflict, Forbidden
from apps.core.job_kinds import Person, kind_of
from apps.core.jobs import request_cancel
from apps.core.models import Job


class JobNotStoppable(Conflict):
    code = "job_not_stoppable"
    message = _("This work is over, or of a kind that cannot be stopped half-way.")


class JobNotRepeatable(Conflict):
    code = "job_not_repeatable"
    message = _("This work cannot be started again: it went well, or is still going on.")


def may_manage(person: Person, job: Job) -> bool:
    """Whoever started the work, and whoever its kind puts in charge of it."""
    if not person.is_active:
        return False
    return started_by(person, job) or kind_of(job).managed_by(person)


def started_by(person: Person, job: Job) -> bool:
    return bool(person.is_active and job.started_by_pk and person.pk == job.started_by_pk)


def can_stop(job: Job) -> bool:
    return kind_of(job).is_stoppable and job.state in {JobState.QUEUED, JobState.RUNNING}


def can_repeat(job: Job) -> bool:
    ended_badly = job.state in {JobState.FAILED, JobState.CANCELLED}
    return ended_badly and kind_of(job).repeat is not None


def cancel_job(job: Job, *, by: Person) -> None:
    """Ask the work to stop. Raises Forbidden, JobNotStoppable, and JobNotRunning when it ended
    in this very moment."""
    if not may_manage(by, job):
        raise Forbidden
    if not can_stop(job):
        raise JobNotStoppable
    stop = kind_of(job).stop
    if stop is None:
        request_cancel(job)
    else:
        stop(job, by)


def retry_job(job: Job, *, by: Person) -> Job:
    """Start the work again as a job of its own. Raises Forbidden, JobNotRepeatable, and what the
    kind raises when what the work was about is gone."""
    if not may_manage(by, job):
        raise Forbidden
    repeat = kind_of(job).repeat
    if repeat is None or not can_repeat(job):
        raise JobNotRepeatable
    return repeat(job, by)


def wish_for_letter(job: Job, *, by: Person, language: str, site: str, wanted: bool) -> None:
    """Whether a letter follows at the end, in which language and with links to which site.

    Only for whoever started the work: raises Forbidden for anybody else. A wish that comes too
    late changes nothing.
    """
    if not started_by(by, job):
        raise Forbidden
    values: dict[str, Any] = {"mail_wanted": wanted, "mail_language": language, "mail_site": site}
    alive = Job.objects.for_studio().filter(pk=job.pk, state__in=JobState.alive())
    alive.update(**values)
    job.refresh_from_db()
