"""Series, their seasons, and the places of episodes in them."""

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films, can_publish_films
from apps.accounts.services import audit
from apps.catalog.enums import FilmKind, FilmState
from apps.catalog.errors import (
    EpisodeNumberTaken,
    NotAnEpisode,
    SeasonHasEpisodes,
    SeasonNumberTaken,
    SeriesHasEpisodes,
    SeriesHasNoEpisodes,
    SeriesIsNotDraft,
    SeriesIsNotPublished,
    SeriesIsPublished,
)
from apps.catalog.models import Film, Genre, Season, Series, Tag
from apps.catalog.services.films import add_film
from apps.catalog.services.titles import (
    TITLE_FIELDS,
    add_title,
    apply_fields,
    changes_of,
    index_title,
    require,
    save_title,
)
from apps.core.errors import Conflict

EDITABLE = TITLE_FIELDS
SEASON_FIELDS = {"number", "title", "synopsis"}


def create_series(
    title: str,
    *,
    by: User,
    genres: Iterable[Genre | str] = (),
    tags: Iterable[Tag | str] = (),
    **fields: Any,
) -> Series:
    """A new draft without seasons. Raises Forbidden and SeriesAddressTaken."""
    require(can_edit_films, by)
    series = Series(created_by_pk=by.pk, title=title.strip())
    apply_fields(series, fields, EDITABLE)
    with transaction.atomic():
        add_title(series, genres, tags)
        audit.record("series.created", by=by, target=series)
    return series


def update_series(
    series: Series,
    *,
    by: User,
    genres: Iterable[Genre | str] | None = None,
    tags: Iterable[Tag | str] | None = None,
    **changes: Any,
) -> Series:
    """Change what is said about the series; None leaves genres or tags. Raises SeriesAddressTaken."""
    require(can_edit_films, by)
    before = {name: getattr(series, name) for name in changes}
    apply_fields(series, changes, EDITABLE)
    with transaction.atomic():
        save_title(series, genres, tags)
        if before.get("title", series.title) != series.title:
            for episode in Film.objects.filter(season__series=series):
                index_title(episode)
        audit.record("series.changed", by=by, target=series, changes=changes_of(series, before))
    return series


def publish_series(series: Series, *, by: User) -> Series:
    """Put the series on the site. Raises SeriesIsPublished, and SeriesHasNoEpisodes while none of
    its episodes is on the site."""
    require(can_publish_films, by)
    if series.is_published:
        raise SeriesIsPublished
    with transaction.atomic():
        if not Film.objects.published().filter(season__series=series).exists():
            raise SeriesHasNoEpisodes
        if not publish_series_locked(series):
            raise SeriesIsPublished
        audit.record("series.published", by=by, target=series)
    return series


def publish_series_locked(series: Series) -> bool:
    """Flip a series to published; False when it is already."""
    now = timezone.now()
    flipped = (
        Series.objects.exclude(state=FilmState.PUBLISHED)
        .filter(pk=series.pk)
        .update(state=FilmState.PUBLISHED, published_at=now, updated_at=now, publish_at=None)
    )
    series.refresh_from_db()
    return bool(flipped)


def withdraw_series(series: Series, *, by: User) -> Series:
    """Take the series and so all its episodes off the site. Raises SeriesIsNotPublished."""
    require(can_publish_films, by)
    with transaction.atomic():
        taken = Series.objects.filter(pk=series.pk, state=FilmState.PUBLISHED).update(
            state=FilmState.WITHDRAWN, updated_at=timezone.now()
        )
        if not taken:
            raise SeriesIsNotPublished
        series.refresh_from_db()
        audit.record("series.withdrawn", by=by, target=series)
    return series


def delete_series(series: Series, *, by: User) -> None:
    """Erase a draft with its empty seasons. Raises SeriesIsNotDraft and SeriesHasEpisodes."""
    require(can_edit_films, by)
    with transaction.atomic():
        locked = Series.objects.select_for_update().get(pk=series.pk)
        if locked.state != FilmState.DRAFT:
            raise SeriesIsNotDraft
        if Film.objects.filter(season__series=locked).exists() or locked.extras.exists():
            raise SeriesHasEpisodes
        audit.record("series.deleted", by=by, target=locked)
        locked.delete()


def add_season(
    series: Series, *, by: User, number: int | None = None, title: str = "", synopsis: str = ""
) -> Season:
    """A new season, the next one if no number is given. Raises SeasonNumberTaken."""
    require(can_edit_films, by)
    with transaction.atomic():
        Series.objects.select_for_update().get(pk=series.pk)
        last = series.seasons.order_by("-number").first()
        number = number if number is not None else (last.number if last else 0) + 1
        season = Season(series=series, number=number, title=title.strip(), synopsis=synopsis)
        _place(season, taken=SeasonNumberTaken)
        audit.record("season.created", by=by, target=season)
    return season


def update_season(season: Season, *, by: User, **changes: Any) -> Season:
    """Change number, title or synopsis. Raises SeasonNumberTaken."""
    require(can_edit_films, by)
    before = {name: getattr(season, name) for name in changes}
    apply_fields(season, changes, SEASON_FIELDS)
    with transaction.atomic():
        _place(season, taken=SeasonNumberTaken)
        audit.record("season.changed", by=by, target=season, changes=changes_of(season, before))
    return season


def delete_season(season: Season, *, by: User) -> None:
    """Erase an empty season. Raises SeasonHasEpisodes."""
    require(can_edit_films, by)
    with transaction.atomic():
        locked = Season.objects.select_for_update().get(pk=season.pk)
        if locked.episodes.exists():
            raise SeasonHasEpisodes
        audit.record("season.deleted", by=by, target=locked)
        locked.delete()


def add_episode(
    season: Season, *, title: str, by: User, number: int | None = None, **fields: Any
) -> Film:
    """A new draft at the season's end, or at ``number``. Raises EpisodeNumberTaken.

    What is not said (maturity, language) is the series's.
    """
    require(can_edit_films, by)
    series = season.series
    own = {"maturity": series.maturity, "original_language": series.original_language, **fields}
    with transaction.atomic():
        Season.objects.select_for_update().get(pk=season.pk)
        if number is None:
            last = season.episodes.order_by("-number").first()
            number = (last.number or 0) + 1 if last else 1
        if season.episodes.filter(number=number).exists():
            raise EpisodeNumberTaken
        film = Film(title=title, kind=FilmKind.EPISODE, season=season, number=number)
        return add_film(film, by=by, **own)


def move_episode(film: Film, *, season: Season, number: int, by: User) -> Film:
    """Give the episode another place; whoever stands there changes places with it.

    Raises NotAnEpisode for a film that stands in no season.
    """
    require(can_edit_films, by)
    if film.kind != FilmKind.EPISODE:
        raise NotAnEpisode
    with transaction.atomic():
        other = season.episodes.select_for_update().filter(number=number).first()
        if other is not None and other.pk != film.pk:
            Film.objects.filter(pk=other.pk).update(season=film.season, number=film.number)
        film.season, film.number = season, number
        _place(film, taken=EpisodeNumberTaken)
        index_title(film)
        audit.record("episode.moved", by=by, target=film)
    return film


def _place(row: Season | Film, *, taken: type[Conflict]) -> None:
    """Save a row whose number is its own; the constraints wait for the commit, we do not."""
    try:
        with transaction.atomic():
            row.save()
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    except IntegrityError as error:
        if "_number" in str(error):
            raise taken from error
        raise
