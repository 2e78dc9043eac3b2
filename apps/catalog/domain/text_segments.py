"""Subtitles cut into the film's segments (WebVTT in HLS, RFC 8216 §3.5)."""

from collections.abc import Iterator, Sequence

from apps.catalog.domain.layout import PLAYLIST
from apps.catalog.domain.measuring import TARGET_SECONDS
from apps.catalog.domain.media_playlist import text_playlist, text_segments
from apps.catalog.domain.subtitles import Cue, cue_times

NAME = "seg_{:05d}.vtt"
# Picture and sound of ours begin at zero. The 900000 of transport streams would put every line of
# text ten seconds late.
TIMESTAMP_MAP = "X-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000"


def packaged(cues: Sequence[Cue], seconds: float) -> dict[str, str]:
    """Every file of a film's subtitles by name; a cue stands in each segment that shows it."""
    names = [NAME.format(number) for number in range(text_segments(seconds))]
    files = {
        name: _segment(found) for name, found in zip(names, _split(cues, len(names)), strict=True)
    }
    return {**files, PLAYLIST: text_playlist(names, seconds)}


def _split(cues: Sequence[Cue], count: int) -> Iterator[list[Cue]]:
    segments: list[list[Cue]] = [[] for _ in range(count)]
    for cue in cues:
        first, last = int(cue.start // TARGET_SECONDS), int(cue.end // TARGET_SECONDS)
        if cue.end % TARGET_SECONDS == 0:
            last -= 1
        for number in range(first, min(max(first, last), count - 1) + 1):
            segments[number].append(cue)
    yield from segments


def _segment(cues: Sequence[Cue]) -> str:
    blocks = (f"\n{cue_times(cue)}\n{cue.text}\n" for cue in cues)
    return f"WEBVTT\n{TIMESTAMP_MAP}\n{''.join(blocks)}"
