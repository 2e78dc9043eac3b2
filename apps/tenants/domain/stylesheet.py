"""A studio's stylesheet: CSS variables only, built from checked values only."""

from dataclasses import dataclass, field

from apps.tenants.domain.contrast import as_night, ink_on, standing_out
from apps.tenants.domain.fonts import BODY_FONTS, FONTS
from apps.tenants.domain.variables import ALLOWED


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
    accent_ink: str
    background: str


def palette_of(look: Look) -> Palette:
    """The nearest readable colours; raises ValueError for text that is no colour."""
    background = as_night(look.background)
    brand = standing_out(look.brand, background)
    accent = standing_out(look.accent, background)
    return Palette(brand, ink_on(brand), accent, ink_on(accent), background)


def stylesheet(look: Look) -> str:
    """The text of ``/branding.css``. Unknown fonts and variables are left out, never echoed."""
    rules = "".join(f"  {name}: {value};\n" for name, value in css_variables(look).items())
    return f":root {{\n{rules}}}\n"


def css_variables(look: Look) -> dict[str, str]:
    """Names and values as they stand in the stylesheet."""
    colours = palette_of(look)
    display = FONTS.get(look.display_font, FONTS["archivo"])
    body = BODY_FONTS.get(look.body_font, BODY_FONTS["instrument-sans"])
    return {
        "--brand": colours.brand,
        "--brand-ink": colours.brand_ink,
        "--accent": colours.accent,
        "--accent-ink": colours.accent_ink,
        "--studio-night": colours.background,
        "--surface-tint": colours.background,
        "--font-display": display.css,
        "--font-body": body.css,
        **_own_variables(look.variables),
    }


def _own_variables(variables: dict[str, str]) -> dict[str, str]:
    return {
        name: value
        for name, value in variables.items()
        if name in ALLOWED and ALLOWED[name].fullmatch(value)
    }
