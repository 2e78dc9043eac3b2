"""Leaving for good: asked for, taken back within the days of grace, carried out."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from apps.accounts.adapters.redis.attempts import count_password, forgive_address
from apps.accounts.errors import AddressMismatch, LinkWorthless, WrongPassword
from apps.accounts.models import User
from apps.accounts.services import audit, sessions
from apps.accounts.services.erasing import erase_person
from apps.accounts.services.team import refuse_the_last_in_charge
from apps.core.mail import send_letter
from apps.core.origin import current_origin
from apps.core.signing import sign, unsign

PURPOSE = "keep-account"


def ask_to_be_erased(user: User, *, typed_email: str, password: str) -> User:
    """Sign the person out everywhere at once and erase him after the days of grace.

    A letter holds the link that takes it back. Raises AddressMismatch, WrongPassword,
    TooManyRequests, and LastOwner for whoever is the only one in charge.
    """
    if typed_email.strip().lower() != user.email:
        raise AddressMismatch
    _prove(user, password)
    with transaction.atomic():
        refuse_the_last_in_charge(user)
        user.is_active = False
        user.erase_after = timezone.now() + timedelta(days=settings.ACCOUNT_ERASING_GRACE_DAYS)
        user.save(update_fields=["is_active", "erase_after"])
        sessions.end_all(user)
        audit.record("person.asked_to_be_erased", by=user, target=user)
        _send_the_way_back(user)
    return user


@transaction.atomic
def keep_account(token: str) -> User:
    """Take the leaving back; the person may sign in again. Raises LinkWorthless."""
    user = leaving_person(token, locked=True)
    user.is_active, user.erase_after = True, None
    user.save(update_fields=["is_active", "erase_after"])
    audit.record("person.stayed", by=user, target=user)
    return user


def leaving_person(token: str, *, locked: bool = False) -> User:
    """Whose letter the link came from, while he is leaving. Raises LinkWorthless, and NotFound
    for a link that is forged or of another studio."""
    grace = timedelta(days=settings.ACCOUNT_ERASING_GRACE_DAYS + 1)
    pk, stamp = unsign(PURPOSE, token, max_age=grace)
    people = User.objects.filter(pk=pk, is_active=False, erase_after__gt=timezone.now())
    user = (people.select_for_update(no_key=True) if locked else people).first()
    if user is None or user.erase_after is None or user.erase_after.isoformat() != stamp:
        raise LinkWorthless
    return user


def erase_overdue_people() -> int:
    """Erase everybody of the current schema whose days of grace are over; how many."""
    overdue = User.objects.filter(is_active=False, erase_after__lte=timezone.now())
    pks: list[UUID] = list(overdue.values_list("pk", flat=True))
    for pk in pks:
        _erase(pk)
    return len(pks)


@transaction.atomic
def _erase(pk: UUID) -> None:
    """Looks again with the row locked: the link of the letter may just have been followed."""
    leaving = User.objects.filter(pk=pk, is_active=False, erase_after__lte=timezone.now())
    user = leaving.select_for_update().first()
    if user is None:
        return
    email, language = user.email, user.language
    erase_person(user, by="the person")
    send_letter("accounts/email/erased", to=email, context={}, language=language)


def _prove(user: User, password: str) -> None:
    if not user.has_usable_password():
        return
    count_password(user.email)
    if not user.check_password(password):
        raise WrongPassword
    forgive_address()


def _send_the_way_back(user: User) -> None:
    token = sign(PURPOSE, [str(user.pk), user.erase_after.isoformat()])  # type: ignore[union-attr]
    url = current_origin().site + reverse("account-keep", args=[token])
    context = {"url": url, "erase_after": user.erase_after}
    send_letter("accounts/email/leaving", to=user.email, context=context, language=user.language)
