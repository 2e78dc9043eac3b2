"""Key art of Kush Films: films that play at night, or behind walls. One function a film."""

from math import cos, pi, sin

from apps.studio.adapters.artwork.buildings import (
    box,
    lamp,
)
from apps.studio.adapters.artwork.colours import darker, lighter, mix
from apps.studio.adapters.artwork.figures import (
    dish,
    person,
    sari,
)
from apps.studio.adapters.artwork.nature import (
    craters,
    glints,
    grass,
    luminary,
    rays,
    ridge,
    rolling,
    stars,
)
from apps.studio.adapters.artwork.ornaments import (
    arch,
    garland,
    jasmine,
    kolam,
    marigold,
    petal_ring,
)
from apps.studio.adapters.artwork.painting import Sheet, Stage
from apps.studio.domain.demo.showcase import Palette


def kolam_scene(stage: Stage, p: Palette) -> None:
    ground = stage.sheet(1.0)
    ground.sky(p.sky)
    ground.glow(0, 0.42, 0.75, p.accent, 0.5)
    beams = stage.sheet(0.85)
    rays(beams, (0, 0.38), 24, p.accent, alpha=0.06)
    drawing = stage.sheet(0.5)
    drawing.glow(0, 0.38, 0.34, darker(p.sky[0], 0.3), 0.9)
    kolam(drawing, (0, 0.38), 0.265, p.light, p.accent, 0.0034)
    petal_ring(drawing, (0, 0.38), 8, 0.01, 0.05, [p.accent, p.light])
    step = stage.sheet(0.2)
    step.shape(box(-1.5, 0.8, 1.5, 1.02), (p.near, p.dark))
    for side in (-1, 1):
        for k in range(4):
            lamp(step, (side * (0.26 + 0.17 * k), 0.8), 0.018, p.accent, p.dark)


def nine_lamps(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky)
    sky.glow(0, 0.3, 0.6, p.far, 0.9)
    luminary(sky, (0.0, 0.315), 0.028, p.light, halo=7)
    dice = stage.dice("lamps")
    spots = iter(range(9))
    for row in range(7):
        steps = stage.sheet(0.85 - 0.11 * row)
        _zigzag(steps, 0.4 + 0.072 * row, 0.105 + 0.016 * row, mix(p.far, p.dark, row / 7), p)
        for _ in range((1, 2, 1, 1, 2, 1, 1)[row]):
            index = next(spots)
            x = (0.0, -0.17, 0.17, -0.04, 0.21, -0.24, 0.12, -0.02, 0.2)[index]
            size = 0.009 + 0.0018 * row
            y = 0.4 + 0.072 * row + dice.uniform(-0.004, 0.004)
            lamp(steps, (x, y), size, p.accent, p.dark, lit=index != 7)
    water = stage.sheet(0.1)
    water.shape(box(-1.5, 0.905, 1.5, 1.02), (mix(p.near, p.accent, 0.3), p.near, p.dark))
    for x in (-0.24, 0.0, 0.12, 0.21):
        glints(water, x, 0.91, p.light, stage.dice("w", x), spread=0.03)
    person(stage.sheet(0.05), (-0.13, 0.935), 0.17, p.dark)


def _zigzag(sheet: Sheet, y: float, step: float, colour: str, p: Palette) -> None:
    """A ledge of a stepwell: stairs that rise and fall in triangles."""
    count = int(1.9 / step) + 2
    start = -count * step
    for k in range(count * 2):
        left = start + k * step
        stairs = []
        for s in range(7):
            rise = 0.06 * (s / 6)
            stairs += [
                (left + step * s / 12, y + 0.066 - rise),
                (left + step * (s + 1) / 12, y + 0.066 - rise),
            ]
        stairs += [(left + step - (x - left), h) for x, h in reversed(stairs)]
        sheet.shape(
            [(left, 1.02), *stairs, (left + step, 1.02)], (lighter(colour, 0.14), colour, p.dark)
        )
        sheet.line(stairs, 0.0016, lighter(colour, 0.28))


