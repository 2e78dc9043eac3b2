"""Background work that was given up: tried again or discarded by people of the platform."""

from django.db import IntegrityError, transaction

from apps.accounts import rules
from apps.accounts.models import User
from apps.accounts.services import audit
from apps.core.errors import Forbidden
from apps.core.models import Task
from apps.core.outbox import rows
from apps.core.tenancy import platform_context
from apps.studio.errors import AskedForAgain, LetterNotDead


def retry_letter(letter: Task, *, by: User) -> None:
    """Queue the work again, for three more attempts.

    Raises Forbidden, LetterNotDead when somebody was faster, and AskedForAgain when an unfinished
    task stands for the same work already.
    """
    _require_staff(by)
    with platform_context(), transaction.atomic():
        if not _revived(letter):
            raise LetterNotDead
        _note("task.retried", letter, by)


def discard_letter(letter: Task, *, by: User) -> None:
    """Forget the work; it is not done. Raises Forbidden, and LetterNotDead when somebody was faster."""
    _require_staff(by)
    with platform_context(), transaction.atomic():
        discarded, _by_model = rows.dead().filter(pk=letter.pk).delete()
        if not discarded:
            raise LetterNotDead
        _note("task.discarded", letter, by)


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
