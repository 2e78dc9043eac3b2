"""Writes into the audit log what allauth and Django tell about sign-in."""

from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from django.contrib.auth import signals as auth_signals
from django.dispatch import receiver

from apps.accounts.selectors.people import person_with_email
from apps.accounts.services import audit, sessions
from apps.accounts.services.profiles import make_first_profile


@receiver(account_signals.user_signed_up)
def note_sign_up(sender: Any, user: Any, **kwargs: Any) -> None:
    make_first_profile(user)
    audit.record("person.signed_up", by=user, target=user)


@receiver(auth_signals.user_logged_in)
def note_sign_in(sender: Any, user: Any, **kwargs: Any) -> None:
    """Whoever comes in has a profile to watch with, however the account was made."""
    make_first_profile(user)
    audit.record("person.signed_in", by=user, target=user)


@receiver(auth_signals.user_logged_out)
def note_sign_out(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    if user is not None:
        sessions.forget(user, session_key=request.session.session_key)
        audit.record("person.signed_out", by=user, target=user)


@receiver(auth_signals.user_login_failed)
def note_failed_sign_in(sender: Any, credentials: dict[str, Any], **kwargs: Any) -> None:
    """The person is named when the address is known; an unknown one is not kept."""
    email = credentials.get("email") or credentials.get("username") or ""
    audit.record("person.sign_in_failed", by=None, target=person_with_email(email))


@receiver(account_signals.password_changed)
@receiver(account_signals.password_set)
def note_password_change(sender: Any, request: Any, user: Any, **kwargs: Any) -> None:
    sessions.end_all(user, except_session=request.session.session_key)
    audit.record("person.password_changed", by=user, target=user)


@receiver(account_signals.password_reset)
def note_password_reset(sender: Any, user: Any, **kwargs: Any) -> None:
    sessions.end_all(user)
    audit.record("person.password_reset", by=user, target=user)


@receiver(account_signals.email_changed)
def note_email_change(sender: Any, user: Any, **kwargs: Any) -> None:
    audit.record("person.email_changed", by=user, target=user)


@receiver(mfa_signals.authenticator_added)
def note_factor_added(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    _note_factor("person.second_factor_added", user, authenticator)


@receiver(mfa_signals.authenticator_removed)
def note_factor_removed(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    _note_factor("person.second_factor_removed", user, authenticator)


@receiver(mfa_signals.authenticator_reset)
def note_factor_reset(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    _note_factor("person.recovery_codes_renewed", user, authenticator)


@receiver(mfa_signals.authentication_failed)
def note_factor_failed(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
    changes = {"factor": authenticator.type}
    audit.record("person.second_factor_failed", by=None, target=user, changes=changes)


def _note_factor(action: str, user: Any, authenticator: Any) -> None:
    audit.record(action, by=user, target=user, changes={"factor": authenticator.type})
