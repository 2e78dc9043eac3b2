"""Key art of Kush Films: films about land, sea and ways across them. One function a film."""

from math import pi, sin

from apps.studio.adapters.artwork.buildings import (
    box,
    crane,
    gantry,
    rails,
    skyline,
    train_front,
)
from apps.studio.adapters.artwork.colours import darker, lighter, mix
from apps.studio.adapters.artwork.figures import (
    camel,
    country_boat,
    fish,
    oarsman,
    person,
    sari,
    umbrella,
)
from apps.studio.adapters.artwork.nature import (
    Height,
    cloud,
    craters,
    glints,
    luminary,
    palm,
    rain,
    rays,
    ridge,
    rolling,
    stars,
    swell,
)
from apps.studio.adapters.artwork.painting import Sheet, Stage
from apps.studio.domain.demo.showcase import Palette


def monsoon_ledger(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.74)
    sky.glow(0.1, 0.66, 0.55, p.light, 0.8)
    for k, y in enumerate((0.1, 0.22, 0.33)):
        cloud(
            sky,
            (0.25 - 0.28 * k, y),
            0.55,
            mix(p.sky[0], p.sky[1], 0.4 + 0.2 * k),
            stage.dice(k),
            0.5,
        )
    city = stage.sheet(0.8)
    skyline(city, 0.69, 0.3, (p.far, mix(p.far, p.light, 0.4)), stage.dice("far"), width=0.05)
    docks = stage.sheet(0.55)
    skyline(docks, 0.71, 0.19, p.near, stage.dice("near"), windows=p.light, width=0.085, share=0.22)
    crane(docks, (-0.2, 0.71), 0.34, p.near)
    crane(docks, (0.42, 0.71), 0.28, p.near, way=-1)
    crane(docks, (-0.62, 0.71), 0.3, p.near)
    water = stage.sheet(0.35)
    water.shape(box(-1.5, 0.7, 1.5, 1.02), (mix(p.near, p.light, 0.25), p.near, p.dark))
    glints(water, 0.1, 0.705, p.light, stage.dice("glints"), spread=0.13)
    jetty = stage.sheet(0.12)
    jetty.shape([(-1.5, 0.94), (0.2, 0.9), (0.24, 0.92), (0.24, 1.02), (-1.5, 1.02)], p.dark)
    for k in range(8):
        jetty.shape(box(0.18 - k * 0.2, 0.86, 0.2 - k * 0.2, 1.02), p.dark)
    sari(jetty, (0.0, 0.915), 0.2, p.dark)
    umbrella(jetty, (0.015, 0.915), 0.19, p.accent)
    rain(stage, lighter(p.sky[2], 0.6))


def the_salt_road(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.72)
    stars(sky, stage.dice("stars"), p.light, until=0.45)
    moon = stage.sheet(0.9)
    luminary(moon, (0.0, 0.53), 0.19, p.light, halo=2.6)
    craters(moon, (0.0, 0.53), 0.19, p.sky[3], stage.dice("moon"))
    salt = stage.sheet(0.7)
    salt.shape(box(-1.5, 0.655, 1.5, 1.02), (lighter(p.far, 0.55), p.far))
    glints(salt, 0.0, 0.665, "#ffffff", stage.dice("salt"), spread=0.2)
    for k, (base, share) in enumerate(((0.72, 0.15), (0.785, 0.5), (0.9, 1.0))):
        dune = stage.sheet(0.55 - 0.2 * k)
        outline = rolling(stage.dice("dune", k), scale=1.1, octaves=2)
        tone = mix(p.far, p.near, share)
        ridge(dune, base, 0.05, (lighter(tone, 0.25), tone, mix(tone, p.dark, 0.6)), outline)
        if k == 1:
            _caravan(dune, outline, base, p)
    front = stage.sheet(0.1)
    ridge(front, 0.985, 0.04, (p.dark, p.dark), rolling(stage.dice("front"), scale=1.4, octaves=3))


def _caravan(sheet: Sheet, outline: Height, base: float, p: Palette) -> None:
    for k in range(9):
        x = -0.62 + 0.155 * k
        camel(sheet, (x, base + 0.05 * outline(x) + 0.008), 0.068, p.dark)
    for x in (-0.24, 0.31):
        person(sheet, (x + 0.072, base + 0.05 * outline(x + 0.072) + 0.006), 0.058, p.dark)


def last_local_to_virar(stage: Stage, p: Palette) -> None:
    far = (0.02, 0.6)
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.62)
    stars(sky, stage.dice("stars"), p.light, until=0.4)
    sky.glow(*far, 0.6, p.light, 0.85)
    city = stage.sheet(0.8)
    skyline(city, 0.62, 0.17, (p.far, mix(p.far, p.sky[3], 0.5)), stage.dice("a"), windows=p.light)
    near = stage.sheet(0.6)
    near.shape(box(-1.5, 0.6, 1.5, 1.02), (mix(p.near, p.sky[3], 0.4), p.near, p.dark))
    rails(near, far, (p.dark, p.light), spread=0.16, shift=-0.09)
    rails(near, far, (p.dark, mix(p.light, p.near, 0.5)), spread=0.14, shift=0.52)
    rails(near, far, (p.dark, mix(p.light, p.near, 0.5)), spread=0.14, shift=-0.72)
    train = stage.sheet(0.45)
    train_front(train, (-0.012, 0.735), 0.15, (p.accent, p.dark, p.light))
    for k, size in enumerate((0.16, 0.26, 0.46, 0.95)):
        gantry(stage.sheet(0.6 - 0.14 * k), far, size, mix(p.far, p.dark, 0.3 + 0.23 * k))
    platform = stage.sheet(0.15)
    for side in (-1, 1):
        edge = [(side * 0.3, 1.02), (side * 0.2, 0.84), (side * 1.5, 0.7), (side * 1.5, 1.02)]
        platform.shape(edge, p.dark)
    sari(platform, (-0.25, 0.85), 0.15, p.dark)
    person(platform, (0.26, 0.85), 0.165, p.dark)


