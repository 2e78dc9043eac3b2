"""Turns what ffmpeg wrote into a part of ours: locked if wished, with its own playlist, measured."""

from dataclasses import dataclass
from pathlib import Path

from apps.catalog.domain.encryption import encrypted
from apps.catalog.domain.layout import INIT, PLAYLIST
from apps.catalog.domain.measuring import (
    Bandwidth,
    Segment,
    bandwidth_of,
    segments_of,
    total_seconds,
)
from apps.catalog.domain.media_playlist import media_playlist
from apps.catalog.domain.mp4 import NotFragments, boxes, track_of

END = "#EXT-X-ENDLIST"


@dataclass(frozen=True)
class Packed:
    """One part as it lies on the disk."""

    bandwidth: Bandwidth
    seconds: float
    codecs: str


def pack(directory: Path, key: bytes = b"") -> Packed:
    """Make ``directory`` what players get. With a ``key`` its segments are encrypted.

    Raises NotFragments when something is missing: on a full disk ffmpeg ends as if all were well.
    """
    playlist = (directory / PLAYLIST).read_text()
    if END not in playlist:
        raise NotFragments("The playlist breaks off.")
    written = segments_of(playlist, _sizes(directory))
    for segment in written:
        if not list(boxes((directory / segment.name).read_bytes())):
            raise NotFragments("A segment is empty.")
    if key:
        for number, segment in enumerate(written):
            _lock(directory / segment.name, key, number)
    sizes = _sizes(directory)
    segments = [Segment(one.seconds, sizes[one.name], one.name) for one in written]
    (directory / PLAYLIST).write_text(media_playlist(segments, is_encrypted=bool(key)))
    codecs = track_of((directory / INIT).read_bytes()).codecs
    return Packed(bandwidth_of(segments), total_seconds(segments), codecs)


def _lock(path: Path, key: bytes, number: int) -> None:
    path.write_bytes(encrypted(path.read_bytes(), key, number))


def _sizes(directory: Path) -> dict[str, int]:
    return {file.name: file.stat().st_size for file in directory.iterdir()}
