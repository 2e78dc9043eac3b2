"""Key art of Falcon Pictures: films that play at night, or behind walls. One function a film."""

from math import cos, pi, sin

from apps.studio.adapters.artwork.buildings import box, bulbs, kampung_roof, lit_windows, skyline
from apps.studio.adapters.artwork.colours import darker, lighter, mix
from apps.studio.adapters.artwork.figures import (
    country_boat,
    ghost,
    motorbike,
    oarsman,
    person,
    placed,
    puppet,
)
from apps.studio.adapters.artwork.nature import (
    glints,
    luminary,
    rain,
    stars,
)
from apps.studio.adapters.artwork.ornaments import kawung, petal
from apps.studio.adapters.artwork.painting import Sheet, Stage, turns
from apps.studio.domain.demo.showcase import Palette


def batik_untuk_ibu(stage: Stage, p: Palette) -> None:
    ground = stage.sheet(1.0)
    ground.sky(p.sky)
    cloth = stage.sheet(0.7)
    tile = 0.125
    for row in range(9):
        for column in range(-8, 9):
            at = (column * tile, row * tile)
            unfinished = row - 0.5 * abs(column) < 1.6
            kawung(cloth, at, tile * 0.74, (p.sky[0], p.far, p.near), outline=unfinished)
    light = stage.sheet(0.5)
    light.glow(0.0, 0.33, 0.42, p.light, 1.0)
    light.disc(0.0, 0.33, 0.25, p.light)
    light.disc(0.0, 0.33, 0.238, p.sky[1])
    light.disc(0.0, 0.33, 0.23, p.light)
    work = stage.sheet(0.4)
    kawung(work, (-0.06, 0.36), 0.2, (p.light, p.far, p.near))
    tool = stage.sheet(0.2)
    _canting(tool, (0.035, 0.425), p)
    hem = stage.sheet(0.1)
    hem.shape(box(-1.5, 0.62, 1.5, 1.02), (p.near, p.dark))
    for k in range(-16, 17):
        hem.shape([(k * 0.06 - 0.03, 0.622), (k * 0.06 + 0.03, 0.622), (k * 0.06, 0.57)], p.accent)
        hem.shape(
            [(k * 0.06 - 0.018, 0.622), (k * 0.06 + 0.018, 0.622), (k * 0.06, 0.592)], p.sky[0]
        )
    hem.line([(-1.5, 0.626), (1.5, 0.626)], 0.007, p.sky[1])


def _canting(sheet: Sheet, tip: tuple[float, float], p: Palette) -> None:
    """The wax pen: a spout, a copper bowl, a wooden grip, and the drop that falls from it."""
    x, y = tip
    copper = ("#d98b4a", "#8a4416")
    sheet.shape(
        [(x + 0.085, y - 0.075), (x + 0.1, y - 0.095), (x + 0.4, y - 0.34), (x + 0.42, y - 0.325)],
        (p.far, p.dark),
    )
    spout = [(x + 0.065 * t, y - 0.055 * t**0.5) for t in (k / 10 for k in range(11))]
    sheet.line(spout, 0.007, copper[1])
    sheet.ellipse(x + 0.085, y - 0.062, 0.042, 0.03, copper[1])
    sheet.ellipse(x + 0.083, y - 0.068, 0.037, 0.023, copper[0])
    sheet.ellipse(x + 0.081, y - 0.076, 0.026, 0.009, p.dark)
    sheet.shape(petal((x, y + 0.03), -pi / 2, 0, 0.032, 0.007), p.accent)


