"""Films as viewers find them and as the desk sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from apps.catalog.domain.search import words_of
from apps.catalog.enums import Artwork, FilmState
from apps.catalog.models import Encode, Film, Genre
from apps.catalog.models.film import FilmQuerySet
from apps.catalog.rules import can_see
from apps.core.errors import NotFound
from apps.core.models import Job


@dataclass(frozen=True)
class DeskFilm:
    """A film with its newest encode and that encode's job, for people who make it."""

    film: Film
    encode: Encode | None
    job: Job | None


def films_published(*, search: str = "", genre: str = "") -> FilmQuerySet:
    """What is on the site, best match and then newest first, with genres: 2 queries.

    ``genre`` is a slug; ``search`` looks at title, director, cast and genres, every word of it.
    """
    films = Film.objects.published()
    if genre:
        films = films.filter(genres__slug=genre)
    return found(films, search).prefetch_related("genres")


def found(films: FilmQuerySet, search: str) -> FilmQuerySet:
    """The films that hold every word, those with it in the title first, then the newest."""
    words = [word for word in words_of(search) if word]
    for word in words:
        films = films.filter(search_text__contains=word)
    if not words:
        return films.newest_first()
    text = " ".join(words)
    rank = Case(
        When(search_text__startswith=text, then=Value(0)),
        When(Q(title__icontains=search.strip()), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return films.annotate(rank=rank).order_by("rank", "-published_at", "-pk")


def genres_on_the_site() -> QuerySet[Genre]:
    """Genres that at least one published film has: 1 query."""
    return Genre.objects.filter(films__state=FilmState.PUBLISHED).distinct()


def film_for_viewer(key: str | UUID, *, viewer: Any) -> Film:
    """The film of this slug or pk: 2 queries. Raises NotFound for what the viewer may not see.

    Editors also see drafts and withdrawn films.
    """
    film = Film.objects.filter(_named(key)).prefetch_related("genres").first()
    if film is None or not can_see(viewer, film):
        raise NotFound
    return film


def _named(key: str | UUID) -> Q:
    try:
        return Q(pk=UUID(str(key)))
    except ValueError:
        return Q(slug=str(key))


def similar_films(film: Film, *, limit: int = 12) -> list[Film]:
    """Published films that share a genre, then any other, newest first: 3 queries at most."""
    others = Film.objects.published().exclude(pk=film.pk).newest_first().prefetch_related("genres")
    genres = [genre.pk for genre in film.genres.all()]
    same = list(others.filter(genres__in=genres).distinct()[:limit]) if genres else []
    return same or list(others[:limit])


def films_for_desk(*, search: str = "", state: str = "") -> FilmQuerySet:
    """All films of the studio, last changed first: pass a page of it to with_latest_encode."""
    films = Film.objects.all()
    if state:
        films = films.filter(state=state)
    return found(films, search).order_by("-updated_at", "-pk").prefetch_related("genres")


def with_latest_encode(films: Iterable[Film]) -> list[DeskFilm]:
    """Each film with its newest encode and job, in the same order: 2 queries."""
    films = list(films)
    newest = {
        encode.film_id: encode
        for encode in Encode.objects.filter(film__in=films).order_by("film_id", "version")
    }
    jobs = {
        job.pk: job
        for job in Job.objects.for_studio().filter(pk__in=[e.job_pk for e in newest.values()])
    }
    return [_desk_film(film, newest.get(film.pk), jobs) for film in films]


def _desk_film(film: Film, encode: Encode | None, jobs: dict[UUID, Job]) -> DeskFilm:
    return DeskFilm(film, encode, jobs.get(encode.job_pk) if encode else None)


def film_for_desk(pk: str | UUID) -> DeskFilm:
    """One film with its newest encode and job: 4 queries. Raises NotFound."""
    film = Film.objects.filter(pk=pk).prefetch_related("genres").first()
    if film is None:
        raise NotFound
    return with_latest_encode([film])[0]


def artwork_for_viewer(pk: UUID, *, kind: Artwork, name: str, viewer: Any) -> str:
    """Storage name of the film's current poster or backdrop: 1 query. Raises NotFound."""
    film = Film.objects.filter(pk=pk).first()
    if film is None or not can_see(viewer, film):
        raise NotFound
    stored = str(getattr(film, kind.value))
    if not stored or PurePosixPath(stored).name != name:
        raise NotFound
    return stored
