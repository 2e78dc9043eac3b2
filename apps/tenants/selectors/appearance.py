"""What a studio may choose from, and how a choice would look before it is stored."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from apps.tenants.domain.contrast import TEXT_RATIO, contrast, ink_on, is_colour
from apps.tenants.domain.currencies import CURRENCIES
from apps.tenants.domain.fonts import BODY_FONTS, FONTS
from apps.tenants.domain.stylesheet import Look, css_variables, palette_of
from apps.tenants.domain.variables import ALLOWED, BadVariable, as_text, parsed_variables
from apps.tenants.domain.zones import time_zones

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Note:
    """One line of the contrast check: ``tone`` is success or warning."""

    tone: str
    text: str


@dataclass(frozen=True)
class Preview:
    """CSS variables as the site would get them, and what people should know about them."""

    variables: dict[str, str]
    notes: list[Note]


def zone_choices() -> Choices:
    return [(zone, zone.replace("_", " ")) for zone in time_zones()]


def currency_choices() -> Choices:
    return [(code, code) for code in CURRENCIES]


def heading_font_choices() -> Choices:
    return [(font.key, font.name) for font in FONTS.values()]


def text_font_choices() -> Choices:
    return [(font.key, font.name) for font in BODY_FONTS.values()]


def variable_names() -> list[str]:
    """The CSS variables a studio may set itself."""
    return list(ALLOWED)


def variables_as_text(variables: dict[str, str]) -> str:
    return as_text(variables)


def preview_of(values: Mapping[str, str]) -> Preview | None:
    """How the fields of a branding form would look; None for text that is no colour."""
    brand, accent, background = (
        values.get(f"{name}_colour", "").lower() for name in ("brand", "accent", "background")
    )
    if not (is_colour(brand) and is_colour(accent) and is_colour(background)):
        return None
    look = Look(
        brand=brand,
        accent=accent,
        background=background,
        display_font=values.get("display_font", ""),
        body_font=values.get("body_font", ""),
        variables=_variables(values.get("variables", "")),
    )
    return Preview(css_variables(look), _notes(look))


def _variables(text: str) -> dict[str, str]:
    """While somebody is typing a line, the others count already."""
    try:
        return parsed_variables(text)
    except BadVariable:
        return {}


def _notes(look: Look) -> list[Note]:
    shown = palette_of(look)
    ratio = contrast(ink_on(shown.brand), shown.brand)
    ink = _("white") if ink_on(shown.brand) == "#ffffff" else _("black")
    text = _("Buttons carry %(ink)s text at %(ratio).1f : 1 (%(least)s needed).")
    notes = [Note("success", text % {"ink": ink, "ratio": ratio, "least": TEXT_RATIO})]
    return notes + [
        Note("warning", sentence % {"wanted": wanted, "shown": got})
        for wanted, got, sentence in (
            (look.brand, shown.brand, moved_sentences()["brand_colour"]),
            (look.accent, shown.accent, moved_sentences()["accent_colour"]),
            (look.background, shown.background, moved_sentences()["background_colour"]),
        )
        if wanted != got
    ]


def moved_sentences() -> dict[str, str]:
    """What to say when a colour had to move, by the field's name."""
    return {
        "brand_colour": _(
            "The brand colour %(wanted)s would vanish on the background; %(shown)s is used."
        ),
        "accent_colour": _(
            "The accent colour %(wanted)s would vanish on the background; %(shown)s is used."
        ),
        "background_colour": _(
            "White text could not be read on the background %(wanted)s; %(shown)s is used."
        ),
    }
