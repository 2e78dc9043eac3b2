"""Typefaces of posters and title cards, from the fonts that the site ships."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from apps.studio.domain.demo.showcase import Lettering

Font = ImageFont.FreeTypeFont
MOST_LINES = 4


@dataclass(frozen=True)
class Face:
    """A variable font file and where its axes stand."""

    package: str
    file: str
    axes: tuple[float, ...]
    upper: bool = False
    tracking: float = 0.0
    leading: float = 1.0


FACES = {
    Lettering.SERIF: Face("fraunces", "latin-full-normal", (144, 700, 30, 0), leading=0.98),
    Lettering.ITALIC: Face("fraunces", "latin-full-italic", (144, 560, 60, 1), leading=0.98),
    Lettering.BLACK: Face("fraunces", "latin-full-normal", (144, 900, 100, 1), leading=0.92),
    Lettering.CONDENSED: Face(
        "big-shoulders", "latin-standard-normal", (850, 72), upper=True, leading=0.9
    ),
    Lettering.WIDE: Face("archivo", "latin-standard-normal", (780, 125), upper=True, tracking=0.06),
    Lettering.LIGHT: Face(
        "archivo", "latin-standard-normal", (300, 118), upper=True, tracking=0.2, leading=1.12
    ),
}
SMALL = Face("instrument-sans", "latin-standard-normal", (100, 560), tracking=0.04)
CREDITS = Face("big-shoulders", "latin-standard-normal", (480, 20), upper=True, tracking=0.12)
SCRIPTS = {
    "hi": Face("noto-sans-devanagari", "devanagari-wght-normal", (600,)),
    "ta": Face("noto-sans-tamil", "tamil-wght-normal", (600,)),
    "te": Face("noto-sans-telugu", "telugu-wght-normal", (600,)),
    "bn": Face("noto-sans-bengali", "bengali-wght-normal", (600,)),
}


def can_shape() -> bool:
    """Whether Indic scripts can be set: their letters join, which needs Raqm."""
    return bool(features.check("raqm"))


class Typesetter:
    """Sets text with the fonts below ``root`` (the packages of the site's own fonts)."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.font = lru_cache(maxsize=256)(self._font)

    def _font(self, face: Face, size: int) -> Font:
        path = self.root / face.package / "files" / f"{face.package}-{face.file}.woff2"
        if not path.exists():
            return _built_in(size)
        font = ImageFont.truetype(path, size)
        font.set_variation_by_axes(list(face.axes))
        return font

    def has(self, face: Face) -> bool:
        return (self.root / face.package / "files" / f"{face.package}-{face.file}.woff2").exists()

    def width(self, text: str, face: Face, size: int) -> float:
        shown = text.upper() if face.upper else text
        return self.font(face, size).getlength(shown) + face.tracking * size * max(
            0, len(shown) - 1
        )

    def fitting(self, text: str, face: Face, width: float, most: int) -> int:
        """The largest size, up to ``most``, at which the text is no wider than ``width``."""
        at_hundred = self.width(text, face, 100)
        return max(8, min(most, int(width / max(1.0, at_hundred) * 100)))

    def draw(
        self, image: Image.Image, at: tuple[float, float], text: str, face: Face, size: int, fill: str,
        *, anchor: str = "m",
    ) -> None:  # fmt: skip
        """One line with its baseline at ``at``; ``anchor`` l, m or r."""
        pen, font = ImageDraw.Draw(image), self.font(face, size)
        shown = text.upper() if face.upper else text
        x = at[0] - self.width(text, face, size) * {"l": 0.0, "m": 0.5, "r": 1.0}[anchor]
        if not face.tracking:
            pen.text((x, at[1]), shown, font=font, fill=fill, anchor="ls")
            return
        for letter in shown:
            pen.text((x, at[1]), letter, font=font, fill=fill, anchor="ls")
            x += font.getlength(letter) + face.tracking * size


def _built_in(size: int) -> Font:
    font = ImageFont.load_default(size)
    if isinstance(font, ImageFont.FreeTypeFont):
        return font
    raise RuntimeError("Pillow was built without FreeType: no text can be drawn.")


def lines_of(title: str, most: int = MOST_LINES) -> Sequence[str]:
    """A title broken so that its lines are about equally long, short words kept with the next."""
    words = title.split()
    best: list[str] = [title]
    for count in range(2, min(most, len(words)) + 1):
        for candidate in _splits(words, count):
            if _unevenness(candidate) < _unevenness(best):
                best = candidate
    return best


def _splits(words: list[str], count: int) -> list[list[str]]:
    if count == 1:
        return [[" ".join(words)]]
    return [
        [" ".join(words[:cut]), *rest]
        for cut in range(1, len(words) - count + 2)
        for rest in _splits(words[cut:], count - 1)
    ]


def _unevenness(lines: list[str]) -> float:
    """Small is good: near nine letters a line, and no line much longer than another."""
    longest = max(len(line) for line in lines)
    return abs(longest - 9) + 0.3 * (longest - min(len(line) for line in lines))
