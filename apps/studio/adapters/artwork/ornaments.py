"""Patterns: kolam, mandala, marigolds, jasmine, batik."""

from collections.abc import Sequence
from math import cos, pi, sin

from apps.studio.adapters.artwork.colours import mix
from apps.studio.adapters.artwork.painting import Point, Sheet, turns


def petal(at: Point, angle: float, near: float, far: float, width: float) -> list[Point]:
    """A pointed oval that looks away from ``at``."""
    along, across = (cos(angle), sin(angle)), (-sin(angle), cos(angle))
    outline = []
    for step in range(25):
        share = step / 24 * 2
        back = share > 1
        t = 2 - share if back else share
        side = (-1 if back else 1) * width * sin(pi * t**0.85)
        reach = near + (far - near) * t
        outline.append(
            (
                at[0] + reach * along[0] + side * across[0],
                at[1] + reach * along[1] + side * across[1],
            )
        )
    return outline


def petal_ring(
    sheet: Sheet,
    at: Point,
    count: int,
    near: float,
    far: float,
    colours: Sequence[str],
    *,
    turn: float = 0,
) -> None:
    """Petals around a centre, colours in turn."""
    width = pi * far / count * 0.55
    for index, angle in enumerate(turns(count, start=turn)):
        sheet.shape(petal(at, angle, near, far, width), colours[index % len(colours)])


def petal_outlines(
    sheet: Sheet,
    at: Point,
    count: int,
    near: float,
    far: float,
    colour: str,
    *,
    pen: float,
    turn: float = 0,
) -> None:
    width = pi * far / count * 0.6
    for angle in turns(count, start=turn):
        points = petal(at, angle, near, far, width)
        sheet.line([*points, points[0]], pen, colour)


def kolam(sheet: Sheet, at: Point, radius: float, colour: str, accent: str, pen: float) -> None:
    """Looping lines around a lattice of dots, as drawn in rice flour before a door."""
    for ring, petals in enumerate((8, 8, 16, 16, 24)):
        near, far = radius * (0.08 + 0.17 * ring), radius * (0.32 + 0.17 * ring)
        turn = pi / petals * (ring % 2)
        petal_outlines(sheet, at, petals, near, far, colour, pen=pen, turn=turn)
        for angle in turns(petals, start=turn):
            x, y = at[0] + (near + far) / 2 * cos(angle), at[1] + (near + far) / 2 * sin(angle)
            sheet.disc(x, y, pen * 2.1, accent)
    rose(sheet, at, radius * 1.06, 12, colour, pen)


def rose(sheet: Sheet, at: Point, radius: float, loops: int, colour: str, pen: float) -> None:
    """One unbroken line with loops all around."""
    points = []
    for step in range(721):
        angle = 2 * pi * step / 720
        reach = radius * (1 + 0.07 * cos(loops * 2 * angle)) + radius * 0.05 * cos(
            loops * 4 * angle
        )
        twist = angle + 0.09 * sin(loops * 2 * angle)
        points.append((at[0] + reach * cos(twist), at[1] + reach * sin(twist)))
    sheet.line(points, pen * 1.3, colour)


def marigold(
    sheet: Sheet, at: Point, radius: float, colours: Sequence[str], *, turn: float = 0
) -> None:
    """A flower of many frilled rings, dark outside and light within."""
    rings = len(colours)
    for index, colour in enumerate(colours):
        share = 1 - index / rings
        count = 9 + round(9 * share)
        for pass_, tone in enumerate((mix(colour, "#2a0505", 0.3), colour)):
            for angle in turns(count, start=turn + index * 0.31):
                far = radius * share * (1 - 0.045 * pass_)
                x, y = at[0] + far * 0.8 * cos(angle), at[1] + far * 0.8 * sin(angle)
                sheet.disc(x, y, far * (0.26 - 0.03 * pass_), tone)
        sheet.disc(*at, radius * share * 0.84, colour)


def garland(sheet: Sheet, x: float, until: float, size: float, colours: Sequence[str]) -> None:
    """A string of marigolds that hangs from above the frame."""
    y, index = -size, 0
    while y < until:
        shade = colours[index % 2 :: 2] or colours
        marigold(sheet, (x, y), size, shade, turn=index)
        y, index = y + size * 1.7, index + 1
    sheet.shape(
        [(x - size * 0.5, until), (x + size * 0.5, until), (x, until + size * 2.4)], colours[0]
    )


def jasmine(
    sheet: Sheet, at: Point, radius: float, colour: str, heart: str, *, turn: float
) -> None:
    petal_ring(sheet, at, 5, radius * 0.1, radius, [colour], turn=turn)
    sheet.disc(*at, radius * 0.16, heart)


def kawung(
    sheet: Sheet, at: Point, size: float, colours: Sequence[str], *, outline: bool = False
) -> None:
    """One tile of the kawung batik: four seeds around a crossing, two grains in each."""
    ground, seed, grain = colours
    for angle in turns(4, start=pi / 4):
        points = petal(at, angle, size * 0.07, size * 0.68, size * 0.2)
        if outline:
            sheet.line([*points, points[0]], size * 0.025, seed)
            continue
        sheet.shape(points, seed)
        inner = petal(at, angle, size * 0.13, size * 0.62, size * 0.145)
        sheet.shape(inner, ground)
        for reach in (0.27, 0.45):
            x, y = at[0] + size * reach * cos(angle), at[1] + size * reach * sin(angle)
            sheet.disc(x, y, size * 0.045, grain)
    sheet.disc(*at, size * 0.055, grain)


def arch(at: Point, width: float, height: float, cusps: int = 4) -> list[Point]:
    """The outline of a cusped arch standing on ``at``, foot to foot."""
    half, spring = width / 2, at[1] - height * 0.58
    crown = []
    for side in (-1, 1):
        way = []
        for step in range(cusps * 12 + 1):
            t = step / (cusps * 12)
            bulge = 0.028 * width * abs(sin(pi * cusps * t))
            angle = pi / 2 * t
            x = half * cos(angle) ** 0.9 - bulge * cos(angle)
            y = (at[1] - height - spring) * sin(angle) ** 1.15
            way.append((at[0] + side * max(0.0, x), spring + y + bulge * sin(angle)))
        crown.append(way)
    left, right = crown
    return [(at[0] - half, at[1]), *left, *right[::-1], (at[0] + half, at[1])]
