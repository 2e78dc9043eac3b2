"""Films come into being, change, go on the site and leave it; episodes and extras too."""

from collections.abc import Iterable
from functools import partial
from typing import Any
from uuid import UUID

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
from apps.catalog.models import Film, Genre, Series, Tag
from apps.catalog.selectors.encodes import has_work_going_on
from apps.catalog.services.titles import (
    TITLE_FIELDS,
    add_title,
    apply_fields,
    changes_of,
    index_title,
    require,
    save_title,
    words,
)

EDITABLE = TITLE_FIELDS | {"director", "cast", "access_level", "publish_when_ready", "is_encrypted"}

BULK_FIELDS = {
    "access_level",
    "maturity",
    "original_language",
    "year",
    "publish_when_ready",
    "is_encrypted",
}
BULK_WORDS = {"add_genres", "remove_genres", "add_tags", "remove_tags"}


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
    now = timezone.now()
    flipped = (
        Film.objects.exclude(state=FilmState.PUBLISHED)
        .filter(pk=film.pk, current_encode__isnull=False)
        .update(
            state=FilmState.PUBLISHED,
            published_at=now,
            updated_at=now,
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
            state=FilmState.WITHDRAWN, updated_at=timezone.now()
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
    if has_work_going_on(film):
        raise EncodeRunning


def bulk_edit(pks: Iterable[UUID | str], changes: dict[str, Any], *, by: User) -> list[Film]:
    """Change the same things of many films, all or none; which. Films that are gone are left out.

    ``changes`` may hold fields of BULK_FIELDS, and ``add_genres``, ``remove_genres``, ``add_tags``,
    ``remove_tags`` with names or rows. Raises Forbidden.
    """
    require(can_edit_films, by)
    fields = {name: value for name, value in changes.items() if name in BULK_FIELDS}
    words_changed = {name: value for name, value in changes.items() if name in BULK_WORDS}
    if set(changes) - set(fields) - set(words_changed):
        raise TypeError(f"Not to be changed in bulk: {', '.join(sorted(changes))}")
    with transaction.atomic():
        films = list(Film.objects.select_for_update(of=("self",)).filter(pk__in=pks).order_by("pk"))
        Film.objects.filter(pk__in=[film.pk for film in films]).update(
            **fields, updated_at=timezone.now()
        )
        _change_words(films, words_changed)
        for film in films:
            film.refresh_from_db()
            audit.record("film.changed", by=by, target=film, changes=_noted(changes))
    return films


def _change_words(films: list[Film], changes: dict[str, Iterable[Any]]) -> None:
    """Add and take away genres and tags: 3 queries for each kind, and 4 a film for search."""
    for name, wanted in changes.items():
        verb, _underscore, relation = name.partition("_")
        rows: list[Any] = words(Genre if relation == "genres" else Tag, wanted)
        through: Any = getattr(Film, relation).through
        column = f"{relation.removesuffix('s')}_id"
        if verb == "remove":
            of_films = through.objects.filter(film__in=films)
            of_films.filter(**{f"{column}__in": [row.pk for row in rows]}).delete()
        else:
            pairs = [through(film_id=film.pk, **{column: row.pk}) for film in films for row in rows]
            through.objects.bulk_create(pairs, ignore_conflicts=True)
    if changes:
        for film in films:
            index_title(film)


def _noted(changes: dict[str, Any]) -> dict[str, Any]:
    return {
        name: [str(one) for one in value] if name in BULK_WORDS else value
        for name, value in changes.items()
    }
