"""Turns what ffmpeg wrote into a part of ours: locked if wished, with its own playlist, measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from apps.catalog.domain.encryption import encrypted
from apps.catalog.domain.layout import INIT, PLAYLIST, SEGMENT_PATTERN
from apps.catalog.domain.measuring import (
    Bandwidth,
    Segment,
    bandwidth_of,
    segments_of,
    total_seconds,
)
from apps.catalog.domain.media_playlist import media_playlist
from apps.catalog.domain.mp4 import NotFragments, track_of
from apps.catalog.domain.segmenting import grouped, joined

END = "#EXT-X-ENDLIST"


@dataclass(frozen=True)
class Packed:
    """One part as it lies on the disk."""

    bandwidth: Bandwidth
    seconds: float
    codecs: str


def pack(directory: Path, key: bytes = b"") -> Packed:
    """Make of ffmpeg's pieces what players get. With a ``key`` its segments are encrypted.

    Raises NotFragments when something is missing: on a full disk ffmpeg ends as if all were well.
    """
    playlist = (directory / PLAYLIST).read_text()
    if END not in playlist:
        raise NotFragments("The playlist breaks off.")
    segments = [
        _segment(directory, number, pieces, key)
        for number, pieces in enumerate(grouped(segments_of(playlist)))
    ]
    (directory / PLAYLIST).write_text(media_playlist(segments, is_encrypted=bool(key)))
    codecs = track_of((directory / INIT).read_bytes()).codecs
    return Packed(bandwidth_of(segments), total_seconds(segments), codecs)


def _segment(directory: Path, number: int, pieces: Sequence[Segment], key: bytes) -> Segment:
    """One segment in the place of its pieces."""
    paths = [directory / piece.name for piece in pieces]
    if not all(path.exists() for path in paths):
        raise NotFragments("A piece is missing.")
    content = joined(path.read_bytes() for path in paths)
    stored = encrypted(content, key, number) if key else content
    name = SEGMENT_PATTERN % number
    (directory / name).write_bytes(stored)
    for path in paths:
        path.unlink()
    return Segment(total_seconds(pieces), len(stored), name)
