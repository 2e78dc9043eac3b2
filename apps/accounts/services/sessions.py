"""Ends everything a person is signed in with."""

from uuid import UUID

from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import RefreshToken, User
from apps.accounts.services import audit
from apps.accounts.services.tokens import end_family
from apps.core.errors import NotFound


def end_all(user: User, *, except_session: str | None = None) -> None:
    """Sign the person out everywhere: browsers and API. ``except_session`` keeps one browser."""
    revoke_tokens(user)
    for session in UserSession.objects.filter(user_id=user.pk).exclude(session_key=except_session):
        session.end()


@transaction.atomic
def end_one(user: User, *, session_pk: int) -> None:
    """Sign one of the person's own browsers out. Raises NotFound for anybody else's."""
    session = UserSession.objects.filter(user_id=user.pk, pk=session_pk).first()
    if session is None:
        raise NotFound
    session.end()
    audit.record("person.session_ended", by=user, target=user)


def forget(user: User, *, session_key: str | None) -> None:
    """Take a session that has just ended off the list of the person's devices."""
    UserSession.objects.filter(user_id=user.pk, session_key=session_key).delete()


@transaction.atomic
def end_program(user: User, *, family: UUID) -> None:
    """Sign one of the person's own programs out. Raises NotFound for anybody else's."""
    if not RefreshToken.objects.filter(user=user, family=family, revoked_at=None).exists():
        raise NotFound
    end_family(family, by=user)


def revoke_tokens(user: User) -> None:
    """Make every API token of the person worthless, access tokens included."""
    RefreshToken.objects.filter(user=user, revoked_at=None).update(revoked_at=timezone.now())
