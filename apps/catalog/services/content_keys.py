"""Keys of encrypted versions: one each, sealed in its row, given out by whoever checks entitlement."""

from apps.catalog.domain.encryption import new_key
from apps.catalog.models import Encode
from apps.core.sealing import seal, unseal


def make_content_key(encode: Encode) -> str:
    """A new key for the version's segments, as its row keeps it."""
    return seal(_purpose(encode), new_key())


def content_key_of(encode: Encode) -> bytes:
    """The sixteen bytes that unlock the version's segments; empty when they lie open."""
    return unseal(_purpose(encode), encode.content_key) if encode.content_key else b""


def _purpose(encode: Encode) -> str:
    return f"content-key:{encode.pk}"
