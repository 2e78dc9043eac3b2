"""One command at a time in a workspace. The kernel frees the lock however we die."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Held(Exception):
    """Somebody else has the lock; `note` is what they wrote into it."""

    def __init__(self, note: str) -> None:
        super().__init__(note)
        self.note = note


@contextmanager
def held(path: Path, note: str) -> Iterator[None]:
    """Hold the lock file `path`, with `note` in it for whoever comes second. Raises Held."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Held(path.read_text().strip()) from error
        os.truncate(descriptor, 0)
        os.write(descriptor, note.encode())
        yield
        os.truncate(descriptor, 0)
    finally:
        os.close(descriptor)


@contextmanager
def waited_for(path: Path) -> Iterator[None]:
    """Hold the lock file `path`, after whoever has it now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def holder(path: Path) -> str | None:
    """The note of whoever holds the lock now, or None when nobody does."""
    if not path.exists():
        return None
    try:
        with held(path, path.read_text()):
            return None
    except Held as other:
        return other.note
