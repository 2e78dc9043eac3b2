"""Can it be read? WCAG 2.2 relative luminance and contrast, and the nearest colour that can."""

import re
from collections.abc import Callable

HEX = re.compile(r"#[0-9a-f]{6}")
BLACK, WHITE = "#000000", "#ffffff"
TEXT_RATIO = 4.5  # WCAG 2.2 §1.4.3
PART_RATIO = 3.0  # WCAG 2.2 §1.4.11: buttons, outlines
NIGHT_RATIO = 14.0  # white on the dark background: leaves room for greyer, smaller text

Channels = tuple[int, int, int]


def is_colour(text: str) -> bool:
    return HEX.fullmatch(text) is not None


def channels(colour: str) -> Channels:
    """Red, green and blue of ``#rrggbb``; raises ValueError for any other text."""
    if not is_colour(colour):
        raise ValueError(f"Not a colour: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def hex_of(rgb: Channels) -> str:
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def luminance(colour: str) -> float:
    """Relative luminance, 0 for black to 1 for white."""
    red, green, blue = (_linear(value / 255) for value in channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    """1 (the same) to 21 (black on white), whichever order."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def ink_on(colour: str) -> str:
    """Black or white, whichever reads better on ``colour``: never below 4.5."""
    return BLACK if contrast(BLACK, colour) >= contrast(WHITE, colour) else WHITE


def standing_out(colour: str, background: str, ratio: float = PART_RATIO) -> str:
    """``colour`` itself if it reaches ``ratio`` on ``background``, else the nearest tint that does.

    Raises ValueError when no colour at all could reach the ratio there.
    """
    if contrast(colour, background) >= ratio:
        return colour
    towards = ink_on(background)
    if contrast(towards, background) < ratio:
        raise ValueError(f"Nothing reaches {ratio} on {background}.")
    return _least_mix(colour, towards, lambda mixed: contrast(mixed, background) >= ratio)


def as_night(colour: str) -> str:
    """``colour`` itself if white text reads well on it, else darkened until it does."""
    if contrast(WHITE, colour) >= NIGHT_RATIO:
        return colour
    return _least_mix(colour, BLACK, lambda mixed: contrast(WHITE, mixed) >= NIGHT_RATIO)


def _least_mix(colour: str, towards: str, enough: Callable[[str], bool]) -> str:
    for percent in range(1, 100):
        mixed = mix(colour, towards, percent)
        if enough(mixed):
            return mixed
    return towards


def mix(colour: str, other: str, percent: int) -> str:
    """``percent`` of ``other`` stirred into ``colour``."""
    pairs = zip(channels(colour), channels(other), strict=True)
    red, green, blue = (round(a + (b - a) * percent / 100) for a, b in pairs)
    return hex_of((red, green, blue))
