"""The desk's list of films: what was asked for in the address, and its rows."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import F
from django.db.models.expressions import OrderBy
from django.http import QueryDict
from django.utils.translation import gettext as _

from apps.catalog.enums import FilmKind, FilmState
from apps.catalog.models import Film
from apps.catalog.models.film import FilmQuerySet
from apps.catalog.selectors.films import DeskFilm, films_for_desk, with_latest_encode
from apps.core.jobs import job_token
from apps.core.templatetags.jobs import job_words
from apps.studio.web.films.progress import socket_of
from apps.studio.web.films.standing import Standing, standing_of

FILMS_A_PAGE = 25
LONGEST_SEARCH = 100
SORTS: dict[str, tuple[str | OrderBy, ...]] = {
    "title": ("title", "pk"),
    "-title": ("-title", "pk"),
    "runtime": (F("runtime_seconds").asc(nulls_last=True), "pk"),
    "-runtime": (F("runtime_seconds").desc(nulls_last=True), "pk"),
    "updated": ("updated_at", "pk"),
    "-updated": ("-updated_at", "pk"),
}


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    film: Film
    standing: Standing
    percent: int | None
    job_token: str
    words: str

    @property
    def job_socket(self) -> str:
        return socket_of(self.job_token)


def asked_for(parameters: QueryDict) -> FilmQuerySet:
    """The films that the address asks for; what it asks wrongly counts as not asked."""
    state = parameters.get("state", "")
    films = films_for_desk(
        search=parameters.get("q", "")[:LONGEST_SEARCH],
        state=state if state in FilmState.values else "",
    )
    kind = parameters.get("kind", "")
    if kind in FilmKind.values:
        films = films.filter(kind=kind)
    order = SORTS.get(parameters.get("sort", ""))
    return films.order_by(*order) if order else films


def page_of(parameters: QueryDict) -> Page:
    return Paginator(asked_for(parameters), FILMS_A_PAGE).get_page(parameters.get("page"))


def rows_of(films: Iterator[Film] | Page) -> list[Row]:
    return [row_of(desk_film) for desk_film in with_latest_encode(films)]


def row_of(desk_film: DeskFilm) -> Row:
    """A film as its line shows it."""
    job = desk_film.job
    alive = job is not None and not job.is_over
    return Row(
        film=desk_film.film,
        standing=standing_of(desk_film),
        percent=job.percent if alive else None,
        job_token=job_token(job) if alive else "",
        words=job_words(job) if alive else "",
    )


def csv_rows(films: FilmQuerySet) -> Iterator[list[object]]:
    """Every film asked for, not only the page shown."""
    for film in films:
        yield [
            film.title,
            film.slug,
            film.get_state_display(),
            film.get_access_level_display(),
            ", ".join(genre.name for genre in film.genres.all()),
            film.year,
            film.runtime_seconds,
            film.published_at.isoformat() if film.published_at else "",
            film.updated_at.isoformat(),
        ]


def csv_header() -> list[str]:
    return [
        _("Title"),
        _("Address"),
        _("State"),
        _("Access"),
        _("Genres"),
        _("Year"),
        _("Length in seconds"),
        _("Published"),
        _("Changed"),
    ]
