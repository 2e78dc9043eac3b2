"""The renditions a film gets: never larger than its source, each with its share of bits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

RUNGS = (240, 360, 480, 720, 1080, 2160)
# What slow lines get: made first, so that a film can be watched early.
LOW_RUNGS = (144, 240, 360)
# Beside a source so small that it has one rung only: there is always a choice (Apple 9.9).
THRIFTY = 144
QUALITY, THRIFTY_QUALITY = 22, 30
THRIFTY_SHARE = 0.6
# Ceilings for a 16:9 picture of up to 30 frames a second.
KILOBITS = {144: 160, 240: 350, 360: 700, 480: 1400, 720: 3000, 1080: 5500, 2160: 16000}
LEAST_KILOBITS = 100
WIDESCREEN = Fraction(16, 9)
# A source a few lines short of a rung (718 of 720) still is of that rung.
NEARLY = Fraction(105, 100)
FAST_FRAMES = Fraction(30)
FAST_FRAMES_FACTOR = 1.4
LEAST_SHARE, MOST_SHARE = 0.35, 1.0


@dataclass(frozen=True)
class Rung:
    """One rendition to make. ``name`` is its nominal quality, whatever shape the picture has."""

    name: int
    width: int
    height: int
    kilobits: int
    # x264's constant rate factor: what a picture may lose, whatever it takes, below the ceiling.
    quality: int = QUALITY

    @property
    def is_low(self) -> bool:
        return self.name in LOW_RUNGS


def ladder_for(width: int, height: int, frame_rate: Fraction) -> list[Rung]:
    """The rungs for an upright picture with square pixels, smallest first, at least one."""
    rungs = [
        _rung(name, width, height, frame_rate)
        for name in RUNGS
        if _factor(name, width, height) <= NEARLY
    ]
    if len(rungs) <= 1:
        small = _rung(RUNGS[0], width, height, frame_rate)
        return [_thrifty(width, height, frame_rate, beside=small), small]
    return rungs


def fitted(ladder: Sequence[Rung], measured: Mapping[int, int]) -> list[Rung]:
    """The large rungs with ceilings that fit the title, from the bits that its small rungs took.

    All are encoded to the same quality, so what the largest small rung took of its ceiling tells
    how much there is to see in this film. Each ceiling becomes twice the average that this foretells
    (higher peaks are no use to players, Apple 1.30), within bounds, and never more than it was.
    """
    taken = [measured[rung.name] / 1000 / rung.kilobits for rung in ladder if rung.name in measured]
    share = min(MOST_SHARE, max(LEAST_SHARE, 2 * taken[-1])) if taken else MOST_SHARE
    return [
        replace(rung, kilobits=max(LEAST_KILOBITS, round(rung.kilobits * share)))
        for rung in ladder
        if not rung.is_low
    ]


def _thrifty(width: int, height: int, frame_rate: Fraction, *, beside: Rung) -> Rung:
    rung = _rung(THRIFTY, width, height, frame_rate)
    fewer = min(rung.kilobits, round(beside.kilobits * THRIFTY_SHARE))
    return replace(rung, kilobits=fewer, quality=THRIFTY_QUALITY)


def _factor(name: int, width: int, height: int) -> Fraction:
    """How much the picture must grow to fill the rung's box; the box turns with the picture."""
    short, long = sorted((width, height))
    return min(Fraction(name) * WIDESCREEN / long, Fraction(name, short))


def _rung(name: int, width: int, height: int, frame_rate: Fraction) -> Rung:
    factor = min(_factor(name, width, height), Fraction(1))
    scaled = _even(width * factor), _even(height * factor)
    return Rung(name, *scaled, kilobits=_kilobits(name, *scaled, frame_rate))


def _even(length: Fraction) -> int:
    """H.264 with 4:2:0 colour has even sides; rounding down never exceeds the source."""
    return max(2, int(length) // 2 * 2)


def _kilobits(name: int, width: int, height: int, frame_rate: Fraction) -> int:
    full = name * name * WIDESCREEN
    share = min(1.0, float(width * height / full))
    fast = FAST_FRAMES_FACTOR if frame_rate > FAST_FRAMES else 1.0
    return max(LEAST_KILOBITS, round(KILOBITS[name] * share * fast))
