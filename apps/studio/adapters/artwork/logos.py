"""Marks and word marks of the demo studios."""

from io import BytesIO
from math import pi
from pathlib import Path

from PIL import Image

from apps.studio.adapters.artwork.lettering import FACES, Face, Typesetter
from apps.studio.adapters.artwork.ornaments import petal
from apps.studio.adapters.artwork.painting import Sheet
from apps.studio.domain.demo.showcase import DemoStudio, Lettering, Mark

LOGO_HEIGHT = 200
ICON_SIDE = 512
WORD_FACES = {
    Mark.GRASS: FACES[Lettering.SERIF],
    Mark.WING: Face("big-shoulders", "latin-standard-normal", (800, 40), upper=True, tracking=0.05),
}
Picture = Image.Image


def logo_of(studio: DemoStudio, fonts: Path) -> BytesIO:
    """Mark and name on a transparent ground, readable by day and by night."""
    setter, face = Typesetter(fonts), WORD_FACES[studio.branding.mark]
    size = round(LOGO_HEIGHT * 0.56)
    wide = round(LOGO_HEIGHT * 1.14 + setter.width(studio.name, face, size) + 12)
    logo = Image.new("RGBA", (wide, LOGO_HEIGHT))
    logo.alpha_composite(_mark(studio, LOGO_HEIGHT))
    at = (LOGO_HEIGHT * 1.14, LOGO_HEIGHT * 0.5 + size * 0.35)
    setter.draw(logo, at, studio.name, face, size, studio.branding.brand_colour, anchor="l")
    return _as_png(logo)


def icon_of(studio: DemoStudio) -> BytesIO:
    """The mark on the studio's night."""
    icon = Image.new("RGBA", (ICON_SIDE, ICON_SIDE), studio.branding.background_colour)
    side = round(ICON_SIDE * 0.76)
    corner = (ICON_SIDE - side) // 2
    icon.alpha_composite(_mark(studio, side), (corner, corner))
    return _as_png(icon)


def _mark(studio: DemoStudio, side: int) -> Picture:
    sheet = Sheet(side, side, depth=0)
    paint = {Mark.GRASS: _blades, Mark.WING: _wing}[studio.branding.mark]
    paint(sheet, studio.branding.brand_colour, studio.branding.accent_colour)
    return sheet.finished()


def _blades(sheet: Sheet, brand: str, accent: str) -> None:
    """Five blades of kusha grass that open like a rising sun."""
    foot = (0.0, 0.86)
    for index, lean in enumerate((-1.12, 1.12, -0.58, 0.58, 0.0)):
        colour = (brand, brand, accent, accent, brand)[index]
        sheet.shape(petal(foot, -pi / 2 + lean, 0.06, 0.78 - 0.23 * abs(lean), 0.105), colour)
    sheet.ellipse(0, 0.9, 0.26, 0.035, accent)


def _wing(sheet: Sheet, brand: str, accent: str) -> None:
    """A falcon in its stoop: feathers swept back from the shoulder, and a bright beak."""
    shoulder = (0.2, 0.26)
    for index, (angle, long) in enumerate(((1.75, 0.5), (2.13, 0.62), (2.51, 0.7), (2.89, 0.68))):
        colour = accent if index == 0 else brand
        sheet.shape(petal(shoulder, angle, 0.0, long, 0.075), colour)
    head = [(0.05, 0.24), (0.18, 0.13), (0.33, 0.15), (0.4, 0.25), (0.32, 0.36), (0.12, 0.38)]
    sheet.shape(head, brand)
    sheet.shape([(0.345, 0.165), (0.48, 0.3), (0.43, 0.38), (0.335, 0.34)], accent)


def _as_png(picture: Picture) -> BytesIO:
    file = BytesIO()
    picture.save(file, "PNG")
    file.seek(0)
    return file
