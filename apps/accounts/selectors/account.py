"""What a person reads about his own account."""

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from apps.accounts.models import User

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
