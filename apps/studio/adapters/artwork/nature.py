"""Skies, land, water and plants."""

from collections.abc import Callable, Sequence
from math import cos, floor, pi, sin
from random import Random

from apps.studio.adapters.artwork.colours import mix
from apps.studio.adapters.artwork.painting import Point, Sheet, Stage, turns

Height = Callable[[float], float]


def rolling(dice: Random, *, scale: float = 2.0, octaves: int = 4, jagged: bool = False) -> Height:
    """A random outline between about -1 and 1: rounded hills, or jagged peaks."""
    tables = [[dice.uniform(-1, 1) for _ in range(64)] for _ in range(octaves)]

    def height(x: float) -> float:
        total = 0.0
        for octave, table in enumerate(tables):
            position = (x + 7) * scale * 2**octave
            cell = floor(position)
            share = position - cell
            share = share if jagged else (1 - cos(share * pi)) / 2
            here, there = table[cell % 64], table[(cell + 1) % 64]
            total += (here + (there - here) * share) / 2**octave
        return total / 1.6

    return height


def ridge(
    sheet: Sheet, base: float, swing: float, colours: str | Sequence[str], outline: Height
) -> None:
    """Land from its outline down to the foot of the picture."""
    steps = [sheet.reach * (index / 160 - 1) for index in range(321)]
    top = [(x, base + swing * outline(x)) for x in steps]
    sheet.shape([(-sheet.reach, 1.02), *top, (sheet.reach, 1.02)], colours)


def stars(sheet: Sheet, dice: Random, colour: str, *, count: int = 160, until: float = 0.6) -> None:
    for _ in range(count):
        x, y = dice.uniform(-sheet.reach, sheet.reach), dice.uniform(0, until)
        size = dice.choice((0.0008, 0.0011, 0.0014, 0.0022))
        sheet.disc(x, y, size, mix(colour, "#ffffff", dice.random()))


def luminary(sheet: Sheet, at: Point, radius: float, colour: str, *, halo: float = 3.2) -> None:
    """A sun or a moon with its light."""
    sheet.glow(*at, radius * halo, colour, 0.75)
    sheet.disc(*at, radius, colour)


def craters(sheet: Sheet, at: Point, radius: float, colour: str, dice: Random) -> None:
    for _ in range(9):
        angle, far = dice.uniform(0, 2 * pi), radius * 0.75 * dice.random() ** 0.5
        size = radius * dice.uniform(0.06, 0.2)
        x, y = at[0] + far * cos(angle), at[1] + far * sin(angle)
        sheet.disc(x, y, size, colour, alpha=0.35)


def rays(
    sheet: Sheet, at: Point, count: int, colour: str, *, alpha: float, turn: float = 0
) -> None:
    """Beams from a point to beyond the frame."""
    half = pi / count / 2
    for angle in turns(count, start=turn):
        far = [(at[0] + 3 * cos(angle + d), at[1] + 3 * sin(angle + d)) for d in (-half, half)]
        sheet.shape([at, *far], colour, alpha=alpha)


def cloud(
    sheet: Sheet, at: Point, size: float, colour: str, dice: Random, alpha: float = 1
) -> None:
    """A heap of puffs."""
    for _ in range(26):
        spread = dice.gauss(0, 0.5)
        x = at[0] + size * spread
        y = at[1] - size * 0.32 * dice.random() * max(0.0, 1 - spread * spread)
        sheet.disc(x, y, size * dice.uniform(0.1, 0.24), colour, alpha=alpha)


def glints(
    sheet: Sheet, middle: float, top: float, colour: str, dice: Random, *, spread: float = 0.1
) -> None:
    """The broken reflection of a light on water, wider towards the foot."""
    y = top
    while y < 1:
        depth = (y - top) / (1 - top)
        width = spread * (0.3 + depth) * dice.uniform(0.4, 1.2)
        x = middle + spread * 0.5 * dice.gauss(0, 0.4 + depth)
        thick = 0.0012 + 0.005 * depth
        sheet.ellipse(x, y, width, thick, colour, alpha=0.75 - 0.45 * depth)
        y += 0.008 + 0.02 * depth


