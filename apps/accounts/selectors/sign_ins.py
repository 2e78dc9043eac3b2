"""Who is behind a session or a token, and who is so no longer: for doors that stay open."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from apps.accounts.models import RefreshToken, User
from apps.accounts.rules import must_have_second_factor


@dataclass(frozen=True, slots=True)
class SignIn:
    """One sign-in of one person: a browser's session, or a family of API tokens."""

    user_pk: UUID
    session_key: str = ""
    password_hash: str = ""
    family: UUID | None = None


def sign_in_of_session(key: str) -> tuple[User, SignIn] | None:
    """The person signed in with the session ``key`` of this studio, as pages would have it."""
    session = _engine().SessionStore(key)
    if session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    user = User.objects.filter(pk=session.get(SESSION_KEY), is_active=True).first()
    known = str(session.get(HASH_SESSION_KEY, ""))
    if user is None or not _is_his_password(user, known) or _lacks_second_factor(user):
        return None
    return user, SignIn(user_pk=user.pk, session_key=key, password_hash=known)


def people_still_signed_in(sign_ins: Iterable[SignIn]) -> dict[SignIn, User]:
    """Which of ``sign_ins`` of this studio are good now, and the people as they are now.

    Three queries, however many there are.
    """
    asked = list(sign_ins)
    people = User.objects.filter(is_active=True).in_bulk({one.user_pk for one in asked})
    sessions = _living_sessions({one.session_key for one in asked if one.session_key})
    families = _living_families({one.family for one in asked if one.family})
    return {
        one: people[one.user_pk]
        for one in asked
        if one.user_pk in people
        and (
            one.family in families
            if one.family
            else one.session_key in sessions
            and _is_his_password(people[one.user_pk], one.password_hash)
        )
    }


def _engine() -> Any:
    return import_module(settings.SESSION_ENGINE)


def _living_sessions(keys: set[str]) -> set[str]:
    if not keys:
        return set()
    rows = _engine().SessionStore.get_model_class().objects
    alive = rows.filter(session_key__in=keys, expire_date__gt=timezone.now())
    return set(alive.values_list("session_key", flat=True))


def _living_families(families: set[UUID]) -> set[UUID]:
    if not families:
        return set()
    alive = RefreshToken.objects.filter(
        family__in=families, revoked_at=None, expires_at__gt=timezone.now()
    )
    return set(alive.values_list("family", flat=True))


def _is_his_password(user: User, known: str) -> bool:
    """By the secret in use, or by an earlier one: pages renew the latter at their next request."""
    hashes = [user.get_session_auth_hash(), *user.get_session_auth_fallback_hash()]
    return any(constant_time_compare(known, one) for one in hashes)


def _lacks_second_factor(user: User) -> bool:
    return must_have_second_factor(user) and not is_mfa_enabled(user)
