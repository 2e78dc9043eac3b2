"""What a person reads about his own account."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone

from apps.accounts.models import RefreshToken, User

KINDS = Authenticator.Type


@dataclass(frozen=True)
class AccountOverview:
    """How well the account is guarded, and where it is open."""

    waiting_email: str
    has_password: bool
    has_authenticator_app: bool
    passkeys: int
    sessions: int

    @property
    def has_second_factor(self) -> bool:
        return self.has_authenticator_app or self.passkeys > 0


def account_overview(user: User) -> AccountOverview:
    """Three queries, whatever the account holds."""
    kinds = list(Authenticator.objects.filter(user_id=user.pk).values_list("type", flat=True))
    waiting = EmailAddress.objects.filter(user_id=user.pk, verified=False).first()
    return AccountOverview(
        waiting_email=waiting.email if waiting else "",
        has_password=user.has_usable_password(),
        has_authenticator_app=KINDS.TOTP in kinds,
        passkeys=kinds.count(KINDS.WEBAUTHN),
        sessions=UserSession.objects.filter(user_id=user.pk).count(),
    )


@dataclass(frozen=True)
class Program:
    """A sign-in through the API that still works."""

    family: UUID
    user_agent: str
    ip: str
    since: datetime


def programs_of(user: User) -> list[Program]:
    """Newest last; one for each sign-in, described by its latest token."""
    alive = RefreshToken.objects.filter(
        user_id=user.pk, revoked_at=None, expires_at__gt=timezone.now()
    )
    latest = {token.family: token for token in alive.order_by("created_at")}
    return [
        Program(family, token.user_agent, token.ip or "", token.created_at)
        for family, token in latest.items()
    ]
