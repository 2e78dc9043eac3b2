"""A stage of transparent sheets, back to front, painted in height units.

``x`` is 0 in the middle and grows to the right, ``y`` runs from 0 (top) to 1 (bottom); both are in
units of the picture's height, so that one scene fills a poster, a backdrop and a clip. Sheets
are painted at twice their size and reduced, which is where the smooth edges come from.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import cos, pi, sin
from random import Random

from PIL import Image, ImageDraw

from apps.studio.adapters.artwork.colours import dice, rgb, rgba

OVERSAMPLING = 2
Point = tuple[float, float]
Colour = tuple[int, int, int, int]


class Sheet:
    """One transparent layer. ``depth`` is how far away it is: 1 the sky, 0 the lens."""

    def __init__(self, width: int, height: int, depth: float) -> None:
        self.depth = depth
        self.size = (width * OVERSAMPLING, height * OVERSAMPLING)
        self.unit = float(self.size[1])
        self.reach = width / height / 2
        self.image = Image.new("RGBA", self.size)
        self.pen = ImageDraw.Draw(self.image)

    def place(self, x: float, y: float) -> Point:
        return (x + self.reach) * self.unit, y * self.unit

    def sky(self, stops: Sequence[str], *, until: float = 1.0) -> None:
        """A vertical gradient over the whole width, from the top down to ``until``."""
        height = round(self.unit * until)
        self.image.paste(gradient(stops, (self.size[0], height)), (0, 0))

    def shape(
        self, points: Iterable[Point], colours: str | Sequence[str], *, alpha: float = 1.0
    ) -> None:
        """A filled polygon: of one colour, or of a gradient from its top to its foot."""
        pixels = [self.place(*point) for point in points]
        if isinstance(colours, str) and alpha >= 1:
            self.pen.polygon(pixels, fill=rgba(colours))
            return
        stops = (colours, colours) if isinstance(colours, str) else colours
        self._fill_masked(pixels, stops, alpha)

    def _fill_masked(self, pixels: list[Point], stops: Sequence[str], alpha: float) -> None:
        left, top, right, foot = self._around(pixels, 2)
        if right <= left or foot <= top:
            return
        mask = Image.new("L", (right - left, foot - top))
        moved = [(x - left, y - top) for x, y in pixels]
        ImageDraw.Draw(mask).polygon(moved, fill=round(255 * alpha))
        paint = gradient(stops, mask.size).convert("RGBA")
        paint.putalpha(mask)
        self.image.alpha_composite(paint, (left, top))

    def _around(self, pixels: list[Point], margin: int) -> tuple[int, int, int, int]:
        """The part of the sheet that these points can touch."""
        return (
            max(0, int(min(x for x, _ in pixels)) - margin),
            max(0, int(min(y for _, y in pixels)) - margin),
            min(self.size[0], int(max(x for x, _ in pixels)) + margin),
            min(self.size[1], int(max(y for _, y in pixels)) + margin),
        )

    def cut(self, points: Iterable[Point]) -> None:
        """A hole through this sheet."""
        self.pen.polygon([self.place(*point) for point in points], fill=(0, 0, 0, 0))

    def disc(self, x: float, y: float, radius: float, colour: str, *, alpha: float = 1.0) -> None:
        self.ellipse(x, y, radius, radius, colour, alpha=alpha)

    def ellipse(
        self, x: float, y: float, wide: float, high: float, colour: str, *, alpha: float = 1.0
    ) -> None:
        points = [(x + wide * cos(a), y + high * sin(a)) for a in turns(48)]
        self.shape(points, colour, alpha=alpha)

    def line(
        self, points: Iterable[Point], width: float, colour: str, *, alpha: float = 1.0
    ) -> None:
        """A stroke with round joints; a transparent one is blended, not cut out."""
        pixels = [self.place(*point) for point in points]
        thickness = max(1, round(width * self.unit))
        if alpha >= 1:
            self.pen.line(pixels, fill=rgba(colour), width=thickness, joint="curve")
            return
        self._stroke_veiled(pixels, thickness, rgba(colour, alpha))

    def _stroke_veiled(self, pixels: list[Point], thickness: int, colour: Colour) -> None:
        left, top, right, foot = self._around(pixels, thickness)
        if right <= left or foot <= top:
            return
        veil = Image.new("RGBA", (right - left, foot - top), (*colour[:3], 0))
        moved = [(x - left, y - top) for x, y in pixels]
        ImageDraw.Draw(veil).line(moved, fill=colour, width=thickness, joint="curve")
        self.image.alpha_composite(veil, (left, top))

    def glow(self, x: float, y: float, radius: float, colour: str, strength: float = 1.0) -> None:
        """Light that fades with the square of the distance."""
        side = max(2, min(round(radius * 2 * self.unit), 2 * max(self.size)))
        left, top = (round(v - side / 2) for v in self.place(x, y))
        box = (
            max(0, left),
            max(0, top),
            min(self.size[0], left + side),
            min(self.size[1], top + side),
        )
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        seen = (256 / side * (box[0] - left), 256 / side * (box[1] - top),
                256 / side * (box[2] - left), 256 / side * (box[3] - top))  # fmt: skip
        size = (box[2] - box[0], box[3] - box[1])
        mask = halo(strength).resize(size, Image.Resampling.BILINEAR, box=seen)
        paint = Image.new("RGBA", size, rgba(colour))
        paint.putalpha(mask)
        self.image.alpha_composite(paint, box[:2])

    def finished(self) -> Image.Image:
        return self.image.reduce(OVERSAMPLING)


class Stage:
    """The sheets of one scene."""

    def __init__(self, width: int, height: int, *, seed: str) -> None:
        self.width, self.height = width, height
        self.reach = width / height / 2
        self.seed = seed
        self.sheets: list[Sheet] = []

    def sheet(self, depth: float) -> Sheet:
        """A new sheet in front of those there are."""
        self.sheets.append(Sheet(self.width, self.height, depth))
        return self.sheets[-1]

    def dice(self, *what: object) -> Random:
        return dice(self.seed, *what)

    def layers(self) -> list[tuple[float, Image.Image]]:
        """Depth and picture of each sheet, back to front."""
        return [(sheet.depth, sheet.finished()) for sheet in self.sheets]

    def flattened(self) -> Image.Image:
        picture = Image.new("RGBA", (self.width, self.height), (0, 0, 0, 255))
        for _, layer in self.layers():
            picture.alpha_composite(layer)
        return picture.convert("RGB")


def gradient(stops: Sequence[str], size: tuple[int, int]) -> Image.Image:
    """Colours evenly spaced from top to bottom."""
    column = Image.new("RGB", (1, len(stops)))
    column.putdata([rgb(stop) for stop in stops])
    # Half a step of plain colour stands above the first stop's centre: cut it off.
    box = (0, 0.5, 1, len(stops) - 0.5) if len(stops) > 1 else None
    return column.resize(size, Image.Resampling.BILINEAR, box=box)


@lru_cache(maxsize=32)
def halo(strength: float) -> Image.Image:
    """A soft round mask, light in the middle."""
    falloff = [round(255 * strength * max(0.0, 1 - level / 181) ** 2) for level in range(256)]
    return Image.radial_gradient("L").point([min(255, level) for level in falloff])


def turns(count: int, *, start: float = 0.0) -> list[float]:
    """Angles evenly around the circle."""
    return [start + 2 * pi * index / count for index in range(count)]
