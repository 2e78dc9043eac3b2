"""Playlists of one part: its segments, its I-frames, or a film's subtitles.

All parts of a version promise the same target duration, whatever their last segment is (Apple 8.2).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil

from apps.catalog.domain.layout import FRAMES, INIT, KEY, KEY_FILE
from apps.catalog.domain.measuring import TARGET_SECONDS, Segment

VERSION = 7
# The key comes after the map: initialisation segments lie open, and need no vector of their own.
KEY_LINE = f'#EXT-X-KEY:METHOD=AES-128,URI="../{KEY}/{KEY_FILE}"'


@dataclass(frozen=True)
class Frame:
    """One I-frame with its ``moof``, as a stretch of the file that holds all of them."""

    seconds: float
    offset: int
    size: int


def media_playlist(segments: Iterable[Segment], *, is_encrypted: bool = False) -> str:
    """The playlist of a picture or a sound."""
    lines = [*_head(), f'#EXT-X-MAP:URI="{INIT}"', *([KEY_LINE] if is_encrypted else [])]
    for segment in segments:
        lines += [f"#EXTINF:{segment.seconds:.6f},", segment.name]
    return _ended(lines)


def iframe_playlist(frames: Sequence[Frame], *, is_encrypted: bool = False) -> str:
    """The playlist of the pictures for winding (Apple 6.8)."""
    lines = [*_head(), "#EXT-X-I-FRAMES-ONLY", f'#EXT-X-MAP:URI="{INIT}"']
    lines += [KEY_LINE] if is_encrypted else []
    for frame in frames:
        lines += [
            f"#EXTINF:{frame.seconds:.6f},",
            f"#EXT-X-BYTERANGE:{frame.size}@{frame.offset}",
            FRAMES,
        ]
    return _ended(lines)


def text_playlist(names: Sequence[str], seconds: float) -> str:
    """The playlist of subtitles: as long as the film, whether anything is said or not (Apple 5.5)."""
    lines = _head()
    for number, name in enumerate(names):
        length = min(TARGET_SECONDS, seconds - number * TARGET_SECONDS)
        lines += [f"#EXTINF:{length:.6f},", name]
    return _ended(lines)


def text_segments(seconds: float) -> int:
    """How many segments subtitles of so long a film have."""
    return max(1, ceil(round(seconds, 3) / TARGET_SECONDS))


def _head() -> list[str]:
    return [
        "#EXTM3U",
        f"#EXT-X-VERSION:{VERSION}",
        f"#EXT-X-TARGETDURATION:{TARGET_SECONDS}",
        "#EXT-X-MEDIA-SEQUENCE:0",
        "#EXT-X-PLAYLIST-TYPE:VOD",
    ]


def _ended(lines: list[str]) -> str:
    return "\n".join([*lines, "#EXT-X-ENDLIST"]) + "\n"
