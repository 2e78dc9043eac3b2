"""Access tokens of the API: five minutes, one studio, one sign-in (JWT, RFC 7519)."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import jwt

ALGORITHM = "HS256"
ISSUER = "cineradar"
KIND = "access"
REQUIRED = ["iss", "aud", "sub", "sid", "typ", "iat", "exp"]


class TokenRefused(Exception):
    """Not a token of ours, or not any more."""


class TokenOfAnotherAudience(TokenRefused):
    """A genuine token, of another studio or of the platform."""


@dataclass(frozen=True)
class Claims:
    """Whose token, of which sign-in."""

    user_pk: UUID
    family: UUID


def write_token(
    claims: Claims, *, audience: str, key: str, now: datetime, lifetime: timedelta
) -> str:
    """A signed token for ``claims``, good for ``audience`` alone."""
    payload = {
        "iss": ISSUER,
        "aud": audience,
        "sub": str(claims.user_pk),
        "sid": str(claims.family),
        "typ": KIND,
        "iat": now,
        "exp": now + lifetime,
    }
    return jwt.encode(payload, key, algorithm=ALGORITHM)


def read_token(token: str, *, audience: str, keys: Sequence[str]) -> Claims:
    """The claims of a token that is valid now and signed with one of ``keys``.

    Raises TokenOfAnotherAudience, or TokenRefused for anything else that is wrong with it.
    """
    for key in keys:
        with suppress(jwt.InvalidSignatureError):
            return _read(token, audience, key)
    raise TokenRefused


def _read(token: str, audience: str, key: str) -> Claims:
    try:
        payload = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=audience,
            issuer=ISSUER,
            options={"require": REQUIRED},
        )
        return _claims(payload)
    except jwt.InvalidSignatureError:
        raise
    except jwt.InvalidAudienceError as error:
        raise TokenOfAnotherAudience from error
    except (jwt.InvalidTokenError, ValueError) as error:
        raise TokenRefused from error


def _claims(payload: dict[str, str]) -> Claims:
    if payload["typ"] != KIND:
        raise TokenRefused
    return Claims(user_pk=UUID(payload["sub"]), family=UUID(payload["sid"]))
