"""Colours as #rrggbb text, and what painters do to them."""

from random import Random

Rgb = tuple[int, int, int]


def rgb(colour: str) -> Rgb:
    """#rrggbb as three numbers."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def rgba(colour: str, alpha: float = 1.0) -> tuple[int, int, int, int]:
    return *rgb(colour), round(255 * max(0.0, min(1.0, alpha)))


def mix(first: str, second: str, share: float) -> str:
    """``share`` of the second colour in the first."""
    pairs = zip(rgb(first), rgb(second), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def darker(colour: str, share: float) -> str:
    return mix(colour, "#000000", share)


def lighter(colour: str, share: float) -> str:
    return mix(colour, "#ffffff", share)


def dice(*seed: object) -> Random:
    """The same throws for the same seed, on every machine."""
    return Random(":".join(map(str, seed)))  # noqa: S311  # nosec B311  # no secret depends on it
