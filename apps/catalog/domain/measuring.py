"""What was made, as it lies on the disk: seconds, bytes, and bits a second."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

EXTINF = re.compile(r"^#EXTINF:([0-9.]+),")
TARGET_SECONDS = 6


@dataclass(frozen=True)
class Segment:
    """One file of a part; ``name`` is empty where only its weight counts."""

    seconds: float
    size: int
    name: str = ""


@dataclass(frozen=True)
class Bandwidth:
    """Bits a second."""

    peak: int
    average: int

    def __add__(self, other: "Bandwidth") -> "Bandwidth":
        return Bandwidth(self.peak + other.peak, self.average + other.average)


SILENCE = Bandwidth(0, 0)


def segments_of(playlist: str) -> list[Segment]:
    """The segments or pieces a media playlist names; what they weigh it does not tell."""
    segments, seconds = [], 0.0
    for line in playlist.splitlines():
        match = EXTINF.match(line)
        if match:
            seconds = float(match[1])
        elif line and not line.startswith("#"):
            segments.append(Segment(seconds, 0, line))
    return segments


def total_seconds(segments: Iterable[Segment]) -> float:
    return sum(segment.seconds for segment in segments)


def bandwidth_of(segments: Sequence[Segment]) -> Bandwidth:
    """Peak as RFC 8216 §4.3.4.2 counts it: over runs of half to one and a half target durations."""
    average = _rate(segments)
    rates = [
        _rate(run)
        for run in _runs(segments, TARGET_SECONDS * 1.5)
        if total_seconds(run) >= TARGET_SECONDS * 0.5
    ]
    return Bandwidth(peak=max([average, *rates]), average=average)


def _runs(segments: Sequence[Segment], longest: float) -> Iterable[Sequence[Segment]]:
    for first in range(len(segments)):
        seconds = 0.0
        for last in range(first, len(segments)):
            seconds += segments[last].seconds
            if seconds > longest:
                break
            yield segments[first : last + 1]


def _rate(segments: Sequence[Segment]) -> int:
    seconds = total_seconds(segments)
    bits = 8 * sum(segment.size for segment in segments)
    return round(bits / seconds) if seconds else 0
