"""Finished pictures of a film: the poster with its lettering, the backdrop without, a title card."""

from pathlib import Path

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from apps.studio.adapters.artwork.colours import dice, rgb, rgba
from apps.studio.adapters.artwork.lettering import (
    CREDITS,
    FACES,
    SCRIPTS,
    SMALL,
    Face,
    Typesetter,
    can_shape,
    lines_of,
)
from apps.studio.adapters.artwork.painting import Stage
from apps.studio.adapters.artwork.scenes import (
    falcon_journeys,
    falcon_secrets,
    kush_journeys,
    kush_secrets,
)
from apps.studio.domain.demo.showcase import DemoFilm, Layout

POSTER = (800, 1200)
BACKDROP = (1600, 900)
SCENES = {
    **kush_journeys.SCENES,
    **kush_secrets.SCENES,
    **falcon_journeys.SCENES,
    **falcon_secrets.SCENES,
}
GRAIN_SIDE = 512
# The sum of red, green and blue from which lettering needs a shadow behind it.
LIGHT_INK = 330


def staged(film: DemoFilm, size: tuple[int, int]) -> Stage:
    """The film's scene, painted for a picture of this size."""
    stage = Stage(*size, seed=film.slug)
    SCENES[film.scene or film.slug](stage, film.palette)
    return stage


def backdrop_of(stage: Stage) -> Image.Image:
    return printed(stage.flattened(), seed=stage.seed)


def poster_of(film: DemoFilm, studio_name: str, fonts: Path) -> Image.Image:
    """Key art, title, tagline and credits."""
    picture = printed(staged(film, POSTER).flattened(), seed=film.slug)
    sheet = Lettered(picture, film, Typesetter(fonts))
    sheet.shade()
    sheet.title()
    sheet.credits(studio_name)
    return sheet.image


def printed(picture: Image.Image, *, seed: str) -> Image.Image:
    """Grain and darker corners, as on paper."""
    width, height = picture.size
    tile = Image.frombytes(
        "L", (GRAIN_SIDE, GRAIN_SIDE), dice(seed, "grain").randbytes(GRAIN_SIDE**2)
    )
    grain = Image.new("L", picture.size)
    for x in range(0, width, GRAIN_SIDE):
        for y in range(0, height, GRAIN_SIDE):
            grain.paste(tile, (x, y))
    soft = grain.point([round(128 + (level - 128) * 0.16) for level in range(256)])
    picture = ImageChops.overlay(picture, Image.merge("RGB", [soft] * 3))
    corners = Image.radial_gradient("L").resize(picture.size)
    veil = corners.point([255 - round(max(0, level - 110) * 0.42) for level in range(256)])
    return ImageChops.multiply(picture, Image.merge("RGB", [veil] * 3))


