"""Posters and backdrops of films."""

import hashlib
from pathlib import Path
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films
from apps.accounts.services import audit
from apps.catalog.adapters.files.packages import film_name
from apps.catalog.enums import Artwork
from apps.catalog.errors import ArtworkRefused
from apps.catalog.models import Film
from apps.core.errors import Forbidden
from apps.core.images import PictureUnreadable, Shape, redrawn

SHAPES = {
    Artwork.POSTER: Shape(600, 900, keeps_transparency=False, is_cut=True, quality=85),
    Artwork.BACKDROP: Shape(1280, 720, keeps_transparency=False, is_cut=True, quality=85),
}
MOST_BYTES = 20 * 1024**2


def set_artwork(film: Film, *, kind: Artwork, picture: IO[bytes] | Path, by: User) -> Film:
    """Use ``picture`` as the film's poster or backdrop, cut to its shape. Raises ArtworkRefused."""
    if not can_edit_films(by):
        raise Forbidden
    try:
        jpeg = redrawn(picture, SHAPES[kind], most_bytes=MOST_BYTES)
    except PictureUnreadable as error:
        raise ArtworkRefused(error.sentence, field=kind.value, fault=str(error.fault)) from error
    with transaction.atomic():
        _keep(film, kind, jpeg)
        audit.record(f"film.{kind}_changed", by=by, target=film)
    return film


def artwork_from_frame(film: Film, frame: Path) -> None:
    """Give the film what it lacks of poster and backdrop, cut from one of its frames."""
    for kind, shape in SHAPES.items():
        if not getattr(film, kind.value):
            _keep(film, kind, redrawn(frame, shape))


def _keep(film: Film, kind: Artwork, jpeg: bytes) -> None:
    """Named by content, so that browsers may keep it for ever."""
    digest = hashlib.sha256(jpeg).hexdigest()[:16]
    name = f"{film_name(film.pk)}/{kind}-{digest}.jpg"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(jpeg))
    Film.objects.filter(pk=film.pk).update(**{kind.value: name}, updated_at=timezone.now())
    setattr(film, kind.value, name)
