"""Small secrets at rest: sealed for one purpose in one studio, read again after a key's rotation."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from apps.core.tenancy import current_studio


class SealBroken(Exception):
    """Sealed for another purpose, in another studio, or with a key that is no longer known."""


def seal(secret: bytes, purpose: str) -> str:
    """``secret`` as text for the database; 100 characters for 16 bytes."""
    return _box(purpose).encrypt(secret).decode()


def unseal(sealed: str, purpose: str) -> bytes:
    """Raises SealBroken."""
    try:
        return _box(purpose).decrypt(sealed.encode())
    except InvalidToken as error:
        raise SealBroken from error


def _box(purpose: str) -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(key, purpose)) for key in keys])


def _key(secret: str, purpose: str) -> bytes:
    content = f"seal:{purpose}@{current_studio().schema_name}".encode()
    return base64.urlsafe_b64encode(hmac.digest(secret.encode(), content, hashlib.sha256))
