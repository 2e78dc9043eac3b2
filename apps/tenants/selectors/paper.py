"""The studio's look on paper and slides: the same choices, made readable on white."""

import math

from django.core.files.storage import default_storage

from apps.core.documents.look import Look, Typeface
from apps.core.tenancy import current_studio
from apps.tenants.domain.contrast import TEXT_RATIO, WHITE, channels, standing_out
from apps.tenants.domain.fonts import BODY_FONTS, FONTS, Font
from apps.tenants.domain.stylesheet import palette_of
from apps.tenants.models import Branding

# Hues far apart, each readable on white; those too close to the studio's own are passed over.
FURTHER_COLOURS = ("#0f766e", "#6d28d9", "#b45309", "#be185d", "#1d4ed8", "#15803d", "#475569")
SERIES = 6
CLOSE = 90


def paper_look() -> Look:
    """How reports of the current studio look: 1 query, and the logo's file."""
    studio = current_studio()
    rows = Branding.objects.select_related("studio")
    branding = rows.filter(studio_id=studio.pk).first() if studio.pk else None
    name = branding.studio.name if branding else studio.slug
    branding = branding or Branding()
    shown = palette_of(branding.look)
    return Look(
        name=name,
        night=shown.background,
        brand=shown.brand,
        brand_ink=shown.brand_ink,
        brand_text=standing_out(shown.brand, WHITE, TEXT_RATIO),
        on_night=standing_out(shown.brand, shown.background),
        series=series_of(shown.brand, shown.accent),
        display=_typeface(FONTS.get(branding.display_font, FONTS["archivo"])),
        body=_typeface(BODY_FONTS.get(branding.body_font, BODY_FONTS["instrument-sans"])),
        logo=_logo(branding.logo),
    )


def series_of(brand: str, accent: str) -> tuple[str, ...]:
    """Colours of a chart's series: the studio's two first, all readable on white and apart."""
    chosen: list[str] = []
    for colour in (brand, accent, *FURTHER_COLOURS):
        readable = standing_out(colour, WHITE)
        if all(_distance(readable, other) > CLOSE for other in chosen):
            chosen.append(readable)
    return tuple(chosen[:SERIES])


def _distance(one: str, other: str) -> float:
    pairs = zip(channels(one), channels(other), strict=True)
    return math.sqrt(sum((a - b) ** 2 for a, b in pairs))


def _typeface(font: Font) -> Typeface:
    # The writer of PDFs knows weights in hundreds alone, and sets any other as plain text.
    weight = str(round(int(font.weight), -2))
    return Typeface(font.key, weight=weight, stretch=font.stretch, case=font.case)


def _logo(name: str) -> bytes:
    """A logo whose file is gone is left out: the report matters more."""
    if not name:
        return b""
    try:
        with default_storage.open(name) as file:
            return bytes(file.read())
    except FileNotFoundError:
        return b""