def a_small_antenna(stage: Stage, p: Palette) -> None:
    pole = (0.13, 0.33)
    sky = stage.sheet(1.0)
    sky.sky(p.sky, until=0.74)
    dice = stage.dice("trails")
    for k in range(70):
        radius, start = 0.03 + 0.0125 * k + dice.uniform(0, 0.008), dice.uniform(0, 2 * pi)
        long = dice.uniform(0.3, 1.1)
        way = [
            (
                pole[0] + radius * cos(start + long * s / 24),
                pole[1] + radius * sin(start + long * s / 24),
            )
            for s in range(25)
        ]
        way = [(x, min(y, 0.7)) for x, y in way]
        sky.line(way, dice.choice((0.0008, 0.0014, 0.002)), mix(p.sky[2], p.light, dice.random()))
    craft = stage.sheet(0.8)
    craft.glow(0.13, 0.33, 0.1, p.accent, 0.9)
    craft.shape(box(0.118, 0.322, 0.142, 0.338), p.light)
    for side in (-1, 1):
        craft.shape(
            box(0.13 + side * 0.034 - 0.018, 0.325, 0.13 + side * 0.034 + 0.018, 0.335), p.accent
        )
    lake = stage.sheet(0.5)
    ridge(lake, 0.7, 0.012, p.near, rolling(stage.dice("shore"), scale=2))
    lake.shape(box(-1.5, 0.72, 1.5, 1.02), (p.sky[3], p.far, p.near, p.dark))
    glints(lake, 0.13, 0.725, p.light, stage.dice("lake"), spread=0.1)
    shore = stage.sheet(0.15)
    ridge(shore, 0.9, 0.025, p.dark, rolling(stage.dice("near"), scale=1.3))
    grass(shore, 0.9, p.dark, stage.dice("reeds"), height=0.07)
    dish(shore, (-0.06, 0.9), 0.17, p.dark)
    person(shore, (-0.17, 0.9), 0.15, p.dark)
    for k in range(4):
        beam = [
            (0.02 + (0.05 + 0.035 * k) * cos(a), 0.69 + (0.05 + 0.035 * k) * sin(a))
            for a in (-1.7 + 0.1 * s for s in range(12))
        ]
        shore.line(beam, 0.0035, p.accent, alpha=0.9 - 0.2 * k)


def genda_gang(stage: Stage, p: Palette) -> None:
    ground = stage.sheet(1.0)
    ground.sky(p.sky)
    rays(ground, (0, 0.42), 20, p.light, alpha=0.22)
    hanging = stage.sheet(0.7)
    shades = (p.near, p.far, p.accent, p.sky[0])
    for k in range(13):
        x = -0.84 + 0.14 * k
        until = 0.16 + 0.17 * abs(sin(k * 1.3)) + (0.12 if abs(x) > 0.3 else 0)
        garland(hanging, x, until, 0.021, shades)
    flower = stage.sheet(0.45)
    flower.glow(0, 0.45, 0.42, p.accent, 0.7)
    tones = [mix(p.accent, p.near, k / 3) for k in range(3)] + [
        mix(p.near, p.far, k / 3) for k in range(4)
    ]
    marigold(flower, (0, 0.45), 0.25, tones)
    lock = stage.sheet(0.3)
    lock.disc(0, 0.42, 0.052, p.dark)
    lock.shape([(-0.026, 0.44), (0.026, 0.44), (0.052, 0.56), (-0.052, 0.56)], p.dark)
    heap = stage.sheet(0.12)
    dice = stage.dice("heap")
    for _ in range(60):
        x = dice.uniform(-0.95, 0.95)
        base = dice.choice(shades[:3])
        marigold(
            heap,
            (x, 0.98 + dice.uniform(-0.04, 0.05)),
            dice.uniform(0.03, 0.055),
            [darker(base, 0.3), base, lighter(base, 0.2)],
        )


def raat_rani(stage: Stage, p: Palette) -> None:
    sky = stage.sheet(1.0)
    sky.sky(p.sky)
    stars(sky, stage.dice("stars"), p.light, count=90)
    luminary(sky, (0.06, 0.33), 0.13, p.light, halo=3)
    craters(sky, (0.06, 0.33), 0.13, p.sky[3], stage.dice("moon"))
    garden = stage.sheet(0.75)
    garden.glow(0.0, 0.62, 0.5, p.sky[3], 0.7)
    ridge(garden, 0.66, 0.03, (p.sky[2], p.near), rolling(stage.dice("hedge"), scale=5, octaves=5))
    garden.shape([(-0.05, 0.66), (0.05, 0.66), (0.4, 1.02), (-0.4, 1.02)], (p.sky[2], p.far))
    ghostly = stage.sheet(0.55)
    ghostly.glow(0, 0.62, 0.2, p.light, 0.5)
    sari(ghostly, (0.0, 0.74), 0.22, p.dark)
    wall = stage.sheet(0.3)
    opening = arch((0, 0.99), 0.52, 0.86)
    frame = arch((0, 0.99), 0.6, 0.92)
    wall.shape(box(-1.5, -0.02, 1.5, 1.02), (p.near, p.dark))
    wall.shape(frame, (mix(p.near, p.far, 0.35), p.near))
    wall.cut(opening)
    wall.line(opening, 0.006, p.far)
    wall.line(frame, 0.0025, p.far)
    vine = stage.sheet(0.1)
    dice = stage.dice("jasmine")
    for k in range(110):
        t = dice.random()
        x, y = opening[int(t * (len(opening) - 1))]
        side = 1 if x > 0 else -1
        at = (x + side * abs(dice.gauss(0, 0.035)), y + dice.gauss(0, 0.02))
        if k % 2:
            vine.ellipse(*at, 0.018, 0.008, p.far)
        else:
            jasmine(vine, at, dice.uniform(0.01, 0.024), p.light, p.accent, turn=dice.random() * pi)


SCENES = {
    "kolam": kolam_scene,
    "nine-lamps": nine_lamps,
    "a-small-antenna": a_small_antenna,
    "genda-gang": genda_gang,
    "raat-rani": raat_rani,
}
