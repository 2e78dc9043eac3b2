"""Films come into being, change, go on the site and leave it."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Any
from zlib import crc32

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films, can_publish_films
from apps.accounts.services import audit
from apps.catalog.adapters.files import packages, sources
from apps.catalog.domain.search import searchable
from apps.catalog.enums import FilmState
from apps.catalog.errors import (
    EncodeRunning,
    FilmAddressTaken,
    FilmHasNoVideo,
    FilmIsNotDraft,
    FilmIsNotPublished,
    FilmIsPublished,
)
from apps.catalog.models import Encode, Film, Genre
from apps.core.errors import Forbidden

EDITABLE = {
    "title",
    "slug",
    "tagline",
    "synopsis",
    "year",
    "maturity",
    "director",
    "cast",
    "original_language",
    "access_level",
    "accent",
    "publish_when_ready",
}

LONGEST_SLUG = 60
# Each that fails means that another film came to be in between.
LOOKS_FOR_AN_ADDRESS = 50


def create_film(title: str, *, by: User, genres: Iterable[Genre | str] = (), **fields: Any) -> Film:
    """A new draft. ``fields`` are the film's own; the address comes from the title if not given.

    ``genres`` are rows or names (made when missing). Raises Forbidden and FilmAddressTaken.
    """
    _require(can_edit_films, by)
    film = Film(created_by_pk=by.pk, title=title.strip())
    _apply(film, fields)
    with transaction.atomic():
        if fields.get("slug"):
            _save(film, genres)
        else:
            _save_at_free_address(film, genres)
        audit.record("film.created", by=by, target=film)
    return film


def update_film(
    film: Film, *, by: User, genres: Iterable[Genre | str] | None = None, **changes: Any
) -> Film:
    """Change what is said about the film; ``genres=None`` leaves them. Raises FilmAddressTaken."""
    _require(can_edit_films, by)
    before = {name: getattr(film, name) for name in changes}
    _apply(film, changes)
    with transaction.atomic():
        _save(film, film.genres.all() if genres is None else genres)
        changed = {
            name: [old, getattr(film, name)]
            for name, old in before.items()
            if old != getattr(film, name)
        }
        audit.record("film.changed", by=by, target=film, changes=changed)
    return film


def publish_film(film: Film, *, by: User) -> Film:
    """Put the film on the site. Raises FilmIsPublished, and FilmHasNoVideo before its first encode."""
    _require(can_publish_films, by)
    if film.is_published:
        raise FilmIsPublished
    with transaction.atomic():
        if not publish_locked(film):
            raise FilmHasNoVideo
        audit.record("film.published", by=by, target=film)
    return film


def publish_locked(film: Film) -> bool:
    """Flip a playable film to published; False when it is not playable or published already."""
    flipped = (
        Film.objects.exclude(state=FilmState.PUBLISHED)
        .filter(pk=film.pk, current_encode__isnull=False)
        .update(state=FilmState.PUBLISHED, published_at=timezone.now(), publish_when_ready=False)
    )
    film.refresh_from_db()
    return bool(flipped)


def withdraw_film(film: Film, *, by: User) -> Film:
    """Take the film off the site; running players stop within seconds. Raises FilmIsNotPublished."""
    _require(can_publish_films, by)
    with transaction.atomic():
        taken = Film.objects.filter(pk=film.pk, state=FilmState.PUBLISHED).update(
            state=FilmState.WITHDRAWN
        )
        if not taken:
            raise FilmIsNotPublished
        film.refresh_from_db()
        audit.record("film.withdrawn", by=by, target=film)
    return film


def delete_film(film: Film, *, by: User) -> None:
    """Erase a draft with its uploads and files. Raises FilmIsNotDraft and EncodeRunning."""
    _require(can_edit_films, by)
    pk = film.pk
    with transaction.atomic():
        locked = Film.objects.select_for_update().get(pk=pk)
        _refuse_undeletable(locked)
        uploads = [upload.pk for upload in locked.uploads.all()]
        audit.record("film.deleted", by=by, target=locked)
        Film.objects.filter(pk=pk).update(current_encode=None)
        locked.encodes.all().delete()
        locked.delete()
        transaction.on_commit(partial(packages.remove_film, pk))
        for upload_pk in uploads:
            transaction.on_commit(partial(sources.remove, upload_pk))


def _refuse_undeletable(film: Film) -> None:
    if film.state != FilmState.DRAFT:
        raise FilmIsNotDraft
    if any(encode.is_unfinished for encode in Encode.objects.filter(film=film)):
        raise EncodeRunning


def free_slug(film: Film) -> str:
    """An address from the title that no other film has."""
    stem = slugify(film.title)[:160] or f"film-{str(film.pk)[-8:]}"
    taken = set(
        Film.objects.filter(slug__startswith=stem)
        .exclude(pk=film.pk)
        .values_list("slug", flat=True)
    )
    number = 1
    slug = stem
    while slug in taken:
        number += 1
        slug = f"{stem}-{number}"
    return slug


def _apply(film: Film, fields: dict[str, Any]) -> None:
    unknown = set(fields) - EDITABLE
    if unknown:
        raise TypeError(f"Not fields of a film: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(film, name, value)


def _save(film: Film, genres: Iterable[Genre | str]) -> None:
    rows = [_genre(genre) for genre in genres]
    film.search_text = searchable([film.title, film.director, film.cast, *[g.name for g in rows]])
    try:
        with transaction.atomic():
            film.save()
    except IntegrityError as error:
        if "slug" in str(error):
            raise FilmAddressTaken from error
        raise
    film.genres.set(rows)


def _save_at_free_address(film: Film, genres: Iterable[Genre | str]) -> None:
    """Whoever takes the address after our look has committed it: the next look finds another."""
    for _ in range(LOOKS_FOR_AN_ADDRESS):
        film.slug = free_slug(film)
        with suppress(FilmAddressTaken):
            return _save(film, genres)
    raise FilmAddressTaken


def _genre(genre: Genre | str) -> Genre:
    if isinstance(genre, Genre):
        return genre
    name = genre.strip()
    # Some letters become several, and signs become none at all.
    slug = slugify(name, allow_unicode=True)[:LONGEST_SLUG] or f"genre-{crc32(name.encode()):08x}"
    return Genre.objects.get_or_create(slug=slug, defaults={"name": name})[0]


def _require(rule: Callable[[User], bool], person: User) -> None:
    if not rule(person):
        raise Forbidden
