"""Silhouettes: people, animals, boats, machines. ``at`` is where they stand, sizes are heights."""

from math import cos, pi, sin

from apps.studio.adapters.artwork.painting import Point, Sheet


def placed(at: Point, size: float, outline: list[Point], *, mirror: bool = False) -> list[Point]:
    """An outline drawn in a unit square (foot at 0,0, up is negative) brought to its place."""
    way = -size if mirror else size
    return [(at[0] + way * x, at[1] + size * y) for x, y in outline]


def person(sheet: Sheet, at: Point, size: float, colour: str, *, mirror: bool = False) -> None:
    """Somebody standing, seen from behind or against the light."""
    body = [
        (-0.1, 0), (-0.07, -0.42), (-0.15, -0.46), (-0.17, -0.5), (-0.14, -0.76), (-0.05, -0.83),
        (0.05, -0.83), (0.14, -0.76), (0.17, -0.5), (0.15, -0.46), (0.08, -0.42), (0.12, 0),
        (0.04, 0), (0.01, -0.36), (-0.03, 0),
    ]  # fmt: skip
    sheet.shape(placed(at, size, body, mirror=mirror), colour)
    sheet.disc(at[0], at[1] - size * 0.91, size * 0.085, colour)


def sari(sheet: Sheet, at: Point, size: float, colour: str, *, mirror: bool = False) -> None:
    """A woman in a long drape, hair in a bun."""
    body = [
        (-0.2, 0), (-0.17, -0.2), (-0.09, -0.5), (-0.13, -0.62), (-0.12, -0.76), (-0.04, -0.82),
        (0.05, -0.82), (0.12, -0.75), (0.13, -0.6), (0.09, -0.5), (0.16, -0.22), (0.26, 0),
    ]  # fmt: skip
    sheet.shape(placed(at, size, body, mirror=mirror), colour)
    sheet.ellipse(at[0], at[1] - size * 0.9, size * 0.075, size * 0.09, colour)
    way = -1 if mirror else 1
    sheet.disc(at[0] - way * size * 0.09, at[1] - size * 0.9, size * 0.055, colour)


def umbrella(sheet: Sheet, at: Point, size: float, colour: str) -> None:
    """An open umbrella over somebody who stands on ``at``."""
    top = at[1] - size * 1.28
    dome = [(at[0] + size * 0.56 * cos(a), top + size * 0.4 * (1 - sin(a))) for a in arc(0, pi)]
    scallops = []
    for rib in range(4):
        left = at[0] - size * 0.56 + rib * size * 0.28
        scallops += [
            (left + size * 0.28 * t, top + size * (0.4 - 0.07 * sin(pi * t)))
            for t in (k / 8 for k in range(9))
        ]
    sheet.shape([*dome, *scallops], colour)
    sheet.line([(at[0], top - size * 0.05), (at[0], at[1] - size * 0.45)], size * 0.022, colour)


def arc(start: float, end: float, steps: int = 24) -> list[float]:
    return [start + (end - start) * k / steps for k in range(steps + 1)]


def camel(sheet: Sheet, at: Point, size: float, colour: str) -> None:
    body = [
        (-0.42, -0.62), (-0.3, -0.7), (-0.2, -0.72), (-0.1, -0.9), (0.0, -0.98), (0.1, -0.88),
        (0.2, -0.7), (0.3, -0.66), (0.4, -0.72), (0.46, -0.86), (0.5, -1.02), (0.58, -1.06),
        (0.7, -1.0), (0.71, -0.95), (0.6, -0.93), (0.54, -0.7), (0.42, -0.5), (0.3, -0.44),
        (0.28, -0.2), (0.3, 0), (0.25, 0), (0.22, -0.24), (0.19, -0.42), (0.17, -0.2), (0.15, 0),
        (0.1, 0), (0.1, -0.42), (-0.16, -0.44), (-0.2, -0.22), (-0.18, 0), (-0.23, 0),
        (-0.26, -0.24), (-0.28, -0.42), (-0.32, -0.2), (-0.34, 0), (-0.39, 0), (-0.37, -0.4),
        (-0.46, -0.42),
    ]  # fmt: skip
    sheet.shape(placed(at, size, body), colour)
    load = [(-0.2, -0.68), (-0.22, -0.9), (0.2, -0.9), (0.22, -0.66), (0.0, -0.56)]
    sheet.shape(placed(at, size, load), colour)


