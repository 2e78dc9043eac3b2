"""Pictures for winding: I-frames for players that seek by themselves, sheets for our seek bar."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from apps.catalog.domain.media_playlist import Frame
from apps.catalog.domain.mp4 import Fragment
from apps.catalog.domain.subtitles import timestamp

COLUMNS = ROWS = 10
TILE = 160
# Seconds between tiles, by how long the film is at most.
INTERVALS = ((180, 1), (600, 2), (3600, 5))
LONGEST_INTERVAL = 10


@dataclass(frozen=True)
class Sheets:
    """Tiles of one size, row by row, on sheets of at most ten by ten."""

    interval: int
    count: int
    width: int
    height: int

    @property
    def columns(self) -> int:
        return min(COLUMNS, self.count)

    @property
    def rows(self) -> int:
        return min(ROWS, ceil(self.count / self.columns))

    @property
    def number(self) -> int:
        return ceil(self.count / (self.columns * self.rows))


def sheets_for(seconds: float, width: int, height: int) -> Sheets:
    """The sheets of a film of this length and shape."""
    interval = next((step for most, step in INTERVALS if seconds <= most), LONGEST_INTERVAL)
    factor = TILE / max(width, height)
    return Sheets(
        interval=interval,
        count=max(1, ceil(seconds / interval - 0.001)),
        width=max(2, round(width * factor / 2) * 2),
        height=max(2, round(height * factor / 2) * 2),
    )


def thumbnails_vtt(sheets: Sheets, names: Sequence[str], seconds: float) -> str:
    """Which tile of which sheet belongs to which stretch of the film."""
    cues = ["WEBVTT\n"]
    for tile in range(sheets.count):
        sheet, place = divmod(tile, sheets.columns * sheets.rows)
        row, column = divmod(place, sheets.columns)
        start, end = tile * sheets.interval, min(seconds, (tile + 1) * sheets.interval)
        area = (column * sheets.width, row * sheets.height, sheets.width, sheets.height)
        cues.append(
            f"{timestamp(start)} --> {timestamp(end)}\n"
            f"{names[sheet]}#xywh={','.join(map(str, area))}\n"
        )
    return "\n".join(cues)


def frames_of(fragments: Sequence[Fragment], seconds: float) -> list[Frame]:
    """The I-frames as a playlist names them: each is shown until the next, the last to the end."""
    starts = [fragment.times[0] for fragment in fragments]
    ends = [*starts[1:], max(seconds, starts[-1] + 0.001)] if starts else []
    first = fragments[0].start if fragments else 0
    return [
        Frame(end - start, fragment.start - first, fragment.size)
        for start, end, fragment in zip(starts, ends, fragments, strict=True)
    ]