def swell(
    sheet: Sheet, base: float, height: float, colours: Sequence[str], *, phase: float, length: float
) -> None:
    """A wave across the picture, peaked like a drawn one."""
    steps = [sheet.reach * (index / 160 - 1) for index in range(321)]
    crest = [(x, base - height * abs(sin(pi * (x + phase) / length)) ** 0.7) for x in steps]
    sheet.shape([(-sheet.reach, 1.02), *crest, (sheet.reach, 1.02)], colours)


def rain(stage: Stage, colour: str, *, count: int = 260) -> None:
    """Fine slanting strokes over everything."""
    sheet, dice = stage.sheet(0.02), stage.dice("rain")
    for _ in range(count):
        x, y = dice.uniform(-sheet.reach, sheet.reach), dice.uniform(-0.05, 1)
        long = dice.uniform(0.015, 0.05)
        start, end = sheet.place(x, y), sheet.place(x - long * 0.16, y + long)
        fill = (*(int(colour[i : i + 2], 16) for i in (1, 3, 5)), dice.randint(25, 80))
        sheet.pen.line([start, end], fill=fill, width=dice.choice((1, 2, 2)))


def palm(sheet: Sheet, foot: Point, height: float, colour: str, dice: Random) -> None:
    """A coconut palm leaning a little."""
    lean = dice.uniform(-0.16, 0.16) * height
    trunk = [(foot[0] + lean * (k / 10) ** 2, foot[1] - height * k / 10) for k in range(11)]
    sheet.line(trunk, height * 0.035, colour)
    crown = trunk[-1]
    for angle in turns(9, start=dice.random()):
        frond(sheet, crown, height * dice.uniform(0.34, 0.44), angle, colour)


def frond(sheet: Sheet, at: Point, long: float, angle: float, colour: str) -> None:
    spine = [
        (at[0] + long * t * cos(angle), at[1] + long * (t * sin(angle) * 0.6 + 0.55 * t * t))
        for t in (k / 8 for k in range(9))
    ]
    sheet.line(spine, long * 0.03, colour)
    for (x, y), k in zip(spine[1:], range(8), strict=True):
        drop = long * (0.34 - 0.03 * k)
        sheet.shape([(x - long * 0.05, y), (x + long * 0.05, y), (x, y + drop)], colour)


def trunk(sheet: Sheet, x: float, width: float, colours: Sequence[str], dice: Random) -> None:
    """A forest tree from the floor to above the frame, with buttress roots and a few branches."""
    bend = dice.uniform(-0.04, 0.04)
    left = [(x - width / 2 + bend * k / 10, 1.02 - k * 0.11) for k in range(11)]
    right = [(x + width / 2 + bend * k / 10, 1.02 - k * 0.11) for k in range(11)]
    sheet.shape(
        [(x - width * 1.6, 1.02), *left[1:], *right[:0:-1], (x + width * 1.6, 1.02)], colours
    )
    for _ in range(3):
        y, way = dice.uniform(0.05, 0.5), dice.choice((-1, 1))
        tip = (x + way * width * dice.uniform(2, 5), y - dice.uniform(0.03, 0.1))
        sheet.line([(x, y), ((x + tip[0]) / 2, y - 0.01), tip], width * 0.22, colours[0])
        leaves(sheet, tip, width * 2.2, colours[0], dice)


def leaves(sheet: Sheet, at: Point, size: float, colour: str, dice: Random) -> None:
    for _ in range(14):
        x, y = at[0] + dice.gauss(0, size * 0.5), at[1] + dice.gauss(0, size * 0.28)
        sheet.ellipse(x, y, size * 0.22, size * 0.12, colour)


def grass(sheet: Sheet, base: float, colour: str, dice: Random, *, height: float = 0.05) -> None:
    x = -sheet.reach
    while x < sheet.reach:
        tall, lean = height * dice.uniform(0.3, 1), dice.uniform(-0.02, 0.02)
        sheet.shape([(x, base + 0.06), (x + 0.006, base + 0.06), (x + lean, base - tall)], colour)
        x += 0.004
