"""How a film is cut: into segments of six seconds, but for the first six, which are two and four.

A picture moves when its first segment is there: on a slow line two seconds arrive in a third of the
time. The others stand where they would without it, and weigh no more.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, groupby
from operator import itemgetter

from apps.catalog.domain.measuring import TARGET_SECONDS, Segment
from apps.catalog.domain.mp4 import NotFragments, boxes

# One closed group of pictures, and the first segment.
PIECE_SECONDS = 2
# Playlists round to a millionth; no two pictures are so near each other.
ROUNDING = 0.01
# A segment without an index of its own (ISO 14496-12 §8.16.2).
HEAD = b"\x00\x00\x00\x14styp" + b"msdh" + b"\x00\x00\x00\x00" + b"msdh"


def grouped(pieces: Sequence[Segment]) -> list[list[Segment]]:
    """The pieces of each segment, in their order."""
    starts = accumulate((piece.seconds for piece in pieces), initial=0.0)
    placed = (
        (_place(start + ROUNDING), piece) for start, piece in zip(starts, pieces, strict=False)
    )
    return [[piece for _place, piece in group] for _, group in groupby(placed, key=itemgetter(0))]


def joined(pieces: Iterable[bytes]) -> bytes:
    """One segment of several pieces, a fragment each. Raises NotFragments where one holds none."""
    return HEAD + b"".join(map(_fragment_of, pieces))


def segment_at(moment: float, segments: Sequence[Segment]) -> tuple[int, float]:
    """Which segment shows the ``moment``, and after how many seconds; the last, if none does."""
    starts = list(accumulate((segment.seconds for segment in segments[:-1]), initial=0.0))
    number = bisect_right(starts, max(0.0, moment)) - 1
    return number, moment - starts[number]


def _place(start: float) -> int:
    return 0 if start < PIECE_SECONDS else 1 + int(start // TARGET_SECONDS)


def _fragment_of(piece: bytes) -> bytes:
    """Its ``moof`` boxes and their data, which are found from there wherever they stand."""
    found = [piece[box.start : box.end] for box in boxes(piece) if box.kind in {b"moof", b"mdat"}]
    if not found:
        raise NotFragments("A piece is empty.")
    return b"".join(found)
