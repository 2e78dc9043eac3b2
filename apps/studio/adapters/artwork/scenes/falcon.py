"""The key art of Falcon Pictures, one function a film."""

from math import cos, pi, sin

from apps.studio.adapters.artwork.buildings import box, bulbs, kampung_roof, lit_windows, skyline
from apps.studio.adapters.artwork.colours import darker, lighter, mix
from apps.studio.adapters.artwork.figures import (
    ball,
    buffalo,
    country_boat,
    ghost,
    hornbill,
    motorbike,
    oarsman,
    person,
    placed,
    player,
    puppet,
    ship,
)
from apps.studio.adapters.artwork.nature import (
    cloud,
    glints,
    grass,
    leaves,
    luminary,
    palm,
    rain,
    rays,
    ridge,
    rolling,
    stars,
    swell,
    trunk,
)
from apps.studio.adapters.artwork.ornaments import kawung, petal
from apps.studio.adapters.artwork.painting import Sheet, Stage, turns
from apps.studio.domain.demo.showcase import Palette


def laut_terakhir(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.5)
    stars(sky, stage.dice("stars"), p.light, until=0.3)
    luminary(sky, (0.0, 0.4), 0.1, p.light)
    boat = stage.sheet(0.6)
    country_boat(boat, (0.0, 0.475), 0.17, p.dark, roof=p.near)
    oarsman(boat, (0.1, 0.462), 0.105, p.dark)
    sea = stage.sheet(0.5)
    sea.shape(box(-1.5, 0.482, 1.5, 1.02), (p.sky[2], p.far, p.near, p.dark))
    swell(sea, 0.49, 0.008, (lighter(p.sky[2], 0.4), p.far), phase=0.03, length=0.11)
    sea.shape(box(-1.5, 0.497, 1.5, 1.02), (p.far, p.near, p.near, p.dark))
    beams = stage.sheet(0.4)
    for k in range(9):
        x = -0.5 + 0.125 * k
        beams.shape(
            [(x, 0.5), (x + 0.05, 0.5), (x * 1.7 + 0.14, 1.02), (x * 1.7 - 0.02, 1.02)],
            p.light,
            alpha=0.05,
        )
    deep = stage.sheet(0.25)
    _manta(deep, (0.02, 0.7), 0.24, mix(p.near, p.dark, 0.65), mix(p.near, p.far, 0.6))
    school = stage.dice("school")
    for _ in range(46):
        x, y = school.gauss(-0.02, 0.28), school.gauss(0.62, 0.045)
        deep.ellipse(x, y, 0.009, 0.0035, p.light, alpha=0.45)
    reef = stage.sheet(0.08)
    ridge(reef, 0.95, 0.03, p.dark, rolling(stage.dice("reef"), scale=5, octaves=4))
    for k in range(22):
        leaves(
            reef,
            (-0.95 + 0.09 * k, 0.93 + 0.02 * sin(k * 2.1)),
            0.04,
            p.dark,
            stage.dice("coral", k),
        )


def _manta(sheet: Sheet, at: tuple[float, float], size: float, colour: str, edge: str) -> None:
    half = [
        (0.0, -0.34),
        (0.1, -0.42),
        (0.14, -0.3),
        (0.4, -0.26),
        (1.0, 0.14),
        (0.52, 0.06),
        (0.2, 0.26),
        (0.03, 0.36),
    ]
    outline = [*half, (0.015, 1.1), (-0.015, 1.1), *[(-x, y) for x, y in reversed(half)]]
    sheet.shape(
        placed(at, size, [(x * 1.06, y * 1.04 - 0.02) for x, y in outline]), edge, alpha=0.7
    )
    sheet.shape(placed(at, size, outline), colour)


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


def kaki_merapi(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.9)
    sky.glow(0.03, 0.56, 0.5, p.accent, 0.9)
    plume = stage.sheet(0.9)
    dice = stage.dice("plume")
    for k in range(70):
        t = k / 70
        x = 0.03 + t * t * 0.3 + dice.gauss(0, 0.02 + 0.08 * t)
        y = 0.54 - 0.5 * t + dice.gauss(0, 0.012)
        tone = mix(mix(p.accent, p.far, min(1, 0.35 + t)), p.dark, dice.random() * 0.5)
        plume.disc(x, y, 0.02 + 0.07 * t * dice.uniform(0.6, 1.2), tone, alpha=0.75)
    cone = stage.sheet(0.7)
    left = [(-1.1 + 1.08 * (k / 20), 0.97 - 0.41 * (k / 20) ** 2.2) for k in range(21)]
    right = [(1.2 - 1.12 * (k / 20), 0.97 - 0.41 * (k / 20) ** 2.2) for k in range(21)]
    crater = [(-0.02, 0.56), (0.01, 0.575), (0.04, 0.565), (0.08, 0.56)]
    cone.shape(
        [(-1.1, 1.02), *left, *crater, *reversed(right), (1.2, 1.02)], (p.near, p.far, p.near)
    )
    for k in range(5):
        _lava(cone, stage, k, p)
    cone.glow(0.03, 0.565, 0.09, p.light, 1.0)
    for k, base in enumerate((0.82, 0.9)):
        forest = stage.sheet(0.4 - 0.22 * k)
        colour = mix(p.near, p.dark, 0.4 + 0.6 * k)
        ridge(forest, base, 0.03, colour, rolling(stage.dice("forest", k), scale=2))
        for n in range(36):
            palm(
                forest,
                (-0.95 + 0.055 * n, base + 0.03),
                0.07 + 0.03 * k,
                colour,
                stage.dice("t", k, n),
            )
    road = stage.sheet(0.08)
    road.shape(
        [
            (-0.5, 1.02),
            (-0.1, 0.94),
            (0.06, 0.9),
            (0.0, 0.885),
            (0.1, 0.9),
            (0.0, 0.95),
            (0.2, 1.02),
        ],
        mix(p.far, p.accent, 0.35),
    )
    motorbike(road, (0.02, 0.965), 0.075, p.dark, tail=p.accent)