def country_boat(sheet: Sheet, at: Point, size: float, colour: str, *, roof: str = "") -> None:
    """A river boat with high ends; with a mat roof when its colour is given."""
    hull = [(-1, -0.34), (-0.8, -0.1), (-0.5, 0.04), (0.5, 0.04), (0.8, -0.12), (1.05, -0.42),
            (0.78, -0.22), (0.45, -0.13), (-0.5, -0.12), (-0.8, -0.2)]  # fmt: skip
    if roof:
        hood = [(0.42 * cos(a) - 0.1, -0.12 - 0.3 * sin(a)) for a in arc(0, pi)]
        sheet.shape(placed(at, size, hood), roof)
    sheet.shape(placed(at, size, hull), colour)


def oarsman(sheet: Sheet, at: Point, size: float, colour: str, *, mirror: bool = False) -> None:
    person(sheet, at, size, colour, mirror=mirror)
    way = -1 if mirror else 1
    top, foot = (
        (at[0] + way * size * 0.1, at[1] - size),
        (at[0] + way * size * 0.5, at[1] + size * 0.4),
    )
    sheet.line([top, foot], size * 0.03, colour)


def fish(
    sheet: Sheet, at: Point, size: float, colours: tuple[str, str, str], *, tilt: float = 0.0
) -> None:
    """A silver hilsa: body, belly and eye colours; it leaps when tilted."""
    back, belly, eye = colours

    def turned(points: list[Point]) -> list[Point]:
        return [
            (
                at[0] + size * (x * cos(tilt) - y * sin(tilt)),
                at[1] + size * (x * sin(tilt) + y * cos(tilt)),
            )
            for x, y in points
        ]

    tail = [(-0.42, 0), (-0.72, -0.22), (-0.64, 0), (-0.72, 0.22)]
    body = [(0.55 * cos(a), 0.21 * sin(a)) for a in arc(0, 2 * pi, 40)]
    sheet.shape(turned([*tail]), back)
    sheet.shape(turned([(0.05, -0.18), (-0.2, -0.33), (-0.22, -0.17)]), back)
    sheet.shape(turned([(0.05, 0.18), (-0.12, 0.3), (-0.16, 0.17)]), back)
    sheet.shape(turned(body), back)
    sheet.shape(turned([(0.54 * cos(a), 0.2 * sin(a)) for a in arc(0, pi, 24)]), belly)
    for k in range(5):
        gill = [(0.22 - k * 0.13 + 0.06 * cos(a), 0.14 * sin(a)) for a in arc(-1.1, 1.1, 10)]
        sheet.line(turned(gill), size * 0.012, eye)
    sheet.disc(*turned([(0.4, -0.05)])[0], size * 0.03, eye)


def dish(sheet: Sheet, at: Point, size: float, colour: str) -> None:
    """An antenna made of umbrella ribs on a pole."""
    centre = (at[0], at[1] - size)
    tilt = -pi / 3.4
    rim = [
        (centre[0] + size * 0.52 * cos(a + tilt), centre[1] + size * 0.52 * sin(a + tilt))
        for a in arc(0.15, pi - 0.15)
    ]
    sheet.line(rim, size * 0.03, colour)
    focus = (
        centre[0] + size * 0.5 * cos(tilt - pi / 2 + 0.6),
        centre[1] + size * 0.3 * sin(tilt - 0.6),
    )
    for k in range(0, 25, 4):
        sheet.line([rim[k], focus], size * 0.011, colour)
    sheet.line([rim[12], at], size * 0.035, colour)
    sheet.disc(*focus, size * 0.03, colour)


