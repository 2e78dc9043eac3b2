"""Files on this machine's disk, one directory a studio; nginx sends them."""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.urls import reverse

from apps.core.signing import sign
from apps.core.storage.contract import (
    LONGEST_LINK,
    Counted,
    Quarantine,
    Sending,
    StoredFile,
    StudioStorage,
    nobody_counts,
    pieces_of,
    within_limit,
)
from apps.core.storage.names import checked_name, studio_path
from apps.core.tenancy import current_studio

HIDDEN = "."
LINK_PURPOSE = "file"


class StudioFileSystemStorage(FileSystemStorage, StudioStorage):
    """Local files under MEDIA_ROOT. Hidden names hold unfinished work and are nobody's files."""

    def path(self, name: str) -> str:
        return super().path(studio_path(checked_name(name)))

    def _save(self, name: str, content: File) -> str:
        """Django answers with the path below MEDIA_ROOT; our names never carry the prefix."""
        return str(super()._save(name, content)).removeprefix(studio_path(""))  # type: ignore[misc]

    def delete(self, name: str) -> None:
        checked_name(name or "..")
        super().delete(name)

    def url(self, name: str | None) -> str:
        """Files have no lasting address: a view decides who may read and lets nginx send."""
        raise ValueError("Private files have no URL: link to the view that serves this one.")

    def iterate_files(self, prefix: str = "") -> Iterator[StoredFile]:
        root = Path(self.path(""))
        found = _visible_files(Path(self.path(prefix)))
        for path in sorted(found, key=lambda each: each.relative_to(root).as_posix()):
            told = path.stat()
            changed = datetime.fromtimestamp(told.st_mtime, tz=UTC)
            yield StoredFile(path.relative_to(root).as_posix(), told.st_size, changed)

    def delete_tree(self, prefix: str = "") -> None:
        shutil.rmtree(self.path(prefix), ignore_errors=True)

    def chunks(self, name: str, *, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        with Path(self.path(name)).open("rb") as file:
            file.seek(start)
            yield from pieces_of(file, length)

    def put_file(self, path: Path, name: str, *, counted: Counted = nobody_counts) -> None:
        with path.open("rb") as file:
            self._replace(name, pieces_of(file, None))
        counted(path.stat().st_size)

    def put_stream(self, stream: BinaryIO, name: str) -> None:
        self._replace(name, pieces_of(stream, None))

    def overwrite(self, name: str, content: bytes | File) -> str:
        self._replace(name, [content] if isinstance(content, bytes) else content.chunks())
        return name

    def _replace(self, name: str, pieces: Iterable[bytes]) -> None:
        """The new file takes its place by one rename, so nobody reads half of it."""
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f"{HIDDEN}{target.name}.{os.urandom(4).hex()}")
        try:
            with unfinished.open("xb") as file:
                file.writelines(pieces)
            unfinished.chmod(settings.FILE_UPLOAD_PERMISSIONS)
            unfinished.replace(target)
        finally:
            unfinished.unlink(missing_ok=True)

    def put_tree(self, directory: Path, name: str, *, counted: Counted = nobody_counts) -> None:
        """One rename: ``directory`` must stand below ``work_root()``."""
        target = Path(self.path(name))
        target.parent.mkdir(parents=True, exist_ok=True)
        directory.rename(target)
        counted(sum(path.stat().st_size for path in _visible_files(target)))

    @contextmanager
    def local_copy(self, name: str, *, counted: Counted = nobody_counts) -> Iterator[Path]:
        path = Path(self.path(name))
        counted(path.stat().st_size)
        yield path

    def work_root(self) -> Path:
        return Path(self.path(""))

    def link(self, name: str, sending: Sending, *, lasts: timedelta = LONGEST_LINK) -> str:
        content = [checked_name(name), sending.content_type, sending.save_as, within_limit(lasts)]
        return file_address(sign(LINK_PURPOSE, content))

    def internal_uri(self, name: str, sending: Sending) -> str:
        path = quote(studio_path(checked_name(name or "..")))
        return f"{settings.MEDIA_ACCEL_PREFIX.rstrip('/')}/{path}"


class OriginalsFileSystemStorage(Quarantine, StudioFileSystemStorage):
    """What people sent, under UPLOAD_ROOT: a disk that nginx does not see."""

    @property
    def base_location(self) -> str:  # type: ignore[override]
        return str(settings.UPLOAD_ROOT)

    @property
    def location(self) -> str:  # type: ignore[override]
        return str(Path(settings.UPLOAD_ROOT).absolute())


def file_address(token: str) -> str:
    """On the host for people's files if there is one, else on the studio's own."""
    if not settings.USER_CONTENT_HOST:
        return reverse("signed-file", args=[token])
    origin = f"{settings.PUBLIC_SCHEME}://{settings.USER_CONTENT_HOST}"
    if settings.PUBLIC_PORT not in {80, 443}:
        origin = f"{origin}:{settings.PUBLIC_PORT}"
    return f"{origin}/{current_studio().schema_name}/{token}"


def _visible_files(directory: Path) -> Iterator[Path]:
    for folder, directories, files in os.walk(directory):
        directories[:] = [name for name in directories if not name.startswith(HIDDEN)]
        yield from (Path(folder, name) for name in files if not name.startswith(HIDDEN))
