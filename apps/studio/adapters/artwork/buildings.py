"""Houses, towers, rails and lamps."""

from collections.abc import Sequence
from math import cos, pi, sin
from random import Random

from apps.studio.adapters.artwork.painting import Point, Sheet


def box(left: float, top: float, right: float, foot: float) -> list[Point]:
    return [(left, top), (right, top), (right, foot), (left, foot)]


def skyline(
    sheet: Sheet, base: float, tall: float, colours: str | Sequence[str], dice: Random,
    *, windows: str = "", width: float = 0.06, share: float = 0.3,
) -> None:  # fmt: skip
    """A row of towers on ``base``; some of their windows are lit."""
    x = -sheet.reach - width
    while x < sheet.reach + width:
        wide, high = width * dice.uniform(0.5, 1.3), tall * dice.uniform(0.3, 1) ** 1.3
        sheet.shape(box(x, base - high, x + wide, 1.02), colours)
        if dice.random() < 0.35:
            sheet.line(
                [(x + wide / 2, base - high), (x + wide / 2, base - high * 1.18)],
                0.003,
                _top(colours),
            )
        if windows:
            lit_windows(sheet, (x, base - high), (wide, high), windows, dice, share)
        x += wide * dice.uniform(0.92, 1.25)


def _top(colours: str | Sequence[str]) -> str:
    return colours if isinstance(colours, str) else colours[0]


def lit_windows(
    sheet: Sheet, corner: Point, size: Point, colour: str, dice: Random, share: float
) -> None:
    step, y = 0.013, corner[1] + 0.012
    while y < corner[1] + size[1]:
        x = corner[0] + 0.007
        while x < corner[0] + size[0] - 0.009:
            if dice.random() < share:
                sheet.shape(box(x, y, x + 0.005, y + 0.007), colour, alpha=dice.uniform(0.35, 0.95))
            x += step
        y += step * 1.25


def crane(sheet: Sheet, foot: Point, tall: float, colour: str, *, way: int = 1) -> None:
    """A dock crane with its jib out."""
    x, y = foot
    top = y - tall
    for side in (-0.07, 0.07):
        sheet.line([(x + side * tall, y), (x, top)], tall * 0.018, colour)
    for k in range(1, 5):
        half = 0.07 * tall * (1 - k / 5)
        sheet.line(
            [(x - half, y - tall * k / 5), (x + half, y - tall * k / 5)], tall * 0.012, colour
        )
    tip = (x + way * tall * 0.62, top - tall * 0.2)
    sheet.line([(x - way * tall * 0.24, top + tall * 0.06), tip], tall * 0.026, colour)
    sheet.line([(x, top - tall * 0.16), tip], tall * 0.01, colour)
    sheet.line([(x, top), (x, top - tall * 0.16)], tall * 0.02, colour)
    sheet.line([tip, (tip[0], tip[1] + tall * 0.42)], tall * 0.008, colour)


def rails(
    sheet: Sheet, far: Point, colours: tuple[str, str], *, spread: float, shift: float = 0
) -> None:
    """A track that runs to its vanishing point: sleepers, then two rails."""
    sleeper, steel = colours
    for k in range(30):
        near = 1 / (1 + k * 0.28)
        y = far[1] + (1.04 - far[1]) * near
        middle, half = far[0] + shift * near, spread * near
        thick = 0.022 * near * near + 0.001
        sheet.shape(box(middle - half * 1.4, y - thick, middle + half * 1.4, y), sleeper)
    for side in (-1, 1):
        foot = far[0] + shift + side * spread
        wide = spread * 0.07
        sheet.shape([far, (foot - wide, 1.04), (foot + wide, 1.04)], (sleeper, steel))


def gantry(sheet: Sheet, far: Point, near: float, colour: str) -> None:
    """A portal that carries the wires, ``near`` 1 at the lens."""
    half, top, foot = 0.62 * near, far[1] - 0.62 * near, far[1] + 0.42 * near
    pen = 0.016 * near
    for side in (-1, 1):
        sheet.line([(far[0] + side * half, top), (far[0] + side * half, foot)], pen, colour)
    sheet.line([(far[0] - half, top), (far[0] + half, top)], pen, colour)
    for k in range(-3, 4):
        x = far[0] + half * k / 3.5
        sheet.line(
            [(x, top), (x + half / 8, top + 0.06 * near), (x + half / 4, top)], pen * 0.4, colour
        )


def train_front(sheet: Sheet, at: Point, size: float, colours: tuple[str, str, str]) -> None:
    """The face of a local train with its lamps on."""
    body, glass, lamp = colours
    x, y = at
    sheet.shape(box(x - size * 0.42, y - size, x + size * 0.42, y), body)
    sheet.ellipse(x, y - size, size * 0.42, size * 0.12, body)
    sheet.shape(box(x - size * 0.34, y - size * 0.86, x - size * 0.04, y - size * 0.5), glass)
    sheet.shape(box(x + size * 0.04, y - size * 0.86, x + size * 0.34, y - size * 0.5), glass)
    for side in (-1, 1):
        sheet.glow(x + side * size * 0.27, y - size * 0.24, size * 0.9, lamp, 0.9)
        sheet.disc(x + side * size * 0.27, y - size * 0.24, size * 0.075, "#ffffff")


def lamp(sheet: Sheet, at: Point, size: float, flame: str, clay: str, *, lit: bool = True) -> None:
    """A clay lamp with its flame."""
    x, y = at
    bowl = [(x + size * cos(k * pi / 12), y + size * 0.55 * sin(k * pi / 12)) for k in range(13)]
    sheet.shape(bowl, clay)
    if not lit:
        return
    sheet.glow(x, y - size * 0.7, size * 7, flame, 0.75)
    fire = [(x - size * 0.3, y - size * 0.1), (x, y - size * 1.7), (x + size * 0.3, y - size * 0.1)]
    sheet.shape(fire, "#fff6da")
    sheet.disc(x, y - size * 0.25, size * 0.3, "#fff6da")


def kampung_roof(
    sheet: Sheet, at: Point, wide: float, colours: tuple[str, str], dice: Random
) -> None:
    """A tiled house with a steep roof and perhaps a lit window."""
    wall, window = colours
    x, y = at
    high = wide * dice.uniform(0.34, 0.55)
    sheet.shape(
        [
            (x - wide * 0.6, y),
            (x - wide * 0.2, y - high),
            (x + wide * 0.2, y - high),
            (x + wide * 0.6, y),
        ],
        wall,
    )
    sheet.shape(box(x - wide * 0.48, y - 0.01, x + wide * 0.48, 1.02), wall)
    if dice.random() < 0.6:
        left = x + wide * dice.uniform(-0.3, 0.15)
        sheet.shape(box(left, y + 0.03, left + wide * 0.16, y + 0.03 + wide * 0.2), window)


def bulbs(sheet: Sheet, start: Point, end: Point, count: int, colour: str, wire: str) -> None:
    """A sagging string of lamps."""
    sag = abs(end[0] - start[0]) * 0.16

    def hang(t: float) -> Point:
        return (
            start[0] + (end[0] - start[0]) * t,
            start[1] + (end[1] - start[1]) * t + sag * sin(pi * t),
        )

    sheet.line([hang(k / 24) for k in range(25)], 0.0022, wire)
    for k in range(1, count):
        x, y = hang(k / count)
        sheet.glow(x, y + 0.01, 0.055, colour, 0.8)
        sheet.disc(x, y + 0.01, 0.006, "#fffbe8")
