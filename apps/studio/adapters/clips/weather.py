"""Sheets of drops, flakes and sparks, twice as high as they repeat, to be moved over a clip."""

from dataclasses import dataclass
from random import Random

from PIL import Image, ImageDraw

from apps.studio.adapters.artwork.colours import dice, lighter, rgba
from apps.studio.adapters.artwork.painting import halo
from apps.studio.domain.demo.showcase import Palette, Weather


@dataclass(frozen=True)
class Drift:
    """How a kind of weather looks and moves: speeds in frame heights a second."""

    count: int
    smallest: float
    largest: float
    down: float
    sway: float
    streak: float = 0.0
    alpha: float = 0.8


DRIFTS = {
    Weather.RAIN: Drift(150, 0.0015, 0.003, 1.6, 0.0, streak=0.07, alpha=0.4),
    Weather.SNOW: Drift(110, 0.003, 0.012, 0.16, 0.03, alpha=0.9),
    Weather.EMBERS: Drift(60, 0.002, 0.008, -0.14, 0.03),
    Weather.FIREFLIES: Drift(36, 0.004, 0.013, -0.03, 0.05),
    Weather.DUST: Drift(60, 0.002, 0.008, 0.025, 0.04, alpha=0.5),
    Weather.PETALS: Drift(30, 0.007, 0.018, 0.12, 0.05, alpha=0.95),
    Weather.STARS: Drift(50, 0.001, 0.004, 0.01, 0.005, alpha=0.8),
}
WARM = {Weather.EMBERS, Weather.FIREFLIES, Weather.PETALS}


def weather_sheet(
    weather: Weather, palette: Palette, size: tuple[int, int], *, seed: str
) -> Image.Image:
    """The sheet for a clip of ``size``: a little wider than the frame, and two frames high."""
    drift, throws = DRIFTS[weather], dice(seed, weather)
    tile = Image.new("RGBA", (round(size[0] * 1.15), size[1]))
    for _ in range(drift.count):
        _particle(
            tile, drift, throws, _colour(weather, palette, throws), petal=weather == Weather.PETALS
        )
    sheet = Image.new("RGBA", (tile.width, 2 * tile.height))
    sheet.paste(tile, (0, 0))
    sheet.paste(tile, (0, tile.height))
    return sheet


def _colour(weather: Weather, palette: Palette, throws: Random) -> str:
    if weather in WARM:
        return throws.choice((palette.accent, palette.light, lighter(palette.accent, 0.3)))
    return lighter(palette.light, 0.4)


def _particle(tile: Image.Image, drift: Drift, throws: Random, colour: str, *, petal: bool) -> None:
    high = tile.height
    radius = high * throws.uniform(drift.smallest, drift.largest)
    margin = radius * 3 + drift.streak * high
    x, y = throws.uniform(0, tile.width), throws.uniform(margin, high - margin)
    alpha = drift.alpha * throws.uniform(0.35, 1)
    pen = ImageDraw.Draw(tile)
    if drift.streak:
        long = drift.streak * high * throws.uniform(0.5, 1)
        pen.line(
            [(x, y), (x - long * 0.14, y + long)],
            fill=rgba(colour, alpha),
            width=max(1, round(radius)),
        )
        return
    if petal:
        pen.ellipse(
            [x - radius, y - radius * 0.55, x + radius, y + radius * 0.55], fill=rgba(colour, alpha)
        )
        return
    side = max(4, round(radius * 4))
    spark = Image.new("RGBA", (side, side), rgba(colour))
    spark.putalpha(halo(round(min(1.0, alpha * 1.4), 1)).resize((side, side)))
    tile.alpha_composite(spark, (round(max(0, min(x, tile.width - side))), round(y - side / 2)))
