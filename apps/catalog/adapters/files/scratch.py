"""Originals fetched from the object store, kept on this machine while an encode goes through its steps.

A copy appears whole, by a rename. Whoever reads it holds a lock that the system takes back when a
process dies; copies without one give way when room is needed, the longest unused first, and when
nobody has asked for them for hours. A step whose copy is gone fetches it again.
"""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings

from apps.core.storage.contract import Counted, media, originals
from apps.core.storage.errors import StorageAway

FOLDER = "originals"
# Between two steps an encode may wait for other studios' turns.
KEPT_SECONDS = 2 * 3600
# A line that has been silent for so long is given up by the one who fetches.
SILENT_SECONDS = 600
TRIES = 3


@contextmanager
def kept_copy(pk: UUID, size: int, *, counted: Counted) -> Iterator[Path]:
    """The original as a file, fetched if it is not here; ``counted`` gets the bytes that come."""
    path = _home() / str(pk)
    held = _hold(path, size) or _fetched(pk, path, size, counted)
    try:
        yield path
    finally:
        os.close(held)


def is_kept(pk: UUID, size: int) -> bool:
    path = _home() / str(pk)
    return path.is_file() and path.stat().st_size == size


def forget(pk: UUID) -> None:
    """The encode is over: its copy is not needed, unless somebody is reading it."""
    _remove(_home() / str(pk))


def forget_unused() -> None:
    """Remove what nobody has asked for in a long time, and what killed workers were fetching."""
    now = time.time()
    for path in _copies():
        with suppress(FileNotFoundError):
            if now - path.stat().st_mtime > KEPT_SECONDS:
                _remove(path)
    for directory in media().work_root().glob("copy-*"):
        newest = max((_changed(path) for path in [directory, *directory.iterdir()]), default=now)
        if now - newest > SILENT_SECONDS:
            shutil.rmtree(directory, ignore_errors=True)


def make_room(missing: int, *, apart_from: UUID) -> None:
    """Let copies of any studio go, the longest unused first, until ``missing`` bytes are free."""
    for path in sorted(_copies(), key=_changed):
        if shutil.disk_usage(_home()).free >= missing:
            return
        if path.name != str(apart_from):
            _remove(path)


def _fetched(pk: UUID, path: Path, size: int, counted: Counted) -> int:
    for _attempt in range(TRIES):
        forget_unused()
        with originals().local_copy(str(pk), counted=counted) as file:
            file.rename(path)
        if held := _hold(path, size):
            return held
    raise StorageAway("The copy was gone or cut short as soon as it was here.")


def _hold(path: Path, size: int) -> int | None:
    """An open file that keeps the copy from being removed; None when it is not here, or not whole."""
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    fcntl.flock(file, fcntl.LOCK_SH)
    if _is_still(path, file) and os.fstat(file).st_size == size:
        os.utime(path)
        return file
    path.unlink(missing_ok=True)
    os.close(file)
    return None


def _is_still(path: Path, file: int) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file))
    except FileNotFoundError:
        return False


def _remove(path: Path) -> None:
    """Unless somebody holds it."""
    try:
        file = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink(missing_ok=True)
    except BlockingIOError:
        return
    finally:
        os.close(file)


def _copies() -> list[Path]:
    """Of all studios: the disk is one."""
    return list(Path(settings.WORK_ROOT).glob(f"t/*/{FOLDER}/*"))


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _home() -> Path:
    home = media().work_root() / FOLDER
    home.mkdir(parents=True, exist_ok=True)
    return home
