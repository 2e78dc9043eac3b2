"""What a browser's session remembers: which profile watches, and until when profiles may be managed."""

import time
from collections.abc import MutableMapping
from typing import Any

from apps.accounts.domain.households import guard_of
from apps.accounts.errors import PasswordNeeded, PinNeeded
from apps.accounts.models import Profile, User
from apps.accounts.selectors.profiles import SESSION_KEY, Watching, mark_of

MANAGING = "profiles_managed_until"
MANAGING_LASTS = 15 * 60
Session = MutableMapping[str, Any]


def remember(session: Session, profile: Profile) -> None:
    """Watch with this profile from now on, and in its language."""
    session[SESSION_KEY] = {
        "pk": str(profile.pk),
        "mark": mark_of(profile),
        "language": profile.language,
    }


def open_managing(session: Session) -> None:
    """A grown-up has proved himself: not asked again for a quarter of an hour."""
    session[MANAGING] = time.time() + MANAGING_LASTS


def close_managing(session: Session) -> None:
    session.pop(MANAGING, None)


def refuse_managing(session: Session, watching: Watching, *, by: User) -> None:
    """Raises PinNeeded or PasswordNeeded where something protects the household's profiles.

    Before there is a PIN, everybody manages but who watches with a children's profile.
    """
    if session.get(MANAGING, 0) > time.time():
        return
    guard = guard_of(watching.profiles)
    if guard is not None:
        raise PinNeeded(profile=str(guard.pk))
    refuse_child(watching, by=by)


def refuse_child(watching: Watching, *, by: User) -> None:
    """Raises PasswordNeeded for a children's profile, where the account has a password."""
    if watching.profile is not None and watching.profile.is_kids and by.has_usable_password():
        raise PasswordNeeded
