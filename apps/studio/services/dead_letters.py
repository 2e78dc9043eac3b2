"""Background work that was given up: tried again or discarded by people of the platform."""

from django.db import IntegrityError, transaction

from apps.accounts import rules
from apps.accounts.models import User
from apps.accounts.services import audit
from apps.core.errors import Forbidden
from apps.core.job_control import can_repeat
from apps.core.models import Task
from apps.core.outbox import rows
from apps.core.queue import job_of
from apps.core.tenancy import platform_context
from apps.studio.errors import AskedForAgain, JobEnded, LetterNotDead
from apps.studio.services import jobs


def retry_letter(letter: Task, *, by: User) -> None:
    """Queue the work again, for three more attempts.

    Whoever watched a job of it was told that it failed, and a job ends once: the work then starts
    anew, as a job of its own. Raises Forbidden, LetterNotDead when somebody was faster, JobEnded
    when only the asker can start it anew, and AskedForAgain when an unfinished task stands for
    the same work already.
    """
    _require_staff(by)
    with platform_context(), transaction.atomic():
        job = job_of(letter)
        if job is None or not job.is_over:
            if not _revived(letter):
                raise LetterNotDead
        elif can_repeat(job):
            _forget(letter)
            jobs.retry_job(job, by=by)
        else:
            raise JobEnded
        _note("task.retried", letter, by)


def discard_letter(letter: Task, *, by: User) -> None:
    """Forget the work; it is not done. Raises Forbidden, and LetterNotDead when somebody was faster."""
    _require_staff(by)
    with platform_context(), transaction.atomic():
        _forget(letter)
        _note("task.discarded", letter, by)


def _forget(letter: Task) -> None:
    discarded, _by_model = rows.dead().filter(pk=letter.pk).delete()
    if not discarded:
        raise LetterNotDead


def _revived(letter: Task) -> bool:
    try:
        with transaction.atomic():
            return bool(rows.revive([letter.pk]))
    except IntegrityError as error:
        raise AskedForAgain from error


def _note(action: str, letter: Task, by: User) -> None:
    changes = {
        "task": letter.name,
        "studio": letter.studio_schema,
        "error": letter.error_name,
        "attempts": letter.attempts,
    }
    audit.record(action, by=by, target=letter, changes=changes)


def _require_staff(person: User) -> None:
    if not rules.can_manage_studios(person):
        raise Forbidden
