"""Films as viewers find them and as the desk sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
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


def artwork_for_viewer(pk: UUID, *, kind: Artwork, name: str, viewing: Viewing) -> str:
    """Storage name of the current poster or backdrop of a film or a series: 2 queries at most.

    Raises NotFound, also for what is not on the site or above the viewing's age. Editors see all at
    their desk, which knows no profiles; their children do not.
    """
    is_childs = viewing.profile is not None and viewing.profile.is_kids
    sees_all = can_edit_films(viewing.account) and not is_childs
    films = Film.objects.all() if sees_all else Film.objects.suitable_for(viewing)
    series = Series.objects.all() if sees_all else Series.objects.suitable_for(viewing)
    for titles in (films, series):
        for stored in titles.filter(pk=pk).values_list(kind.value, flat=True):
            if stored and PurePosixPath(stored).name == name:
                return str(stored)
    raise NotFound
