"""Originals that browsers send to the object store themselves, in parts."""

from typing import cast
from uuid import UUID

from apps.core.storage.contract import originals
from apps.core.storage.s3_direct import Part, QuarantineS3Storage, part_size_for

__all__ = ["Part", "part_size_for"]


def begin(pk: UUID) -> str:
    return _store().start_multipart(str(pk))


def address(pk: UUID, multipart: str, *, number: int, size: int) -> str:
    """Where the browser PUTs one part, within ten minutes."""
    return _store().part_url(str(pk), multipart, number=number, size=size)


def arrived(pk: UUID, multipart: str) -> list[Part]:
    """Raises FileNotFoundError when the parts were joined or given up."""
    return _store().parts(str(pk), multipart)


def join(pk: UUID, multipart: str, parts: list[Part]) -> None:
    _store().finish_multipart(str(pk), multipart, parts)


def abort(pk: UUID, multipart: str) -> None:
    _store().abort_multipart(str(pk), multipart)


def size_of(pk: UUID) -> int:
    """Bytes of the joined file. Raises FileNotFoundError."""
    return _store().size(str(pk))


def _store() -> QuarantineS3Storage:
    return cast("QuarantineS3Storage", originals())
