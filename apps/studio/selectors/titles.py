"""Films, series, collections and people as the desk lists them."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from apps.catalog.enums import FilmKind, FilmState
from apps.catalog.models import (
    Collection,
    CollectionEntry,
    Contributor,
    Film,
    Season,
    Series,
    Tag,
    TextTrack,
)
from apps.catalog.selectors.films import DeskFilm, with_latest_encode
from apps.catalog.selectors.titles import holds_words, matching
from apps.core.errors import NotFound

MOST_NAMES = 500
MOST_FOUND = 8
MOST_TAGS = 20


@dataclass(frozen=True)
class DeskSeason:
    """A season with its episodes as the desk lists films."""

    season: Season
    episodes: list[DeskFilm]


def series_for_desk(*, search: str = "", state: str = "") -> QuerySet[Series]:
    """All series, last changed first, with counts of seasons and episodes: 1 query and genres."""
    rows = Series.objects.annotate(
        season_count=Count("seasons", distinct=True),
        episode_count=Count("seasons__episodes", distinct=True),
    )
    if state in FilmState.values:
        rows = rows.filter(state=state)
    found = rows.filter(holds_words("title", search))
    return found.order_by("-updated_at", "-pk").prefetch_related("genres")


def one_series(pk: UUID) -> Series:
    """2 queries. Raises NotFound."""
    series = Series.objects.filter(pk=pk).prefetch_related("genres", "tags").first()
    if series is None:
        raise NotFound
    return series


def seasons_of(series: Series) -> list[DeskSeason]:
    """Its seasons with their episodes in order: 5 queries, however many there are."""
    episodes = Film.objects.order_by("number").prefetch_related("genres")
    seasons = list(series.seasons.prefetch_related(Prefetch("episodes", queryset=episodes)))
    rows = with_latest_encode(film for season in seasons for film in season.episodes.all())
    return [
        DeskSeason(season, [row for row in rows if row.film.season_id == season.pk])
        for season in seasons
    ]


def one_season(series: Series, pk: UUID) -> Season:
    """Raises NotFound, also for a season of another series."""
    season = series.seasons.filter(pk=pk).first()
    if season is None:
        raise NotFound
    return season


def one_episode(series: Series, pk: UUID) -> Film:
    """Raises NotFound, also for an episode of another series."""
    film = Film.objects.filter(season__series=series, pk=pk).select_related("season").first()
    if film is None:
        raise NotFound
    return film


def extras_of(title: Film | Series) -> list[DeskFilm]:
    """Its trailers and extras, trailers first: 4 queries."""
    return with_latest_encode(title.extras.order_by("-kind", "title").prefetch_related("genres"))


def one_track(film: Film, pk: UUID) -> TextTrack:
    """Subtitles of this film: 1 query. Raises NotFound."""
    track = film.texts.filter(pk=pk).first()
    if track is None:
        raise NotFound
    return track


def collections_for_desk(*, search: str = "") -> QuerySet[Collection]:
    """In their order, with counts of titles: 1 query."""
    found = Collection.objects.filter(holds_words("title", search))
    return found.annotate(entry_count=Count("entries")).order_by("position", "title")


def one_collection(pk: UUID) -> Collection:
    """Raises NotFound."""
    collection = Collection.objects.filter(pk=pk).first()
    if collection is None:
        raise NotFound
    return collection


def entries_of(collection: Collection) -> list[CollectionEntry]:
    """1 query."""
    return list(collection.entries.select_related("film", "series"))


def known_names() -> list[str]:
    """Names that credits may be given to without typing them out: 1 query."""
    return list(Contributor.objects.values_list("name", flat=True)[:MOST_NAMES])


def known_tags() -> list[Tag]:
    """The tags most used, for one press: 1 query."""
    used = Tag.objects.annotate(uses=Count("films", distinct=True) + Count("series", distinct=True))
    return list(used.order_by("-uses", "name")[:MOST_TAGS])


def titles_found(search: str, *, without: Iterable[UUID]) -> list[Film | Series]:
    """Films and series whose titles hold every word: 2 queries, none for an empty search."""
    if not search.strip():
        return []
    taken = list(without)
    series = (
        Series.objects.filter(holds_words("title", search)).exclude(pk__in=taken).order_by("title")
    )
    films = matching(Film.objects.filter(kind=FilmKind.FILM), search).exclude(pk__in=taken)
    return [*series[:MOST_FOUND], *films[:MOST_FOUND]]


def title_by_key(key: str) -> Film | Series:
    """The title of ``film:<pk>`` or ``series:<pk>``. Raises NotFound."""
    kind, _, pk = key.partition(":")
    models: dict[str, type[Film] | type[Series]] = {"film": Film, "series": Series}
    try:
        row = models[kind]._default_manager.filter(pk=UUID(pk)).first()
    except (KeyError, ValueError):
        row = None
    if row is None:
        raise NotFound
    return row
