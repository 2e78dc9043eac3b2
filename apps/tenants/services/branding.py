"""How a studio looks: checked, stored, and its stylesheet and icons renewed."""

from dataclasses import dataclass
from typing import Any, BinaryIO
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.accounts.services import audit
from apps.core.images import PictureFault, PictureUnreadable, Shape, redrawn
from apps.tenants.domain.stylesheet import palette_of
from apps.tenants.domain.variables import BadVariable, parsed_variables
from apps.tenants.enums import Picture
from apps.tenants.errors import PictureRefused, VariableRefused
from apps.tenants.models import Branding, Studio
from apps.tenants.selectors.branding import forget_branding
from apps.tenants.services.icons import draw_icons

MEGABYTE = 1024 * 1024
SHAPES = {
    Picture.LOGO: Shape(800, 240),
    Picture.FAVICON: Shape(512, 512),
    Picture.HERO: Shape(2400, 1350, keeps_transparency=False),
}
MOST_BYTES = {
    Picture.LOGO: 4 * MEGABYTE,
    Picture.FAVICON: 4 * MEGABYTE,
    Picture.HERO: 12 * MEGABYTE,
}
PWA_NAME_LENGTH = 45
COLOURS = ("brand_colour", "accent_colour", "background_colour")


@dataclass(frozen=True)
class Adjusted:
    """A colour that was moved so that it can be seen, and what it became."""

    field: str
    wanted: str
    stored: str


def ensure_branding(studio: Studio) -> Branding:
    """The studio's look; the default one is stored for a studio that has none."""
    defaults = {"pwa_name": studio.name[:PWA_NAME_LENGTH]}
    branding, created = Branding.objects.select_related("studio").get_or_create(
        studio=studio, defaults=defaults
    )
    if created:
        forget_branding()
    return branding


def save_branding(branding: Branding, *, by: User, **values: Any) -> list[Adjusted]:
    """Store ``values`` (fields of Branding; ``variables`` as lines of text).

    Colours that could not be seen on the studio's background are moved to the nearest that can,
    and returned. Raises VariableRefused for CSS beyond the variables a studio may set.
    """
    if "variables" in values:
        values["variables"] = _variables(values["variables"])
    before = {name: getattr(branding, name) for name in values}
    for name, value in values.items():
        setattr(branding, name, value)
    adjusted = _make_readable(branding)
    _store(branding, by=by, before=before)
    return adjusted


def _variables(text: str) -> dict[str, str]:
    try:
        return parsed_variables(text)
    except BadVariable as error:
        raise VariableRefused(error.fault, line=error.line) from error


def _make_readable(branding: Branding) -> list[Adjusted]:
    colours = palette_of(branding.look)
    readable = dict(zip(COLOURS, (colours.brand, colours.accent, colours.background), strict=True))
    moved = [
        Adjusted(field, getattr(branding, field), colour)
        for field, colour in readable.items()
        if getattr(branding, field) != colour
    ]
    for adjusted in moved:
        setattr(branding, adjusted.field, adjusted.stored)
    return moved


def replace_picture(branding: Branding, picture: Picture, file: BinaryIO, *, by: User) -> None:
    """Re-encode and store a picture under a name of our making, and drop the one before.

    Raises PictureRefused for another format, too many bytes or pixels, or damaged data; the
    picture before stays then.
    """
    drawn = _redrawn(picture, file)
    name = f"branding/{picture}-{uuid4().hex}.{SHAPES[picture].extension}"
    _change_picture(branding, picture, default_storage.save(name, ContentFile(drawn)), by=by)


def remove_picture(branding: Branding, picture: Picture, *, by: User) -> None:
    """Go back to having none; nothing happens when there is none."""
    if getattr(branding, picture):
        _change_picture(branding, picture, "", by=by)


def _redrawn(picture: Picture, file: BinaryIO) -> bytes:
    try:
        return redrawn(file, SHAPES[picture], most_bytes=MOST_BYTES[picture])
    except PictureUnreadable as error:
        context = {"field": str(picture), "fault": str(error.fault)}
        if error.fault == PictureFault.TOO_LARGE:
            sentence = _("The file is too large. Send at most {megabytes} MB.")
            megabytes = MOST_BYTES[picture] // MEGABYTE
            raise PictureRefused(sentence, megabytes=megabytes, **context) from error
        raise PictureRefused(error.sentence, **context) from error


def _change_picture(branding: Branding, picture: Picture, name: str, *, by: User) -> None:
    old = getattr(branding, picture)
    setattr(branding, picture, name)
    _store(branding, by=by, before={str(picture): old})
    if old:
        transaction.on_commit(lambda: default_storage.delete(old))


@transaction.atomic
def _store(branding: Branding, *, by: User, before: dict[str, Any]) -> None:
    branding.save()
    changes = {
        name: [old, getattr(branding, name)]
        for name, old in before.items()
        if old != getattr(branding, name)
    }
    audit.record("branding.changed", by=by, target=branding, changes=changes)
    draw_icons(branding)
    forget_branding()