class Lettered:
    """A poster on which text is being set."""

    def __init__(self, image: Image.Image, film: DemoFilm, typesetter: Typesetter) -> None:
        self.image, self.film, self.setter = image, film, typesetter
        self.face = FACES[film.lettering]
        self.wide, self.high = image.size
        self.margin = round(self.wide * 0.075)

    def shade(self) -> None:
        """Calm the ground under the credits, and under a title at the foot."""
        start = 0.66 if self.film.layout == Layout.FOOT else 0.82
        rows = self.high - round(self.high * start)
        ramp = Image.linear_gradient("L").resize((self.wide, rows))
        ramp = ramp.point([min(235, round(level * 1.05)) for level in range(256)])
        paint = Image.new("RGB", (self.wide, rows), rgb(self.film.palette.dark))
        self.image.paste(paint, (0, self.high - rows), ramp)

    def title(self) -> None:
        arrange = {
            Layout.HEAD: self._stacked_at_head,
            Layout.FOOT: self._stacked_at_foot,
            Layout.TOWER: self._tower,
            Layout.SIDE: self._along_the_side,
        }
        arrange[self.film.layout]()

    def _block(self, most: int) -> tuple[list[str], int]:
        """Lines of the title and the one size at which all of them fit."""
        lines = list(lines_of(self.film.title))
        room = self.wide - 2 * self.margin
        return lines, min(self.setter.fitting(line, self.face, room, most) for line in lines)

    def _stacked_at_head(self) -> None:
        lines, size = self._block(most=150)
        y = self.margin * 1.5
        self._line(self.film.tagline, y, SMALL, 25)
        y += size * 1.12
        for line in lines:
            self._line(line, y, self.face, size)
            y += size * self.face.leading
        self._native(y - size * self.face.leading + 62)

    def _stacked_at_foot(self) -> None:
        lines, size = self._block(most=158)
        step = size * self.face.leading
        y = self.high * 0.9 - step * (len(lines) - 1) - 46
        above = bool(self.film.native_title)
        tagline = y - size - 18 if above else self.high * 0.9
        self._line(self.film.tagline, tagline, SMALL, 25, fill=self._foot_colour())
        for line in lines:
            self._line(line, y, self.face, size, fill=self._foot_colour())
            y += step
        self._native(y - step + 50, fill=self._foot_colour())

    def _foot_colour(self) -> str:
        """A dark title would drown in the shade at the foot."""
        palette = self.film.palette
        return palette.light if sum(rgb(palette.title)) <= LIGHT_INK else palette.title

    def _tower(self) -> None:
        """Every line as wide as the poster, so that the words build a wall."""
        y, room = self.margin * 1.1, self.wide - 2 * self.margin
        for line in self.film.title.split():
            size = self.setter.fitting(line, self.face, room, 330)
            y += size * 0.79
            self._line(line, y, self.face, size)
            y += size * 0.07
        self._native(y + 44)
        self._line(self.film.tagline, y + (92 if self.film.native_title else 44), SMALL, 25)

    def _along_the_side(self) -> None:
        """The title climbs along the left edge."""
        size = self.setter.fitting(self.film.title, self.face, self.high * 0.7, 96)
        long = round(self.setter.width(self.film.title, self.face, size)) + size
        strip = Image.new("RGBA", (long, round(size * 1.5)))
        self.setter.draw(
            strip,
            (0, size * 1.1),
            self.film.title,
            self.face,
            size,
            self.film.palette.title,
            anchor="l",
        )
        turned = strip.rotate(90, expand=True)
        self.image.paste(turned, (round(self.margin * 0.75), self.margin - size // 2), turned)
        self._set(
            (self.wide - self.margin, self.margin * 1.5),
            self.film.tagline,
            SMALL,
            25,
            self.film.palette.title,
            "r",
        )
        self._native(self.margin * 1.5 + 62, x=self.wide - self.margin, anchor="r")

    def _line(self, text: str, y: float, face: Face, size: int, *, fill: str = "") -> None:
        fitted = self.setter.fitting(text, face, self.wide - 1.4 * self.margin, size)
        self._set((self.wide / 2, y), text, face, fitted, fill or self.film.palette.title)

    def _set(
        self,
        at: tuple[float, float],
        text: str,
        face: Face,
        size: int,
        fill: str,
        anchor: str = "m",
    ) -> None:
        """A line on a soft shadow, so that it reads on whatever it crosses."""
        if sum(rgb(fill)) > LIGHT_INK:
            self._shadow(at, text, face, size, anchor)
        self.setter.draw(self.image, at, text, face, size, fill, anchor=anchor)

    def _shadow(
        self, at: tuple[float, float], text: str, face: Face, size: int, anchor: str
    ) -> None:
        top, rows = max(0, round(at[1] - size * 1.3)), round(size * 2)
        mask = Image.new("L", (self.wide, rows))
        self.setter.draw(mask, (at[0], at[1] - top), text, face, size, "white", anchor=anchor)
        soft = mask.filter(ImageFilter.GaussianBlur(max(4, size / 12)))
        soft = soft.point([min(215, round(level * 1.1)) for level in range(256)])
        self.image.paste(rgb(self.film.palette.dark), (0, top), soft)

    def _native(self, y: float, *, fill: str = "", x: float = 0, anchor: str = "m") -> None:
        """The title in its own script, where one is given and can be set."""
        face = SCRIPTS.get(self.film.language)
        if (
            not self.film.native_title
            or face is None
            or not self.setter.has(face)
            or not can_shape()
        ):
            return
        colour = fill or self.film.palette.title
        self._set((x or self.wide / 2, y), self.film.native_title, face, 40, colour, anchor)

    def credits(self, studio_name: str) -> None:
        """The narrow lines at the foot that nobody reads and everybody expects."""
        film = self.film
        y = self.high * 0.947
        colour = film.palette.light
        self._line(" · ".join(film.cast), y, CREDITS, 25, fill=colour)
        self._line(
            f"{studio_name} — {film.director} — {film.year}", y + 34, CREDITS, 22, fill=colour
        )
        ImageDraw.Draw(self.image, "RGBA").line(
            [(self.wide * 0.44, y - 36), (self.wide * 0.56, y - 36)],
            fill=rgba(colour, 0.6),
            width=2,
        )


def title_card(film: DemoFilm, size: tuple[int, int], fonts: Path) -> Image.Image:
    """The title alone on a transparent frame, to be laid over the moving picture."""
    card = Image.new("RGBA", size)
    setter, face = Typesetter(fonts), FACES[film.lettering]
    wide, high = size
    lines = list(lines_of(film.title, most=3 if wide < high else 2))
    room = wide * 0.78
    letters = min(setter.fitting(line, face, room, round(min(size) * 0.19)) for line in lines)
    y = high * 0.5 - letters * face.leading * (len(lines) - 1) / 2 + letters * 0.3
    for line in lines:
        setter.draw(card, (wide / 2, y), line, face, letters, "#ffffff")
        y += letters * face.leading
    small = setter.fitting(film.tagline, SMALL, room, round(min(size) * 0.038))
    setter.draw(
        card,
        (wide / 2, y - letters * face.leading + small * 2.4),
        film.tagline,
        SMALL,
        small,
        "#ffffff",
    )
    return _on_dark_halo(card, film.palette.dark)


def _on_dark_halo(card: Image.Image, dark: str) -> Image.Image:
    """White letters must be read on snow as well as at night."""
    small = card.getchannel("A").reduce(4)
    soft = small.filter(ImageFilter.GaussianBlur(min(card.size) / 80))
    soft = soft.point([min(190, round(level * 1.8)) for level in range(256)])
    plate = Image.new("RGBA", card.size, dark)
    plate.putalpha(soft.resize(card.size, Image.Resampling.BICUBIC))
    plate.alpha_composite(card)
    return plate