def ship(sheet: Sheet, at: Point, size: float, hull: str, sails: tuple[str, str]) -> None:
    """A two-masted trader of the spice islands, with seven sails as a pinisi."""
    body = [
        (-0.78, -0.2),
        (-0.6, 0),
        (0.5, 0),
        (0.72, -0.16),
        (1.12, -0.34),
        (0.7, -0.24),
        (-0.5, -0.16),
    ]
    for mast, tall in ((-0.28, 1.15), (0.24, 1.25)):
        sheet.line(placed(at, size, [(mast, -0.1), (mast, -tall)]), size * 0.022, hull)
    main = [(-0.26, -0.26), (-0.26, -1.02), (-0.66, -0.84), (-0.74, -0.28)]
    fore = [(0.22, -0.26), (0.22, -1.1), (-0.18, -0.9), (-0.22, -0.28)]
    sheet.shape(placed(at, size, main), sails)
    sheet.shape(placed(at, size, fore), sails)
    for tip, foot in ((0.62, 1.16), (0.84, 1.24), (1.04, 1.3)):
        jib = [(0.27, -foot + 0.1), (tip, -0.3), (tip - 0.34, -0.28)]
        sheet.shape(placed(at, size, jib), sails, alpha=0.94)
    sheet.shape(placed(at, size, body), hull)


def motorbike(sheet: Sheet, at: Point, size: float, colour: str, *, tail: str) -> None:
    """A rider from behind, with the box of a courier and a tail light."""
    bike = [
        (-0.1, 0),
        (-0.12, -0.3),
        (-0.2, -0.42),
        (-0.2, -0.5),
        (0.2, -0.5),
        (0.2, -0.42),
        (0.12, -0.3),
        (0.1, 0),
    ]
    box = [(-0.24, -0.5), (-0.24, -0.86), (0.24, -0.86), (0.24, -0.5)]
    arms = [(-0.44, -0.6), (-0.3, -0.9), (-0.14, -1.06), (0.14, -1.06), (0.3, -0.9), (0.44, -0.6),
            (0.36, -0.58), (0.2, -0.76), (-0.2, -0.76), (-0.36, -0.58)]  # fmt: skip
    for outline in (bike, box, arms):
        sheet.shape(placed(at, size, outline), colour)
    sheet.ellipse(at[0], at[1] - size * 1.18, size * 0.15, size * 0.17, colour)
    sheet.glow(at[0], at[1] - size * 0.4, size * 0.9, tail, 0.9)
    sheet.ellipse(at[0], at[1] - size * 0.42, size * 0.085, size * 0.03, "#fff0e0")


def buffalo(sheet: Sheet, at: Point, size: float, colour: str) -> None:
    body = [
        (-0.7, -0.62), (-0.4, -0.72), (0.1, -0.7), (0.4, -0.78), (0.62, -0.72), (0.82, -0.5),
        (0.78, -0.4), (0.56, -0.44), (0.44, -0.32), (0.42, 0), (0.3, 0), (0.28, -0.28),
        (-0.34, -0.26), (-0.4, 0), (-0.52, 0), (-0.54, -0.3), (-0.68, -0.36), (-0.76, -0.1), (-0.78, -0.5),
    ]  # fmt: skip
    sheet.shape(placed(at, size, body), colour)
    for shift in (0.0, 0.1):
        horn = [(0.56 + shift - 0.3 * sin(a), -0.74 - 0.22 * (1 - cos(a))) for a in arc(0, 1.9, 14)]
        sheet.line(placed(at, size, horn), size * 0.07, colour)


def player(
    sheet: Sheet, at: Point, size: float, colour: str, shirt: str, *, mirror: bool = False
) -> None:
    """A child running after a ball."""
    legs = [(-0.3, -0.04), (-0.34, -0.14), (-0.1, -0.3), (0.0, -0.42), (0.12, -0.42), (0.2, -0.22),
            (0.34, 0), (0.26, 0.02), (0.1, -0.2), (0.04, -0.26), (-0.08, -0.2)]  # fmt: skip
    torso = [(-0.02, -0.4), (-0.08, -0.58), (-0.3, -0.52), (-0.3, -0.58), (0.0, -0.76), (0.14, -0.76),
             (0.34, -0.58), (0.3, -0.54), (0.16, -0.6), (0.15, -0.4)]  # fmt: skip
    sheet.shape(placed(at, size, legs, mirror=mirror), colour)
    sheet.shape(placed(at, size, torso, mirror=mirror), shirt)
    sheet.disc(at[0] + (-1 if mirror else 1) * size * 0.1, at[1] - size * 0.87, size * 0.11, colour)