def _lava(sheet: Sheet, stage: Stage, k: int, p: Palette) -> None:
    dice = stage.dice("lava", k)
    x, y = 0.03 + 0.012 * (k - 2), 0.565
    way = [(x, y)]
    for _ in range(dice.randint(6, 13)):
        x, y = x + 0.028 * (k - 2) * 0.45 + dice.uniform(-0.008, 0.008), y + 0.019
        way.append((x, y))
    for pen, colour, alpha in (
        (0.018, p.accent, 0.3),
        (0.0065, p.accent, 1.0),
        (0.0025, p.light, 1.0),
    ):
        sheet.line(way, pen, colour, alpha=alpha)


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


def rimba_sunyi(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky)
    sky.glow(0.08, 0.3, 0.55, p.light, 1.0)
    for k in range(4):
        wood = stage.sheet(0.85 - 0.18 * k)
        dice = stage.dice("wood", k)
        tone = mix(p.far, p.dark, 0.28 * k + 0.08)
        for n in range(11 - 2 * k):
            x = -1.0 + 2.0 * (n + dice.uniform(0.1, 0.9)) / (11 - 2 * k)
            if k > 1 and abs(x - 0.06) < 0.19:
                continue
            trunk(wood, x, 0.022 + 0.018 * k, (tone, mix(tone, p.far, 0.25)), dice)
        ridge(
            wood,
            0.86 + 0.035 * k,
            0.018,
            (tone, darker(tone, 0.15)),
            rolling(stage.dice("floor", k), scale=4),
        )
        if k == 1:
            rays(wood, (0.08, 0.05), 26, p.light, alpha=0.07, turn=0.1)
    hornbill(stage.sheet(0.2), (0.09, 0.34), 0.11, p.dark, p.accent)
    listener = stage.sheet(0.12)
    person(listener, (0.05, 0.95), 0.15, p.dark)
    listener.line([(0.05, 0.845), (0.17, 0.79)], 0.005, p.dark)
    listener.ellipse(0.18, 0.786, 0.022, 0.012, p.dark)
    ridge(listener, 0.965, 0.015, p.dark, rolling(stage.dice("near"), scale=3))
    grass(listener, 0.955, p.dark, stage.dice("fern"), height=0.06)
    for k in range(26):
        leaves(
            listener,
            (-0.98 + 0.078 * k, 0.02 + 0.03 * sin(k * 1.9)),
            0.085,
            p.dark,
            stage.dice("canopy", k),
        )


def surat_dari_banda(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.72)
    sun = stage.sheet(0.9)
    luminary(sun, (0.0, 0.5), 0.2, p.light, halo=2.2)
    for radius in (0.235, 0.25):
        sun.line(
            [(radius * cos(a), 0.5 + radius * sin(a)) for a in [*turns(72), 0.0]],
            0.003,
            p.accent,
            alpha=0.8,
        )
    for k in range(5):
        wave = [(0.16 + 0.85 * t / 40, 0.4 + 0.045 * k + 0.01 * sin(t * 0.9)) for t in range(41)]
        sun.line(wave, 0.0032, p.accent, alpha=0.8)
    island = stage.sheet(0.7)
    island.shape(
        [
            (-0.62, 0.69),
            (-0.3, 0.6),
            (-0.2, 0.545),
            (-0.17, 0.55),
            (-0.1, 0.605),
            (0.1, 0.66),
            (0.2, 0.69),
        ],
        (p.far, mix(p.far, p.sky[2], 0.5)),
    )
    ridge(island, 0.683, 0.006, p.near, rolling(stage.dice("coast"), scale=4))
    vessel = stage.sheet(0.5)
    ship(vessel, (0.0, 0.72), 0.19, p.dark, (p.accent, mix(p.near, p.dark, 0.5)))
    for k in range(4):
        sea = stage.sheet(0.4 - 0.1 * k)
        tone = mix(p.near, p.dark, 0.25 * k)
        swell(
            sea,
            0.715 + 0.075 * k,
            0.012 + 0.006 * k,
            (mix(tone, p.sky[1], 0.4), tone, p.dark),
            phase=0.06 * k,
            length=0.14 + 0.05 * k,
        )
    letter = stage.sheet(0.06)
    letter.shape([(-0.17, 0.9), (0.1, 0.86), (0.13, 0.985), (-0.14, 1.02)], p.light)
    letter.line([(-0.17, 0.9), (-0.01, 0.955), (0.1, 0.86)], 0.003, p.far)
    letter.disc(-0.005, 0.95, 0.017, "#b3202c")


