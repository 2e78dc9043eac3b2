"""Secrets that rest in the database encrypted: a stolen dump does not hold them."""

import base64
import hmac

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.utils.encoding import force_bytes


class Unsealable(ValueError):
    """Sealed for something else, by another key, or changed since."""


def seal(purpose: str, content: bytes) -> str:
    """``content`` as text that only this product opens, and only for the same ``purpose``."""
    return _box(purpose).encrypt(content).decode()


def unseal(purpose: str, sealed: str) -> bytes:
    """What was sealed for ``purpose``. Raises Unsealable."""
    try:
        return _box(purpose).decrypt(sealed.encode())
    except InvalidToken as error:
        raise Unsealable(purpose) from error


def _box(purpose: str) -> MultiFernet:
    """The newest key seals; keys that were replaced still open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret, purpose)) for secret in secrets])


def _key(secret: str | bytes, purpose: str) -> bytes:
    text = f"seal\x1f{purpose}".encode()
    return base64.urlsafe_b64encode(hmac.digest(force_bytes(secret), text, "sha256"))
