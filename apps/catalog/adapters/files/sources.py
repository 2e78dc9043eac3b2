"""Uploaded originals: in quarantine under the upload's own number, never a visitor's name."""

import errno
import os
import shutil
from collections.abc import Iterable
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import UUID

from django.conf import settings

from apps.catalog.adapters.files import parts, scratch
from apps.core.storage.contract import Counted, media, originals

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
# Kept free, so that the database and the logs of the same disk go on.
RESERVE_BYTES = 256 * 1024**2
# A film's renditions together are smaller than its original, which lies beside them.
ROOM_PER_BYTE = 2


def path_of(pk: UUID) -> Path:
    """Where the upload ``pk`` of the current studio lies on this machine's disk."""
    return Path(originals().path(str(pk)))


def local_copy(pk: UUID, size: int, *, counted: Counted) -> AbstractContextManager[Path]:
    """The upload as a file that ffmpeg can open, fetched from the object store if it is not here."""
    if settings.MEDIA_STORAGE == "local":
        return originals().local_copy(str(pk), counted=counted)
    return scratch.kept_copy(pk, size, counted=counted)


def forget_copy(pk: UUID) -> None:
    """No further step will read the upload."""
    if settings.MEDIA_STORAGE == "s3":
        scratch.forget(pk)


def forget_unused_copies() -> None:
    """What workers that were killed have left on this machine."""
    if settings.MEDIA_STORAGE == "s3":
        scratch.forget_unused()


def has_room_for(size: int) -> bool:
    """Whether an upload of ``size`` may begin; an object store has no end."""
    if settings.MEDIA_STORAGE == "s3":
        return True
    return _free(Path(settings.UPLOAD_ROOT)) >= size + RESERVE_BYTES


def makes_room_to_fetch(pk: UUID, size: int) -> bool:
    """Whether this machine can hold the original and what is made of it; copies of others give way."""
    if settings.MEDIA_STORAGE == "local":
        return _free(media().work_root()) >= size + RESERVE_BYTES
    copies = ROOM_PER_BYTE - scratch.is_kept(pk, size)
    missing = size * copies + RESERVE_BYTES
    scratch.make_room(missing, apart_from=pk)
    return _free(media().work_root()) >= missing


def _free(root: Path) -> int:
    root.mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(root).free


def write_at(pk: UUID, offset: int, pieces: Iterable[bytes]) -> int:
    """Write from ``offset`` on and return where the file now ends; anything behind is cut off.

    The bytes are on the disk when this returns. Raises OSError, leaving at least ``offset`` bytes.
    """
    path = path_of(pk)
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        file.truncate(offset)
        file.seek(offset)
        try:
            for piece in pieces:
                file.write(piece)
            file.flush()
        except OSError:
            os.ftruncate(file.fileno(), offset)
            raise
        os.fdatasync(file.fileno())
        return file.tell()


def first_bytes(pk: UUID, length: int) -> bytes:
    return b"".join(originals().chunks(str(pk), length=length))


def remove(pk: UUID) -> None:
    originals().delete(str(pk))


def forget(pk: UUID, multipart: str) -> None:
    """Remove what has arrived, also the parts that never became a file."""
    if multipart:
        parts.abort(pk, multipart)
    remove(pk)
