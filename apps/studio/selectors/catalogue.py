"""The catalogue in numbers, for its report: what there is now, and what happened in a time."""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from apps.catalog.enums import EncodeState, FilmState, UploadState
from apps.catalog.models import Encode, Film, Rendition, Upload
from apps.catalog.selectors.films import DeskFilm, films_for_desk, with_latest_encode
from apps.studio.selectors.desk import Glance, studio_at_a_glance
from apps.studio.selectors.months import Period


@dataclass(frozen=True)
class FilmLine:
    """A film as the report lists it; ``bytes_stored`` is what it takes up, estimated."""

    film: Film
    encode: Encode | None
    bytes_stored: int


@dataclass(frozen=True)
class CatalogueNumbers:
    """``glance`` and the bytes are as of now; whatever has one number a month is of the period."""

    glance: Glance
    withdrawn: int
    playing_seconds: int
    bytes_originals: int
    bytes_films: int
    added: list[int]
    published: list[int]
    growth: list[int]
    growth_on_site: list[int]
    encodes_ready: list[int]
    encodes_failed: list[int]
    films: list[FilmLine]
    failures: list[Encode]

    @property
    def bytes_stored(self) -> int:
        return self.bytes_originals + self.bytes_films


def catalogue_numbers(period: Period) -> CatalogueNumbers:
    """Everything the report says: the same number of queries whatever the catalogue holds."""
    films = Film.objects.all()
    on_site = films.published()
    originals, packed = _bytes_of_originals(), _bytes_of_films()
    return CatalogueNumbers(
        glance=studio_at_a_glance(),
        withdrawn=films.filter(state=FilmState.WITHDRAWN).count(),
        playing_seconds=on_site.aggregate(all=Coalesce(Sum("runtime_seconds"), 0))["all"],
        bytes_originals=sum(originals.values()),
        bytes_films=int(sum(packed.values())),
        added=period.per_month(films, "created_at"),
        published=period.per_month(on_site, "published_at"),
        growth=period.growth(films, "created_at"),
        growth_on_site=period.growth(on_site, "published_at"),
        encodes_ready=period.per_month(_ended(EncodeState.READY), "ended_at"),
        encodes_failed=period.per_month(_ended(EncodeState.FAILED), "ended_at"),
        films=[_line(film, originals, packed) for film in with_latest_encode(films_for_desk())],
        failures=list(
            _ended(EncodeState.FAILED)
            .filter(**period.within("ended_at"))
            .select_related("film")
            .order_by("-ended_at")
        ),
    )


def _ended(state: EncodeState) -> QuerySet[Encode]:
    return Encode.objects.filter(state=state)


def _line(
    desk_film: DeskFilm, originals: dict[UUID | None, int], packed: dict[UUID | None, Decimal]
) -> FilmLine:
    pk = desk_film.film.pk
    stored = originals.get(pk, 0) + int(packed.get(pk, 0))
    return FilmLine(desk_film.film, desk_film.encode, stored)


def _bytes_of_originals() -> dict[UUID | None, int]:
    """By film; uploads without one belong to None."""
    complete = Upload.objects.filter(state=UploadState.COMPLETE).order_by()
    return dict(complete.values_list("film_id").annotate(Sum("received")))


def _bytes_of_films() -> dict[UUID | None, Decimal]:
    """By film: bits a second times seconds, as the platform's own figures reckon them."""
    ready = Rendition.objects.filter(encode__state=EncodeState.READY).order_by()
    size = Sum(F("average_bandwidth") / 8.0 * F("encode__duration_seconds"))
    return dict(ready.values_list("encode__film_id").annotate(bytes=size))
