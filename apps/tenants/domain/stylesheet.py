"""A studio's stylesheet: CSS variables only, built from checked values only."""

from dataclasses import dataclass, field

from apps.tenants.domain.contrast import WHITE, as_night, ink_on, standing_out
from apps.tenants.domain.fonts import BODY_FONTS, FONTS, Font
from apps.tenants.domain.variables import ALLOWED

# By day nearly white with a touch of the studio's night; by night the night itself, lifted.
SURFACES = (
    ("--bg", "#fbfaf8", 97, 100),
    ("--surface", "#ffffff", 98, 95),
    ("--surface-2", "#f5f6f9", 97, 91),
    ("--surface-3", "#eaecf1", 97, 86),
    ("--raised", "#ffffff", 98, 92),
)


@dataclass(frozen=True)
class Look:
    """How a studio looks: three colours, two typefaces, a few variables of its own."""

    brand: str
    accent: str
    background: str
    display_font: str
    body_font: str
    variables: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Palette:
    """Colours that can be read together, whatever was asked for."""

    brand: str
    brand_ink: str
    accent: str
    background: str


def palette_of(look: Look) -> Palette:
    """The nearest readable colours; raises ValueError for text that is no colour."""
    background = as_night(look.background)
    brand = standing_out(look.brand, background)
    accent = standing_out(look.accent, background)
    return Palette(brand, ink_on(brand), accent, background)


def stylesheet(look: Look) -> str:
    """The text of ``/branding.css``. Unknown fonts and variables are left out, never echoed."""
    rules = "".join(f"  {name}: {value};\n" for name, value in css_variables(look).items())
    return f":root {{\n{rules}}}\n"


def css_variables(look: Look) -> dict[str, str]:
    """Names and values as they stand in the stylesheet."""
    colours = palette_of(look)
    body = BODY_FONTS.get(look.body_font, BODY_FONTS["instrument-sans"])
    return {
        "--brand": colours.brand,
        "--brand-ink": colours.brand_ink,
        "--accent": colours.accent,
        "--surface-tint": colours.background,
        **_surfaces(colours.background),
        **_headings(FONTS.get(look.display_font, FONTS["archivo"])),
        "--font-body": body.family,
        **_own_variables(look.variables),
    }


def _surfaces(night: str) -> dict[str, str]:
    return {
        name: f"light-dark({_stirred(day, day_share, night)}, {_stirred(night, night_share, WHITE)})"
        for name, day, day_share, night_share in SURFACES
    }


def _stirred(colour: str, share: int, other: str) -> str:
    return colour if share == 100 else f"color-mix(in oklab, {colour} {share}%, {other})"


def _headings(font: Font) -> dict[str, str]:
    return {
        "--font-display": font.family,
        "--display-stretch": font.stretch,
        "--display-weight": font.weight,
        "--display-tracking": font.tracking,
        "--display-case": font.case,
    }


def _own_variables(variables: dict[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in variables.items()
        if name in ALLOWED and ALLOWED[name].fullmatch(value)
    }
