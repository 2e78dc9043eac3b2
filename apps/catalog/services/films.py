"""Films come into being, change, go on the site and leave it; episodes and extras too."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films, can_publish_films
from apps.accounts.services import audit
from apps.catalog.adapters.files import packages, sources
from apps.catalog.enums import FilmKind, FilmState
from apps.catalog.errors import (
    EncodeRunning,
    ExtraOfExtra,
    FilmHasExtras,
    FilmHasNoVideo,
    FilmIsNotDraft,
    FilmIsNotPublished,
    FilmIsPublished,
)
from apps.catalog.models import Encode, Film, Genre, Series, Tag
from apps.catalog.services.titles import (
    TITLE_FIELDS,
    add_title,
    apply_fields,
    changes_of,
    require,
    save_title,
)

EDITABLE = TITLE_FIELDS | {"director", "cast", "access_level", "publish_when_ready", "is_encrypted"}


def create_film(
    title: str,
    *,
    by: User,
    genres: Iterable[Genre | str] = (),
    tags: Iterable[Tag | str] = (),
    **fields: Any,
) -> Film:
    """A new draft. ``fields`` are the film's own; the address comes from the title if not given.

    ``genres`` and ``tags`` are rows or names (made when missing). Raises Forbidden and
    FilmAddressTaken.
    """
    film = Film(title=title)
    return add_film(film, by=by, genres=genres, tags=tags, **fields)


def add_film(
    film: Film,
    *,
    by: User,
    genres: Iterable[Genre | str] = (),
    tags: Iterable[Tag | str] = (),
    **fields: Any,
) -> Film:
    """Save what knows its kind and place already: an episode, an extra, a trailer, a film."""
    require(can_edit_films, by)
    film.created_by_pk, film.title = by.pk, film.title.strip()
    apply_fields(film, fields, EDITABLE)
    with transaction.atomic():
        add_title(film, genres, tags)
        audit.record(f"{film.kind}.created", by=by, target=film)
    return film


def add_extra(title: str, *, kind: FilmKind, of: Film | Series, by: User, **fields: Any) -> Film:
    """A trailer of a film or a series, or something about it. Raises ExtraOfExtra."""
    if isinstance(of, Film) and of.kind in (FilmKind.EXTRA, FilmKind.TRAILER):
        raise ExtraOfExtra
    place = {"part_of": of} if isinstance(of, Film) else {"series": of}
    return add_film(Film(title=title, kind=kind, **place), by=by, **fields)


def update_film(
    film: Film,
    *,
    by: User,
    genres: Iterable[Genre | str] | None = None,
    tags: Iterable[Tag | str] | None = None,
    **changes: Any,
) -> Film:
    """Change what is said about the film; None leaves its genres or tags. Raises FilmAddressTaken.

    A new address leaves the old one leading to it.
    """
    require(can_edit_films, by)
    before = {name: getattr(film, name) for name in changes}
    apply_fields(film, changes, EDITABLE)
    with transaction.atomic():
        save_title(film, genres, tags)
        audit.record("film.changed", by=by, target=film, changes=changes_of(film, before))
    return film


def publish_film(film: Film, *, by: User) -> Film:
    """Put the film on the site. Raises FilmIsPublished, and FilmHasNoVideo before its first encode."""
    require(can_publish_films, by)
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
        .update(
            state=FilmState.PUBLISHED,
            published_at=timezone.now(),
            publish_at=None,
            publish_when_ready=False,
        )
    )
    film.refresh_from_db()
    return bool(flipped)


def withdraw_film(film: Film, *, by: User) -> Film:
    """Take the film off the site; running players stop within seconds. Raises FilmIsNotPublished."""
    require(can_publish_films, by)
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
    """Erase a draft with its uploads and files. Raises FilmIsNotDraft, FilmHasExtras, EncodeRunning."""
    require(can_edit_films, by)
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
    if film.extras.exists():
        raise FilmHasExtras
    if any(encode.is_unfinished for encode in Encode.objects.filter(film=film)):
        raise EncodeRunning
