"""Tokens of the API. One sign-in is one family: each refresh token works once, and one that comes
a second time has been stolen by somebody, so the whole family ends."""

import hashlib
import logging
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.accounts.domain.access_tokens import (
    Claims,
    TokenOfAnotherAudience,
    TokenRefused,
    read_token,
    write_token,
)
from apps.accounts.errors import AccessTokenInvalid, RefreshTokenInvalid
from apps.accounts.models import RefreshToken, User
from apps.accounts.services import audit
from apps.core.ids import uuid7
from apps.core.origin import current_origin
from apps.core.prepared import Prepared
from apps.core.tenancy import current_studio

logger = logging.getLogger(__name__)
# Whom an access token stands for, as long as its family of refresh tokens lives.
PERSON = Prepared(
    lambda pk, family, now: User.objects.filter(
        pk=pk,
        is_active=True,
        tokens__family=family,
        tokens__revoked_at=None,
        tokens__expires_at__gt=now,
    )[:1],
    pk=UUID,
    family=UUID,
    now=datetime,
)


@dataclass(frozen=True)
class TokenPair:
    """What a client keeps: the refresh token is shown this once and stored nowhere."""

    access: str
    refresh: str
    expires_in: int


def issue_tokens(user: User) -> TokenPair:
    """Begin a family for a person who has just proved who he is."""
    return _pair(user, uuid7())


def rotate_tokens(refresh: str) -> TokenPair:
    """Swap a refresh token for a new pair.

    Raises RefreshTokenInvalid; for a token that was used before, its whole family ends first.
    """
    with transaction.atomic():
        token = _locked(refresh)
        pair = _rotated(token)
    if pair is None:
        raise RefreshTokenInvalid
    return pair


@transaction.atomic
def end_family(family: UUID, *, by: User, action: str = "person.signed_out") -> None:
    """Sign out: no refresh token of the family works any more, nor any access token."""
    alive = RefreshToken.objects.filter(family=family, user=by, revoked_at=None)
    if alive.update(revoked_at=timezone.now()):
        audit.record(action, by=by, target=by, changes={"via": "api"})


def end_sign_in(refresh: str) -> None:
    """Sign out with the refresh token, used or not; an unknown one changes nothing."""
    token = RefreshToken.objects.filter(digest=_digest(refresh)).select_related("user").first()
    if token is not None:
        end_family(token.family, by=token.user)


def person_of(access: str) -> tuple[User, UUID]:
    """The person an access token stands for here and now, and the family it belongs to.

    Raises AccessTokenInvalid: forged, expired, of another studio, signed out, or deactivated.
    """
    claims = _claims(access)
    found = PERSON.objects(pk=claims.user_pk, family=claims.family, now=timezone.now())
    if not found:
        raise AccessTokenInvalid
    return found[0], claims.family


def audience() -> str:
    """Who tokens made here are for: this studio, or the platform, and nobody else."""
    studio = current_studio()
    return "platform" if studio.is_platform else f"studio:{studio.pk}"


def _claims(access: str) -> Claims:
    try:
        return read_token(access, audience=audience(), keys=_keys())
    except TokenOfAnotherAudience as error:
        logger.warning("token_tenant_mismatch")
        raise AccessTokenInvalid from error
    except TokenRefused as error:
        raise AccessTokenInvalid from error


def _keys() -> list[str]:
    """The newest signs; those that were replaced can still prove."""
    return [settings.JWT_SIGNING_KEY, *settings.JWT_SIGNING_KEY_FALLBACKS]


def _locked(refresh: str) -> RefreshToken | None:
    tokens = RefreshToken.objects.select_for_update(of=("self",)).select_related("user")
    return tokens.filter(digest=_digest(refresh)).first()


def _rotated(token: RefreshToken | None) -> TokenPair | None:
    """A new pair for a token that is good, else nothing; the row is locked."""
    if token is None or token.revoked_at or token.expires_at <= timezone.now():
        return None
    if token.used_at:
        end_family(token.family, by=token.user, action="person.refresh_token_reused")
        return None
    if not token.user.is_active:
        return None
    token.used_at = timezone.now()
    token.save(update_fields=["used_at"])
    return _pair(token.user, token.family)


def _pair(user: User, family: UUID) -> TokenPair:
    refresh = secrets.token_urlsafe(32)
    now = timezone.now()
    RefreshToken.objects.create(
        user=user,
        family=family,
        digest=_digest(refresh),
        expires_at=now + timedelta(days=settings.JWT_REFRESH_DAYS),
        ip=current_origin().ip,
        user_agent=current_origin().user_agent,
    )
    lifetime = timedelta(seconds=settings.JWT_ACCESS_SECONDS)
    access = write_token(
        Claims(user.pk, family),
        audience=audience(),
        key=settings.JWT_SIGNING_KEY,
        now=now,
        lifetime=lifetime,
    )
    return TokenPair(access=access, refresh=refresh, expires_in=settings.JWT_ACCESS_SECONDS)


def _digest(refresh: str) -> str:
    return hashlib.sha256(refresh.encode()).hexdigest()
