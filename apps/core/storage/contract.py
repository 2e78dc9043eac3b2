"""What every storage of studios' files can do, and the two that there are.

``media()`` holds what people see and download. ``originals()`` holds what they sent and nobody has
checked yet (quarantine): nothing in it is ever given out, only derived files are.
"""

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, BinaryIO, cast

from django.core.files.base import File
from django.core.files.storage import Storage, storages

LONGEST_LINK = timedelta(minutes=10)
PIECE = 1024**2
Counted = Callable[[int], None]


@dataclass(frozen=True)
class StoredFile:
    """A file of the current studio; ``name`` is as the database has it, without the prefix."""

    name: str
    size: int
    modified_at: datetime


@dataclass(frozen=True)
class Sending:
    """How a file is given out: its type, and the name it is saved under (None: shown in place)."""

    content_type: str
    save_as: str | None = None


def nobody_counts(size: int) -> None:
    """For callers who do not show progress."""


class StudioStorage(Storage, ABC):
    """Django's storage API plus what studios' files need; all names belong to the current studio.

    Missing files raise FileNotFoundError, names that climb SuspiciousFileOperation, a storage that
    cannot be reached StorageAway, one that refuses us StorageRefused.
    """

    @abstractmethod
    def iterate_files(self, prefix: str = "") -> Iterator[StoredFile]:
        """Every file below the directory ``prefix``, at any depth, sorted by name."""

    @abstractmethod
    def delete_tree(self, prefix: str = "") -> None:
        """Delete the directory ``prefix`` with all below it; "" is all the studio has here."""

    @abstractmethod
    def chunks(self, name: str, *, start: int = 0, length: int | None = None) -> Iterator[bytes]:
        """The bytes of ``name`` in pieces, from ``start`` on, ``length`` of them if given."""

    @abstractmethod
    def put_file(self, path: Path, name: str, *, counted: Counted = nobody_counts) -> None:
        """Store the local file ``path`` as ``name``, replacing what was there."""

    @abstractmethod
    def put_stream(self, stream: BinaryIO, name: str) -> None:
        """Store what ``stream`` reads, of any length and once only, replacing what was there.

        What its reading raises ends the storing, and nothing is changed.
        """

    @abstractmethod
    def put_tree(self, directory: Path, name: str, *, counted: Counted = nobody_counts) -> None:
        """Store a finished local directory as ``name``, which does not exist; it may be moved away.

        ``counted`` gets the bytes of each file that is safe; what it raises stops the work.
        """

    @abstractmethod
    def local_copy(
        self, name: str, *, counted: Counted = nobody_counts
    ) -> AbstractContextManager[Path]:
        """A local path with the bytes of ``name``, for programs that open files; only to be read."""

    @abstractmethod
    def work_root(self) -> Path:
        """The studio's own local directory for unfinished work, where ``put_tree`` is cheapest."""

    @abstractmethod
    def link(self, name: str, sending: Sending, *, lasts: timedelta = LONGEST_LINK) -> str:
        """An address anybody may fetch ``name`` from for ten minutes at most, sent as said."""

    @abstractmethod
    def internal_uri(self, name: str, sending: Sending) -> str:
        """Where nginx fetches ``name`` from, for X-Accel-Redirect."""

    @abstractmethod
    def overwrite(self, name: str, content: bytes | File) -> str:
        """Store under exactly ``name``, replacing what was there."""

    def sha256(self, name: str) -> str:
        """Hexadecimal SHA-256 of the file's bytes, read in pieces."""
        digest = hashlib.sha256()
        for piece in self.chunks(name):
            digest.update(piece)
        return digest.hexdigest()


class Quarantine(StudioStorage, ABC):
    """Where files lie until somebody has looked at them. Nothing in it has an address."""

    def link(self, name: str, sending: Sending, *, lasts: timedelta = LONGEST_LINK) -> str:
        raise ValueError("Originals are in quarantine: nobody may fetch them.")

    def internal_uri(self, name: str, sending: Sending) -> str:
        raise ValueError("Originals are in quarantine: nobody may fetch them.")


def within_limit(lasts: timedelta) -> int:
    """Seconds of a link's life. Raises ValueError beyond ten minutes."""
    if not timedelta(0) < lasts <= LONGEST_LINK:
        raise ValueError("A link lasts ten minutes at most.")
    return int(lasts.total_seconds())


def pieces_of(file: IO[bytes], length: int | None) -> Iterator[bytes]:
    """``length`` bytes of an open file (all of it if None), never much of it in memory."""
    missing = length
    while missing is None or missing > 0:
        piece = file.read(PIECE if missing is None else min(PIECE, missing))
        if not piece:
            return
        missing = None if missing is None else missing - len(piece)
        yield piece


def media() -> StudioStorage:
    return cast("StudioStorage", storages["default"])


def originals() -> Quarantine:
    return cast("Quarantine", storages["originals"])
