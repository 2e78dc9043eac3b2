"""Icons of the installed site, drawn from the studio's own picture or its initial."""

from typing import IO, cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from apps.tenants.adapters.images.icons import letter_icon, picture_icon
from apps.tenants.domain.stylesheet import palette_of
from apps.tenants.models import Branding

# Pixels, and whether a device may cut the icon to its own shape.
ICONS = {
    "favicon": (48, False),
    "apple-touch": (180, True),
    "192": (192, False),
    "512": (512, False),
    "maskable-512": (512, True),
}


def icon_name(key: str) -> str:
    """Where the icon stands in the studio's storage."""
    return f"branding/icons/{key}.png"


def draw_icons(branding: Branding) -> None:
    """Draw all icons anew. Runs in the studio's context."""
    for key in ICONS:
        _draw(branding, key)


def ensure_icon(branding: Branding, key: str) -> str:
    """The storage name of one icon, drawn now if it never was."""
    if not default_storage.exists(icon_name(key)):
        _draw(branding, key)
    return icon_name(key)


def _draw(branding: Branding, key: str) -> None:
    name = icon_name(key)
    drawn = _drawn(branding, *ICONS[key])
    default_storage.delete(name)
    default_storage.save(name, ContentFile(drawn))


def _drawn(branding: Branding, size: int, maskable: bool) -> bytes:  # noqa: FBT001
    colours = palette_of(branding.look)
    source = branding.favicon or branding.logo
    if not source or not default_storage.exists(source):
        initial = (branding.studio.slug or branding.studio.name)[:1]
        return letter_icon(initial, size=size, background=colours.brand, ink=colours.brand_ink)
    with default_storage.open(source) as picture:
        return picture_icon(
            cast("IO[bytes]", picture), size=size, background=colours.background, maskable=maskable
        )