def ball(sheet: Sheet, at: Point, size: float, light: str, dark: str) -> None:
    sheet.disc(*at, size, light)
    sheet.disc(*at, size * 0.34, dark)
    for k in range(5):
        angle = 2 * pi * k / 5 + 0.3
        sheet.disc(
            at[0] + size * 0.78 * cos(angle), at[1] + size * 0.78 * sin(angle), size * 0.17, dark
        )


def hornbill(sheet: Sheet, at: Point, size: float, colour: str, accent: str) -> None:
    """A hornbill in flight, wings up."""
    wings = [
        [(-0.1, 0), (-0.34, -0.6), (-0.2, -0.82), (0.0, -0.62), (0.24, -0.02)],
        [(-0.06, 0), (0.1, -0.5), (0.36, -0.66), (0.42, -0.42), (0.26, -0.02)],
    ]
    body = [(-0.95, 0.16), (-0.9, 0.02), (-0.3, -0.04), (0.3, -0.1), (0.5, -0.16), (0.62, -0.08),
            (0.5, 0.04), (0.2, 0.12), (-0.3, 0.12)]  # fmt: skip
    for outline in (*wings, body):
        sheet.shape(placed(at, size, outline), colour)
    bill = [(0.55, -0.15), (0.66, -0.27), (0.8, -0.24), (0.72, -0.15), (0.98, 0.03), (0.6, -0.03)]
    sheet.shape(placed(at, size, bill), accent)


def puppet(
    sheet: Sheet, at: Point, size: float, colour: str, pierced: str, *, mirror: bool = False
) -> None:
    """A wayang kulit figure in profile, with its long arms and crown."""
    body = [
        (-0.12, 0), (-0.16, -0.2), (-0.26, -0.36), (-0.14, -0.44), (-0.1, -0.6), (-0.2, -0.68),
        (-0.18, -0.76), (-0.06, -0.78), (-0.05, -0.86), (-0.16, -0.88), (-0.3, -1.0), (-0.3, -1.12),
        (-0.2, -1.16), (-0.14, -1.06), (-0.04, -1.02), (0.06, -1.0), (0.12, -0.94), (0.3, -0.9),
        (0.13, -0.87), (0.1, -0.82), (0.04, -0.78), (0.16, -0.74), (0.18, -0.66), (0.1, -0.6),
        (0.12, -0.44), (0.24, -0.34), (0.2, -0.18), (0.26, 0), (0.14, 0), (0.06, -0.2), (0.0, 0),
    ]  # fmt: skip
    sheet.shape(placed(at, size, body, mirror=mirror), colour)
    for path in (
        [(0.15, -0.7), (0.42, -0.52), (0.5, -0.78)],
        [(-0.17, -0.71), (-0.3, -0.46), (-0.1, -0.28)],
    ):
        sheet.line(placed(at, size, path, mirror=mirror), size * 0.035, colour)
        sheet.disc(*placed(at, size, [path[-1]], mirror=mirror)[0], size * 0.03, colour)
    sheet.line(placed(at, size, [(0.02, -0.1), (0.02, 0.34)]), size * 0.014, colour)
    for x, y in (
        (0.0, -0.3),
        (-0.1, -0.3),
        (0.09, -0.3),
        (0.0, -0.52),
        (0.0, -0.66),
        (-0.12, -1.02),
    ):
        sheet.disc(*placed(at, size, [(x, y)], mirror=mirror)[0], size * 0.02, pierced)


def ghost(sheet: Sheet, at: Point, size: float, colour: str, eyes: str) -> None:
    """A friendly customer without a shadow."""
    head = [(0.26 * cos(a), -0.72 - 0.28 * sin(a)) for a in arc(0, pi)]
    hem = [(-0.3 + 0.6 * k / 24, -0.06 + 0.06 * sin(k * pi / 3)) for k in range(25)]
    sheet.shape(placed(at, size, [*head, *hem]), colour, alpha=0.82)
    for x in (-0.09, 0.09):
        sheet.ellipse(at[0] + size * x, at[1] - size * 0.74, size * 0.035, size * 0.055, eyes)