def warung_tengah_malam(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.8)
    stars(sky, stage.dice("stars"), p.light, until=0.5)
    luminary(sky, (0.25, 0.5), 0.05, p.light)
    for k, (base, wide) in enumerate(((0.62, 0.2), (0.72, 0.27))):
        roofs = stage.sheet(0.85 - 0.2 * k)
        for n in range(12):
            at = (-1.05 + 0.19 * n, base + 0.02 * sin(n * 2.3 + k))
            kampung_roof(
                roofs, at, wide, (mix(p.far, p.near, k), p.sky[3]), stage.dice("roof", k, n)
            )
    street = stage.sheet(0.4)
    street.shape(box(-1.5, 0.86, 1.5, 1.02), (p.near, p.dark))
    street.glow(0, 0.8, 0.42, p.light, 0.85)
    stall = stage.sheet(0.3)
    stall.shape(box(-0.23, 0.63, 0.23, 0.78), (p.light, mix(p.light, "#e08030", 0.6)))
    for k in range(6):
        stall.shape(
            box(-0.2 + 0.07 * k, 0.69, -0.165 + 0.07 * k, 0.735),
            (p.accent, p.sky[3], "#e4572e")[k % 3],
            alpha=0.75,
        )
    person(stall, (0.0, 0.855), 0.2, p.dark)
    stall.shape(box(-0.26, 0.775, 0.26, 0.87), ("#c0392b", "#7c1f2a"))
    for k in range(14):
        stripe = ("#c0392b", "#fff3d6")[k % 2]
        left, right = -0.28 + 0.04 * k, -0.24 + 0.04 * k
        stall.shape(
            [(left * 0.86, 0.575), (right * 0.86, 0.575), (right, 0.645), (left, 0.645)], stripe
        )
        stall.ellipse((left + right) / 2, 0.645, 0.02, 0.014, stripe)
    guests = stage.sheet(0.15)
    for x, size in ((-0.17, 0.17), (0.19, 0.2), (-0.36, 0.15), (0.46, 0.14)):
        guests.glow(x, 0.85, 0.15, p.accent, 0.5)
        ghost(guests, (x, 0.95), size, p.accent, p.dark)
    strings = stage.sheet(0.1)
    bulbs(strings, (-0.95, 0.42), (-0.02, 0.53), 11, p.light, p.dark)
    bulbs(strings, (-0.02, 0.53), (0.95, 0.4), 11, p.light, p.dark)


def dalang_terakhir(stage: Stage, p: Palette) -> None:
    screen = stage.sheet(1.0)
    screen.shape(box(-1.5, -0.02, 1.5, 1.02), p.sky[3])
    screen.glow(0, 0.36, 0.95, p.sky[2], 1.0)
    screen.glow(0, 0.36, 0.62, p.sky[1], 1.0)
    screen.glow(0, 0.36, 0.36, p.light, 1.0)
    tree = stage.sheet(0.6)
    _gunungan(tree, (0, 0.61), 0.46, p)
    actors = stage.sheet(0.4)
    puppet(actors, (-0.23, 0.61), 0.3, p.dark, p.sky[1])
    puppet(actors, (0.23, 0.61), 0.3, p.dark, p.sky[1], mirror=True)
    for k, x in enumerate((-0.46, 0.46, -0.68, 0.68)):
        puppet(
            actors, (x, 0.62), 0.24 - 0.02 * k, mix(p.dark, p.sky[3], 0.35), p.sky[2], mirror=x > 0
        )
    floor = stage.sheet(0.15)
    floor.shape(box(-1.5, 0.625, 1.5, 1.02), (p.near, p.dark, p.dark))
    floor.line([(-1.5, 0.627), (1.5, 0.627)], 0.006, p.far)
    for k in range(11):
        x = -0.8 + 0.16 * k
        floor.ellipse(x, 0.685, 0.055, 0.022, mix(p.sky[1], p.dark, 0.45))
        floor.ellipse(x, 0.672, 0.018, 0.012, mix(p.sky[1], p.dark, 0.25))


def _gunungan(sheet: Sheet, foot: tuple[float, float], tall: float, p: Palette) -> None:
    """The tree of life that opens and closes every play."""
    leaf = [
        (0.0, -1.0),
        (0.07, -0.88),
        (0.2, -0.66),
        (0.28, -0.46),
        (0.29, -0.3),
        (0.24, -0.2),
        (0.16, -0.16),
        (0.2, 0.0),
    ]
    sheet.shape(placed(foot, tall, [*leaf, *[(-x, y) for x, y in reversed(leaf)]]), p.dark)
    for k in range(9):
        y = -0.24 - 0.075 * k
        half = 0.22 * (1 - k / 10)
        for side in (-1, 1):
            for n in range(3):
                at = placed(foot, tall, [(side * half * (n + 0.6) / 3, y - 0.02 * n)])[0]
                sheet.shape(petal(at, -pi / 2 + side * 0.7, 0, tall * 0.05, tall * 0.011), p.sky[1])
    sheet.shape(
        placed(foot, tall, [(-0.012, -0.1), (0.012, -0.1), (0.004, -0.92), (-0.004, -0.92)]),
        p.sky[1],
    )
    sheet.shape(
        placed(
            foot, tall, [(-0.09, -0.02), (-0.09, -0.12), (0, -0.19), (0.09, -0.12), (0.09, -0.02)]
        ),
        p.accent,
    )


