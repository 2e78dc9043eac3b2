"""Uploaded originals on disk: ``UPLOAD_ROOT/t/<schema>/<uuid>``, never under a visitor's name."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

from django.conf import settings

from apps.core.storage.names import studio_path

# Kept free, so that the database and the logs of the same disk go on.
RESERVE_BYTES = 256 * 1024**2


def path_of(pk: UUID) -> Path:
    """Where the upload ``pk`` of the current studio lies."""
    return Path(settings.UPLOAD_ROOT) / studio_path(str(pk))


def has_room_for(size: int) -> bool:
    root = Path(settings.UPLOAD_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(root).free >= size + RESERVE_BYTES


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


def remove(pk: UUID) -> None:
    path_of(pk).unlink(missing_ok=True)
