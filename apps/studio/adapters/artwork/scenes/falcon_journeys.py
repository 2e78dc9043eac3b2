"""Key art of Falcon Pictures: films about land, sea and ways across them. One function a film."""

from math import cos, sin

from apps.studio.adapters.artwork.buildings import box
from apps.studio.adapters.artwork.colours import darker, lighter, mix
from apps.studio.adapters.artwork.figures import (
    ball,
    buffalo,
    country_boat,
    hornbill,
    motorbike,
    oarsman,
    person,
    placed,
    player,
    ship,
)
from apps.studio.adapters.artwork.nature import (
    cloud,
    grass,
    leaves,
    luminary,
    palm,
    rays,
    ridge,
    rolling,
    stars,
    swell,
    trunk,
)
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


def kaki_merapi(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.9)
    sky.glow(0.03, 0.56, 0.5, p.accent, 0.9)
    _plume(stage, p)
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
    bend = [(-0.5, 1.02), (-0.1, 0.94), (0.06, 0.9), (0.0, 0.885), (0.1, 0.9), (0.0, 0.95)]
    road.shape([*bend, (0.2, 1.02)], mix(p.far, p.accent, 0.35))
    motorbike(road, (0.02, 0.965), 0.075, p.dark, tail=p.accent)


def _plume(stage: Stage, p: Palette) -> None:
    plume = stage.sheet(0.9)
    dice = stage.dice("plume")
    for k in range(70):
        t = k / 70
        x = 0.03 + t * t * 0.3 + dice.gauss(0, 0.02 + 0.08 * t)
        y = 0.54 - 0.5 * t + dice.gauss(0, 0.012)
        tone = mix(mix(p.accent, p.far, min(1, 0.35 + t)), p.dark, dice.random() * 0.5)
        plume.disc(x, y, 0.02 + 0.07 * t * dice.uniform(0.6, 1.2), tone, alpha=0.75)


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
    _postmark(stage.sheet(0.9), p)
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


def _postmark(sheet: Sheet, p: Palette) -> None:
    """The sun as a stamp that has been cancelled."""
    luminary(sheet, (0.0, 0.5), 0.2, p.light, halo=2.2)
    for radius in (0.235, 0.25):
        sheet.line(
            [(radius * cos(a), 0.5 + radius * sin(a)) for a in [*turns(72), 0.0]],
            0.003,
            p.accent,
            alpha=0.8,
        )
    for k in range(5):
        wave = [(0.16 + 0.85 * t / 40, 0.4 + 0.045 * k + 0.01 * sin(t * 0.9)) for t in range(41)]
        sheet.line(wave, 0.0032, p.accent, alpha=0.8)


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
    _match(stage.sheet(0.15), p)


def _match(pitch: Sheet, p: Palette) -> None:
    """The last minutes, on a slope, between two buffaloes."""
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


SCENES = {
    "laut-terakhir": laut_terakhir,
    "kaki-merapi": kaki_merapi,
    "rimba-sunyi": rimba_sunyi,
    "surat-dari-banda": surat_dari_banda,
    "dua-gawang": dua_gawang,
}
