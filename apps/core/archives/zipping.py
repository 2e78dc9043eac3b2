"""ZIP archives of any size, made while they are read: nothing is held in memory or on disk."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

MANIFEST = "manifest.json"
# Films and pictures are packed already; trying again costs minutes a gigabyte and gains nothing.
PACKED = (".ts", ".m4s", ".mp4", ".jpg", ".jpeg", ".png", ".webp", ".zip", ".bin")


@dataclass(frozen=True)
class Member:
    """A file of an archive. ``chunks`` is called when its turn comes; ``about`` goes into the
    manifest beside its size and sha256."""

    name: str
    chunks: Callable[[], Iterable[bytes]]
    about: dict[str, Any]


@dataclass(frozen=True)
class Written:
    """What came out: bytes, the digest of the whole, and what the manifest says of each member."""

    size: int
    sha256: str
    members: dict[str, dict[str, Any]]

    def total(self, key: str) -> int:
        """The sum of one number over all members."""
        return sum(int(one.get(key, 0)) for one in self.members.values())


class ZipStream(io.RawIOBase):
    """Reads as one ZIP64 file, whose last member is the manifest of all others.

    ``head`` is what the manifest says of the whole. ``passed`` is told the bytes of each chunk as
    they are read; what it raises ends the reading.
    """

    def __init__(
        self,
        members: Iterable[Member],
        *,
        head: dict[str, Any],
        passed: Callable[[int], None] = lambda size: None,
    ) -> None:
        super().__init__()
        self._members: dict[str, dict[str, Any]] = {}
        self._head, self._passed = head, passed
        self._pieces = self._zipped(members)
        self._left = b""
        self._size, self._digest = 0, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._left:
            self._left = next(self._pieces, b"")
        piece, self._left = self._left[: len(buffer)], self._left[len(buffer) :]
        buffer[: len(piece)] = piece
        self._size += len(piece)
        self._digest.update(piece)
        return len(piece)

    def written(self) -> Written:
        """What was read so far; the whole once reading has ended."""
        return Written(self._size, self._digest.hexdigest(), self._members)

    def _zipped(self, members: Iterable[Member]) -> Iterator[bytes]:
        sink = _Sink()
        with zipfile.ZipFile(sink, "w") as archive:
            for member in members:
                yield from self._packed(archive, member, sink)
                yield from sink.taken()
            manifest = {**self._head, "members": self._members}
            archive.writestr(MANIFEST, json.dumps(manifest, indent=2, ensure_ascii=False))
        yield from sink.taken()

    def _packed(self, archive: zipfile.ZipFile, member: Member, sink: "_Sink") -> Iterator[bytes]:
        digest, size = hashlib.sha256(), 0
        with archive.open(_entry(member.name), "w", force_zip64=True) as out:
            for chunk in member.chunks():
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                self._passed(len(chunk))
                yield from sink.taken()
        self._members[member.name] = {**member.about, "bytes": size, "sha256": digest.hexdigest()}


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, datetime.now(UTC).timetuple()[:6])
    entry.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


class _Sink(io.RawIOBase):
    """Where zipfile writes: cannot be sought in, hands on what came in."""

    def __init__(self) -> None:
        super().__init__()
        self._pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def taken(self) -> Iterator[bytes]:
        pieces, self._pieces = self._pieces, []
        if pieces:
            yield b"".join(pieces)
