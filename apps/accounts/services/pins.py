"""PINs of profiles: four digits against a household's children, five tries, then a quarter of an hour."""

import re
from datetime import datetime, timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.utils import timezone

from apps.accounts.adapters.redis.attempts import count_password, forgive_address
from apps.accounts.errors import (
    PasswordNeeded,
    PinLocked,
    PinMalformed,
    PinNeeded,
    PinWrong,
    WrongPassword,
)
from apps.accounts.models import Profile, User
from apps.accounts.services import audit

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
PIN = re.compile(r"[0-9]{4}")


def hashed(pin: str) -> str:
    """What is kept of a PIN. Raises PinMalformed."""
    if not PIN.fullmatch(pin):
        raise PinMalformed
    return make_password(pin)


def prove_pin(profile: Profile, pin: str) -> None:
    """Make sure that this is the profile's PIN; nothing to prove where there is none.

    Tries wait for each other at the profile's row, so five are five however many come at once. A
    wrong one is kept although this raises: PinNeeded without a PIN, PinWrong with the tries left,
    PinLocked with the seconds to wait; while it is locked the right one is refused too.
    """
    if not profile.is_protected:
        return
    if not pin:
        raise PinNeeded(profile=str(profile.pk))
    with transaction.atomic():
        refusal = _tried(profile, pin)
    if refusal is not None:
        raise refusal


def prove_password(user: User, *, password: str) -> None:
    """Make sure that this is the account's password: for who has no PIN, or forgot it.

    Raises PasswordNeeded without one, WrongPassword and TooManyRequests.
    """
    if not password:
        raise PasswordNeeded
    count_password(user.email)
    if not user.check_password(password):
        raise WrongPassword
    forgive_address()


def _tried(profile: Profile, pin: str) -> PinWrong | PinLocked | None:
    now = timezone.now()
    fresh = Profile.objects.select_for_update(no_key=True).get(pk=profile.pk)
    if fresh.locked_until and fresh.locked_until > now:
        return _locked(fresh.locked_until, now)
    if check_password(pin, fresh.pin):
        if fresh.wrong_pins or fresh.locked_until:
            _note(fresh, wrong=0)
        return None
    return _missed(fresh, now)


def _missed(fresh: Profile, now: datetime) -> PinWrong | PinLocked:
    """A lock that has run out gives all tries back."""
    wrong = 1 if fresh.locked_until else fresh.wrong_pins + 1
    if wrong < TRIES:
        _note(fresh, wrong=wrong)
        return PinWrong(tries_left=TRIES - wrong)
    until = now + LOCKED_FOR
    _note(fresh, wrong=wrong, until=until)
    audit.record("profile.pin_locked", by=None, target=fresh.user)
    return _locked(until, now)


def _note(fresh: Profile, *, wrong: int, until: datetime | None = None) -> None:
    fresh.wrong_pins, fresh.locked_until = wrong, until
    fresh.save(update_fields=["wrong_pins", "locked_until"])


def _locked(until: datetime, now: datetime) -> PinLocked:
    return PinLocked(retry_after=max(1, round((until - now).total_seconds())))