def dua_gawang(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.7)
    luminary(sky, (-0.2, 0.42), 0.06, p.light)
    for k in range(3):
        cloud(
            sky,
            (-0.5 + 0.48 * k, 0.42 - 0.05 * (k % 2)),
            0.2,
            "#ffffff",
            stage.dice("cloud", k),
            0.9,
        )
    hills = stage.sheet(0.85)
    ridge(
        hills,
        0.54,
        0.07,
        (mix(p.far, p.sky[1], 0.55), p.far),
        rolling(stage.dice("hills"), scale=1.6),
    )
    for k in range(9):
        terrace = stage.sheet(0.75 - 0.06 * k) if k in {0, 3, 6} else stage.sheets[-1]
        base = 0.585 + 0.043 * k
        outline = rolling(stage.dice("terrace", k // 3), scale=0.9, octaves=2)
        tone = mix(p.far, p.near, k / 8)
        ridge(terrace, base - 0.006, 0.05, lighter(tone, 0.45), outline)
        ridge(terrace, base, 0.05, (tone, darker(tone, 0.12)), outline)
        if k == 2:
            for n in range(7):
                palm(terrace, (-0.9 + 0.29 * n, base + 0.03), 0.12, p.dark, stage.dice("palm", n))
    pitch = stage.sheet(0.15)
    pitch.shape(
        [(-1.5, 0.9), (1.5, 0.79), (1.5, 1.02), (-1.5, 1.02)], (lighter(p.near, 0.15), p.dark)
    )
    for x, y in ((-0.27, 0.855), (0.27, 0.835)):
        goal = [(x - 0.05, y), (x - 0.05, y - 0.075), (x + 0.05, y - 0.079), (x + 0.05, y - 0.004)]
        pitch.line(goal, 0.006, "#ffffff")
    for k, x in enumerate((-0.16, -0.04, 0.13, -0.52, 0.5, 0.66)):
        shirt = (p.accent, "#ffd23f")[k % 2]
        player(pitch, (x, 0.925 - 0.037 * x), 0.125, p.dark, shirt, mirror=bool(k % 2))
    ball(pitch, (0.05, 0.93), 0.017, "#ffffff", p.dark)
    buffalo(pitch, (-0.66, 0.9), 0.1, p.dark)
    buffalo(pitch, (0.24, 0.985), 0.1, p.dark)


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
        block = stage.sheet(0.75 - 0.16 * k)
        tone = mix(p.far, p.dark, 0.25 * k + 0.15)
        for side in (-1, 1):
            near, deep = side * (0.1 + 0.075 * k), side * (0.9 + 0.3 * k)
            top = 0.34 - 0.1 * k
            block.shape(
                [(near, top + 0.04), (deep, top - 0.2), (deep, 1.02), (near, 1.02)],
                (tone, darker(tone, 0.3)),
            )
            corner = (min(near, near + side * 0.075), top + 0.06)
            lit_windows(block, corner, (0.075, 0.56 - top), p.light, stage.dice("w", k, side), 0.3)
            block.shape(
                box(*sorted_box(near, near - side * 0.025, 0.44 - 0.05 * k)),
                (p.accent, p.sky[3])[k % 2],
            )
    rider = stage.sheet(0.08)
    motorbike(rider, (0.0, 0.93), 0.23, darker(p.dark, 0.3), tail=p.accent)
    rain(stage, lighter(p.sky[2], 0.6), count=340)


def sorted_box(first: float, second: float, top: float) -> tuple[float, float, float, float]:
    return min(first, second), top, max(first, second), top + 0.09


SCENES = {
    "laut-terakhir": laut_terakhir,
    "batik-untuk-ibu": batik_untuk_ibu,
    "kaki-merapi": kaki_merapi,
    "warung-tengah-malam": warung_tengah_malam,
    "dalang-terakhir": dalang_terakhir,
    "jakarta-2091": jakarta_2091,
    "rimba-sunyi": rimba_sunyi,
    "surat-dari-banda": surat_dari_banda,
    "dua-gawang": dua_gawang,
    "tegak": tegak,
}