def jakarta_2091(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.7)
    stars(sky, stage.dice("stars"), p.light, until=0.4)
    sun = stage.sheet(0.92)
    sun.glow(0, 0.46, 0.5, p.sky[3], 0.9)
    slices = [("#ffd36e", "#ff5f9e", p.sky[3])]
    points = [(0.24 * cos(a), 0.46 + 0.24 * sin(a)) for a in turns(90)]
    sun.shape(points, slices[0])
    for k in range(7):
        sun.cut(box(-0.3, 0.45 + 0.034 * k, 0.3, 0.454 + 0.034 * k + 0.0022 * k))
    for k, (base, tall) in enumerate(((0.68, 0.34), (0.7, 0.26))):
        city = stage.sheet(0.75 - 0.2 * k)
        tone = (mix(p.far, p.sky[3], 0.18 * (1 - k)), p.near)
        skyline(
            city,
            base,
            tall,
            tone if k == 0 else (p.near, p.dark),
            stage.dice("c", k),
            windows=(p.sky[3], p.light)[k],
            width=0.075,
            share=0.34,
        )
    _monument(stage.sheet(0.5), p)
    wall = stage.sheet(0.3)
    wall.shape(box(-1.5, 0.69, 1.5, 1.02), (p.near, p.dark))
    for k in range(-14, 15):
        wall.line([(k * 0.07, 0.69), (k * 0.1, 0.78)], 0.0025, p.accent, alpha=1)
    wall.line([(-1.5, 0.69), (1.5, 0.69)], 0.006, p.accent)
    wall.shape(box(-1.5, 0.78, 1.5, 1.02), (p.near, p.dark))
    for x in (-0.35, -0.15, 0.0, 0.13, 0.4):
        glints(wall, x, 0.785, p.sky[3] if x else p.light, stage.dice("g", x), spread=0.05)
    boat = stage.sheet(0.1)
    country_boat(boat, (0.06, 0.875), 0.12, "#04010a")
    oarsman(boat, (0.0, 0.865), 0.1, "#04010a")


def _monument(sheet: Sheet, p: Palette) -> None:
    """The national monument, with a flame of light."""
    sheet.shape([(-0.016, 0.69), (-0.009, 0.27), (0.009, 0.27), (0.016, 0.69)], (p.light, p.near))
    sheet.shape([(-0.07, 0.64), (-0.1, 0.615), (0.1, 0.615), (0.07, 0.64)], p.dark)
    sheet.shape(box(-0.026, 0.262, 0.026, 0.275), p.light)
    sheet.glow(0, 0.235, 0.13, "#ffd36e", 0.95)
    sheet.shape(petal((0, 0.265), -pi / 2, 0, 0.07, 0.018), "#fff3c4")


def tegak(stage: Stage, p: Palette) -> None:
    far = (0.0, 0.56)
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.6)
    sky.glow(*far, 0.5, p.sky[3], 0.9)
    city = stage.sheet(0.85)
    skyline(
        city,
        0.6,
        0.3,
        (p.far, mix(p.far, p.sky[3], 0.4)),
        stage.dice("city"),
        windows=p.light,
        width=0.05,
    )
    road = stage.sheet(0.8)
    road.shape(
        [(far[0] - 0.02, 0.6), (far[0] + 0.02, 0.6), (1.2, 1.02), (-1.2, 1.02)],
        (p.sky[3], p.near, p.dark),
    )
    glints(road, 0, 0.62, p.sky[3], stage.dice("wet"), spread=0.1)
    glints(road, -0.1, 0.7, p.accent, stage.dice("red"), spread=0.05)
    for k in range(4):
        _blocks(stage, k, p)
    rider = stage.sheet(0.08)
    motorbike(rider, (0.0, 0.93), 0.23, darker(p.dark, 0.3), tail=p.accent)
    rain(stage, lighter(p.sky[2], 0.6), count=340)


def _blocks(stage: Stage, k: int, p: Palette) -> None:
    """Houses on both sides of the street, the ``k``-th nearer than the one before."""
    block = stage.sheet(0.75 - 0.16 * k)
    tone = mix(p.far, p.dark, 0.25 * k + 0.15)
    top, sign = 0.34 - 0.1 * k, 0.44 - 0.05 * k
    for side in (-1, 1):
        near, deep = side * (0.1 + 0.075 * k), side * (0.9 + 0.3 * k)
        wall = [(near, top + 0.04), (deep, top - 0.2), (deep, 1.02), (near, 1.02)]
        block.shape(wall, (tone, darker(tone, 0.3)))
        corner = (min(near, near + side * 0.075), top + 0.06)
        lit_windows(block, corner, (0.075, 0.56 - top), p.light, stage.dice("w", k, side), 0.3)
        left, right = sorted((near, near - side * 0.025))
        block.shape(box(left, sign, right, sign + 0.09), (p.accent, p.sky[3])[k % 2])


SCENES = {
    "batik-untuk-ibu": batik_untuk_ibu,
    "warung-tengah-malam": warung_tengah_malam,
    "dalang-terakhir": dalang_terakhir,
    "jakarta-2091": jakarta_2091,
    "tegak": tegak,
}
