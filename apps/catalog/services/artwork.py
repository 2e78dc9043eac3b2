"""Posters and backdrops of films and series."""

import hashlib
from pathlib import Path
from typing import IO, TypeVar

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
from apps.catalog.models import Film, Series
from apps.core.errors import Forbidden
from apps.core.images import PictureUnreadable, Shape, redrawn

SHAPES = {
    Artwork.POSTER: Shape(600, 900, keeps_transparency=False, is_cut=True, quality=85),
    Artwork.BACKDROP: Shape(1280, 720, keeps_transparency=False, is_cut=True, quality=85),
}
MOST_BYTES = 20 * 1024**2


Title = TypeVar("Title", Film, Series)


def set_artwork(title: Title, *, kind: Artwork, picture: IO[bytes] | Path, by: User) -> Title:
    """Use ``picture`` as the title's poster or backdrop, cut to its shape. Raises ArtworkRefused."""
    if not can_edit_films(by):
        raise Forbidden
    try:
        jpeg = redrawn(picture, SHAPES[kind], most_bytes=MOST_BYTES)
    except PictureUnreadable as error:
        raise ArtworkRefused(error.sentence, field=kind.value, fault=str(error.fault)) from error
    with transaction.atomic():
        _keep(title, kind, jpeg)
        audit.record(f"{title._meta.model_name}.{kind}_changed", by=by, target=title)
    return title


def artwork_from_frame(film: Film, frame: Path) -> None:
    """Give the film what it lacks of poster and backdrop, cut from one of its frames."""
    for kind, shape in SHAPES.items():
        if not getattr(film, kind.value):
            _keep(film, kind, redrawn(frame, shape))


def _keep(title: Film | Series, kind: Artwork, jpeg: bytes) -> None:
    """Named by content, so that browsers may keep it for ever."""
    digest = hashlib.sha256(jpeg).hexdigest()[:16]
    name = f"{_directory(title)}/{kind}-{digest}.jpg"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(jpeg))
    rows = type(title)._default_manager.filter(pk=title.pk)
    rows.update(**{kind.value: name}, updated_at=timezone.now())
    setattr(title, kind.value, name)


def _directory(title: Film | Series) -> str:
    return film_name(title.pk) if isinstance(title, Film) else f"series/{title.pk}"
