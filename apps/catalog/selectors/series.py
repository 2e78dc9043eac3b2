"""Series with their seasons and episodes, as viewers see them and as the desk does."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from apps.catalog.domain.viewing import Viewing
from apps.catalog.models import Film, Season, Series
from apps.catalog.models.series import SeriesQuerySet
from apps.catalog.selectors.titles import for_cards, shown
from apps.catalog.selectors.viewing import may_preview
from apps.core.errors import NotFound


@dataclass(frozen=True)
class ShownSeason:
    """A season with those of its episodes that the viewing finds, in their order."""

    season: Season
    episodes: list[Film]


def series_for_viewer(key: str | UUID, viewing: Viewing) -> Series:
    """The series of this slug or pk: 6 queries. Raises NotFound for what the viewing does not find."""
    series: Series = shown(Series.objects.all(), key, viewing)
    return series


def seasons_shown(series: Series, viewing: Viewing) -> list[ShownSeason]:
    """Seasons that have something to show; editors also see drafts and empty seasons: 5 queries."""
    episodes = Film.objects.all() if may_preview(viewing) else Film.objects.visible_to(viewing)
    ordered = for_cards(episodes.order_by("number"), viewing)
    seasons = series.seasons.prefetch_related(
        Prefetch("episodes", queryset=ordered, to_attr="episodes_shown")
    )
    found = [ShownSeason(season, _of_series(season, series)) for season in seasons]
    return [one for one in found if one.episodes or may_preview(viewing)]


def _of_series(season: Any, series: Series) -> list[Film]:
    season.series = series
    for episode in season.episodes_shown:
        episode.season = season
    return list(season.episodes_shown)


def extras_shown(title: Film | Series, viewing: Viewing) -> list[Film]:
    """Trailers first, then extras, those the viewing finds: 4 queries at most."""
    extras: Any = title.extras.all()
    if not may_preview(viewing):
        extras = extras.visible_to(viewing)
    return list(for_cards(extras.order_by("-kind", "-published_at", "-pk"), viewing))


def series_for_desk() -> SeriesQuerySet:
    """All series of the studio, last changed first, with genres, tags, seasons and episodes: 5
    queries."""
    episodes = Film.objects.order_by("number")
    return Series.objects.order_by("-updated_at", "-pk").prefetch_related(
        "genres", "tags", Prefetch("seasons__episodes", queryset=episodes)
    )


def series_on_desk(pk: str | UUID) -> Series:
    """One series with all that: 5 queries. Raises NotFound."""
    series = series_for_desk().filter(pk=pk).first()
    if series is None:
        raise NotFound
    return series


def season_for_desk(pk: str | UUID) -> Season:
    """One season with its series: 1 query. Raises NotFound."""
    season = Season.objects.select_related("series").filter(pk=pk).first()
    if season is None:
        raise NotFound
    return season


def episodes_of(seasons: Iterable[ShownSeason]) -> list[Film]:
    """In the order in which one watches them."""
    return [episode for season in seasons for episode in season.episodes]
