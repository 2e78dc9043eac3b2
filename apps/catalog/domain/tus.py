"""Headers of the tus 1.0.0 resumable upload protocol (https://tus.io/protocols/resumable-upload)."""

import base64
import binascii
from dataclasses import dataclass

from apps.catalog.errors import ChecksumAlgorithmUnknown, UploadRequestMalformed

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,termination,expiration,checksum"
CHECKSUM_ALGORITHM = "sha256"
SHA256_BYTES = 32
MOST_DIGITS = 18


def read_count(text: str | None) -> int:
    """``Upload-Length`` or ``Upload-Offset``: a whole number. Raises UploadRequestMalformed."""
    if not text or not text.isascii() or not text.isdigit() or len(text) > MOST_DIGITS:
        raise UploadRequestMalformed
    return int(text)


def read_metadata(header: str) -> dict[str, str]:
    """``Upload-Metadata``: keys with base64 values. Raises UploadRequestMalformed."""
    pairs = {}
    for item in filter(None, (part.strip() for part in header.split(","))):
        key, _, value = item.partition(" ")
        pairs[key] = _decoded(value.strip()).decode("utf-8", errors="replace")
    return pairs


@dataclass(frozen=True)
class Checksum:
    digest: bytes


def read_checksum(header: str) -> Checksum | None:
    """``Upload-Checksum``; None when absent. Raises for other algorithms than SHA-256."""
    if not header:
        return None
    algorithm, _, value = header.strip().partition(" ")
    if algorithm.lower() != CHECKSUM_ALGORITHM:
        raise ChecksumAlgorithmUnknown
    digest = _decoded(value.strip())
    if len(digest) != SHA256_BYTES:
        raise UploadRequestMalformed
    return Checksum(digest)


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise UploadRequestMalformed from error