def hilsa_season(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.66)
    rays(sky, (0.0, 0.55), 22, p.light, alpha=0.16)
    luminary(sky, (0.0, 0.55), 0.17, p.light, halo=2)
    bank = stage.sheet(0.8)
    for k in range(9):
        palm(
            bank,
            (-0.85 + 0.21 * k + stage.dice(k).uniform(-0.05, 0.05), 0.64),
            0.13,
            p.near,
            stage.dice("p", k),
        )
    ridge(bank, 0.638, 0.012, p.near, rolling(stage.dice("bank"), scale=3))
    for k in range(4):
        wave = stage.sheet(0.65 - 0.15 * k)
        tone = mix(p.far, p.dark, 0.24 * k)
        colours = (lighter(tone, 0.25), tone, darker(tone, 0.25))
        swell(
            wave,
            0.675 + 0.09 * k,
            0.018 + 0.006 * k,
            colours,
            phase=0.07 * k,
            length=0.17 + 0.05 * k,
        )
        if k == 0:
            country_boat(wave, (-0.08, 0.672), 0.24, p.dark, roof=p.accent)
            for x, tall in ((-0.24, 0.1), (0.07, 0.115), (0.14, 0.1)):
                oarsman(wave, (x, 0.647), tall, p.dark, mirror=x < 0)
        if k == 2:
            fish(wave, (0.16, 0.79), 0.13, (lighter(p.far, 0.6), "#ffffff", p.dark), tilt=-0.55)
            fish(wave, (-0.2, 0.85), 0.1, (lighter(p.far, 0.5), "#ffffff", p.dark), tilt=-0.3)


def snowline(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.8)
    luminary(sky, (0.2, 0.36), 0.05, p.light, halo=6)
    for k, (base, swing) in enumerate(((0.54, 0.24), (0.7, 0.2))):
        peaks = stage.sheet(0.85 - 0.2 * k)
        outline = rolling(stage.dice("peak", k), scale=2.1, octaves=6, jagged=True)
        tone = mix(p.far, p.near, 0.35 + 0.5 * k)
        ridge(peaks, base, swing, (lighter(p.far, 0.75), mix(tone, p.light, 0.3), tone), outline)
        _snow_faces(peaks, outline, base, swing, tone)
    slope = stage.sheet(0.3)
    crest = rolling(stage.dice("slope"), scale=0.8, octaves=3)
    ridge(slope, 0.84, 0.05, (p.light, lighter(p.far, 0.45), p.far), crest)
    for k in range(34):
        x = -0.9 + 0.028 * k
        slope.ellipse(
            x, 0.85 + 0.05 * crest(x) + 0.0012 * (34 - k), 0.005, 0.0018, p.near, alpha=0.8
        )
    person(slope, (0.06, 0.846 + 0.05 * crest(0.06)), 0.085, p.dark)
    slope.shape(box(0.038, 0.783 + 0.05 * crest(0.06), 0.062, 0.815 + 0.05 * crest(0.06)), p.accent)
    flags = stage.sheet(0.08)
    for k in range(30):
        t = k / 29
        x, y = -0.95 + 1.9 * t, 0.85 + 0.09 * sin(pi * t)
        colour = (p.near, p.light, p.accent, "#2a9d6f", "#f2c14e")[k % 5]
        flags.shape(box(x, y, x + 0.042, y + 0.05), colour, alpha=0.96)
    flags.line(
        [(-0.95 + 1.9 * t / 30, 0.85 + 0.09 * sin(pi * t / 30)) for t in range(31)], 0.003, p.dark
    )


def _snow_faces(sheet: Sheet, outline: Height, base: float, swing: float, shade: str) -> None:
    """The sides of the peaks that lie in shadow, falling away to the right."""
    x = -sheet.reach
    while x < sheet.reach:
        here, there = outline(x), outline(x + 0.012)
        if there > here:
            top = base + swing * here
            fall = min(0.3, 0.05 + (there - here) * 1.6)
            points = [
                (x, top),
                (x + 0.012, base + swing * there),
                (x + 0.05, top + fall),
                (x + 0.02, top + fall),
            ]
            sheet.shape(points, shade, alpha=0.5)
        x += 0.012


SCENES = {
    "monsoon-ledger": monsoon_ledger,
    "the-salt-road": the_salt_road,
    "last-local-to-virar": last_local_to_virar,
    "hilsa-season": hilsa_season,
    "snowline": snowline,
}
