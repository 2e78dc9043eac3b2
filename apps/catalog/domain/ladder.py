"""The renditions a film gets: never larger than its source, each with its share of bits."""

from dataclasses import dataclass
from fractions import Fraction

RUNGS = (240, 360, 480, 720, 1080, 2160)
# Ceilings for a 16:9 picture of up to 30 frames a second.
KILOBITS = {240: 350, 360: 700, 480: 1400, 720: 3000, 1080: 5500, 2160: 16000}
LEAST_KILOBITS = 100
WIDESCREEN = Fraction(16, 9)
# A source a few lines short of a rung (718 of 720) still is of that rung.
NEARLY = Fraction(105, 100)
FAST_FRAMES = Fraction(30)
FAST_FRAMES_FACTOR = 1.4


@dataclass(frozen=True)
class Rung:
    """One rendition to make. ``name`` is its nominal quality, whatever shape the picture has."""

    name: int
    width: int
    height: int
    kilobits: int


def ladder_for(width: int, height: int, frame_rate: Fraction) -> list[Rung]:
    """The rungs for an upright picture with square pixels, smallest first, at least one."""
    rungs = [
        _rung(name, width, height, frame_rate)
        for name in RUNGS
        if _factor(name, width, height) <= NEARLY
    ]
    return rungs or [_rung(RUNGS[0], width, height, frame_rate)]


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
