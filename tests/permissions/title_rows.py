"""Series, people and collections behind a studio's addresses, each in a state in which it changes."""

from typing import Any

from apps.catalog.models import Collection, Contributor, Film, Season, Series
from apps.catalog.services.collections import create_collection, set_entries
from apps.catalog.services.contributors import Named, set_credits
from apps.catalog.services.series import add_episode, add_season, create_series, publish_series
from tests.factories.catalog import published
from tests.permissions.world import Values, World

PORTRAIT = "portrait.jpg"


def title_arguments(world: World, films: dict[str, Film]) -> dict[str, Values]:
    ana = world.people["studio", "owner"]
    shown, waiting = (_series(title, by=ana) for title in ("Shown", "Waiting"))
    publish_series(shown, by=ana)
    empty = create_series("Empty", by=ana)
    season = add_season(empty, by=ana)
    collection = create_collection("Rain", by=ana, is_published=True)
    set_entries(collection, [films["live"]], by=ana)
    set_credits(films["live"], [Named("Meera Iyer", "director")], by=ana)
    person = Contributor.objects.get()
    Contributor.objects.update(portrait=f"people/{person.pk}/{PORTRAIT}")
    return {
        **_site(shown, person, collection),
        **_reading(films["live"], shown, person, collection),
        **_editing(films["draft"], shown, waiting, empty, season, collection, person),
    }


def _series(title: str, *, by: Any) -> Series:
    series = create_series(title, by=by)
    published(add_episode(add_season(series, by=by), title=f"First of {title}", by=by))
    return series


def _site(series: Series, person: Contributor, collection: Collection) -> dict[str, Values]:
    return {
        "series": {"slug": series.slug},
        "person": {"slug": person.slug},
        "collection": {"slug": collection.slug},
        "portrait": {"pk": person.pk, "name": PORTRAIT},
        "sitemap-section": {"section": "films"},
    }


def _reading(
    film: Film, series: Series, person: Contributor, collection: Collection
) -> dict[str, Values]:
    return {
        "api:movie-similar": {"key": film.slug},
        "api:series-detail": {"key": series.slug},
        "api:person-detail": {"key": person.slug},
        "api:collection-detail": {"key": collection.slug},
    }


def _editing(
    film: Film,
    shown: Series,
    waiting: Series,
    empty: Series,
    season: Season,
    collection: Collection,
    person: Contributor,
) -> dict[str, Values]:
    episode = Film.objects.get(season__series=shown)
    no_episodes = create_series_without_seasons(empty)
    return {
        **{f"api:movie-{name}": {"pk": film.pk} for name in FILM_PARTS},
        "api:movie-place": {"pk": episode.pk},
        "api:desk-series-detail": {"pk": no_episodes.pk},
        "api:series-publish": {"pk": waiting.pk},
        "api:series-withdraw": {"pk": shown.pk},
        **{f"api:series-{name}": {"pk": empty.pk} for name in SERIES_PARTS},
        "api:season-list": {"pk": empty.pk},
        "api:season-detail": {"pk": season.pk},
        "api:episode-list": {"pk": season.pk},
        "api:desk-collection-detail": {"pk": collection.pk},
        "api:collection-titles": {"pk": collection.pk},
        **{name: {"pk": person.pk} for name in PERSON_PARTS},
        "api:movie-artwork": {"pk": film.pk, "kind": "poster"},
        "api:series-artwork": {"pk": empty.pk, "kind": "backdrop"},
    }


def create_series_without_seasons(like: Series) -> Series:
    return Series.objects.create(title="Bare", slug="bare", created_by_pk=like.created_by_pk)


FILM_PARTS = ("schedule", "windows", "ratings", "credits", "extras")
PERSON_PARTS = ("api:desk-person-detail", "api:desk-person-portrait")
SERIES_PARTS = ("schedule", "ratings", "credits", "extras")


def title_bodies(films: dict[str, Film]) -> dict[str, dict[str, Any]]:
    later = {"publish_at": "2099-01-01T00:00:00Z"}
    ratings = {"ratings": [{"country": "IN", "age": 16}]}
    named = {"credits": [{"name": "Arjun Das", "job": "actor"}]}
    extra = {"title": "Trailer", "kind": "trailer"}
    season = Season.objects.get(series__title="Empty")
    return {
        "api:movie-schedule": later,
        "api:series-schedule": later,
        "api:movie-windows": {"windows": [{"starts_at": "2026-01-01T00:00:00Z"}]},
        "api:movie-ratings": ratings,
        "api:series-ratings": ratings,
        "api:movie-credits": named,
        "api:series-credits": named,
        "api:movie-extras": extra,
        "api:series-extras": extra,
        "api:movie-place": {"season": str(season.pk), "number": 3},
        "api:movie-bulk": {"films": [str(films["draft"].pk)], "maturity": "18"},
        "api:movie-import": {"table": "title\nFrom a table\n"},
        "api:desk-series-list": {"title": "Another"},
        "api:desk-series-detail": {"title": "Changed"},
        "api:season-list": {"title": "Winter"},
        "api:season-detail": {"title": "Spring"},
        "api:episode-list": {"title": "Next"},
        "api:desk-collection-list": {"title": "Another"},
        "api:desk-collection-detail": {"title": "Changed"},
        "api:collection-titles": {"titles": []},
        "api:desk-person-list": {"name": "Somebody Else"},
        "api:desk-person-detail": {"biography": "Waits."},
    }
