"""Titles of every kind, on alpha's site."""

import pytest

from apps.catalog.enums import FilmKind
from apps.catalog.services.films import add_extra, create_film
from apps.catalog.services.series import add_episode, add_season, create_series, publish_series
from tests.factories.catalog import published


@pytest.fixture
def put(in_alpha, people):
    """A film on the site."""

    def on_site(title, **fields):
        return published(create_film(title, by=people.ana, **fields))

    return on_site


@pytest.fixture
def extra(in_alpha, people):
    """A trailer on the site."""

    def on_site(title, *, of, kind=FilmKind.TRAILER):
        return published(add_extra(title, kind=kind, of=of, by=people.ana))

    return on_site


@pytest.fixture
def harbour(in_alpha, people):
    """A series on the site with two seasons of two episodes."""
    series = create_series("Harbour Lights", by=people.ana, maturity="13", genres=["Drama"])
    for number in (1, 2):
        season = add_season(series, by=people.ana)
        for name in ("Tide", "Fog"):
            published(add_episode(season, title=f"{name} {number}", by=people.ana))
    return publish_series(series, by=people.ana)
