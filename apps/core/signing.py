"""Signed links and tokens. Each carries its audience, so one studio's is worthless on another."""

from datetime import timedelta
from typing import Any

from django.core import signing

from apps.core.errors import NotFound
from apps.core.tenancy import current_studio


def sign(purpose: str, payload: Any) -> str:
    """A URL-safe token of ``payload`` (JSON types) for ``purpose`` in the current studio."""
    return signing.dumps(payload, salt=_salt(purpose), compress=True)


def unsign(purpose: str, token: str, *, max_age: timedelta) -> Any:
    """The payload of ``token``; raises NotFound when forged, expired or of another studio."""
    try:
        return signing.loads(token, salt=_salt(purpose), max_age=max_age)
    except signing.BadSignature as error:
        raise NotFound from error


def _salt(purpose: str) -> str:
    return f"{purpose}@{current_studio().schema_name}"
