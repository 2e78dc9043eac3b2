"""Films as viewers find them and as the desk sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from apps.accounts.rules import can_edit_films
from apps.catalog.domain.viewing import Viewing
from apps.catalog.enums import Artwork
from apps.catalog.models import Encode, Film, Series
from apps.catalog.models.film import FilmQuerySet
from apps.catalog.selectors.titles import matching, shown
from apps.core.errors import NotFound
from apps.core.models import Job


@dataclass(frozen=True)
class DeskFilm:
    """A film with its newest encode and that encode's job, for people who make it."""

    film: Film
    encode: Encode | None
    job: Job | None


def film_for_viewer(key: str | UUID, viewing: Viewing) -> Film:
    """The film of this slug or pk, with what its page says: 7 queries.

    Raises NotFound for what the viewing does not find; editors also see drafts and withdrawn films.
    """
    places = Film.objects.select_related("season__series", "part_of", "series")
    film: Film = shown(places, key, viewing)
    return film


def films_for_desk(*, search: str = "", state: str = "") -> FilmQuerySet:
    """All films of the studio, last changed first: pass a page of it to with_latest_encode."""
    films = Film.objects.all()
    if state:
        films = films.filter(state=state)
    return matching(films, search).order_by("-updated_at", "-pk").prefetch_related("genres")


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
    """Storage name of the current poster or backdrop of a film or a series: 2 queries at most.

    Raises NotFound, also for what is not on the site unless ``viewer`` edits films.
    """
    title = Film.objects.filter(pk=pk).first() or Series.objects.filter(pk=pk).first()
    if title is None or not (title.is_published or can_edit_films(viewer)):
        raise NotFound
    stored = str(getattr(title, kind.value))
    if not stored or PurePosixPath(stored).name != name:
        raise NotFound
    return stored
