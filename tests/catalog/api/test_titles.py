"""Series, people, collections and suggestions as programs read them."""

from datetime import datetime

import pytest

from apps.accounts.services.profiles import Details, create_profile
from apps.catalog.enums import FilmKind
from apps.catalog.models import Film
from apps.catalog.services.collections import create_collection, set_entries
from apps.catalog.services.contributors import Named, set_credits
from apps.catalog.services.films import add_extra, create_film
from apps.catalog.services.releases import AgeIn, Opening, set_ratings, set_windows
from apps.catalog.services.series import (
    add_episode,
    add_season,
    create_series,
    publish_series,
    update_series,
)
from tests.catalog.conftest import queries
from tests.factories.catalog import published


@pytest.fixture
def visitor(client_for, alpha):
    return client_for(alpha)


@pytest.fixture
def harbour(in_alpha, people):
    series = create_series("Harbour Lights", by=people.ana, maturity="13", genres=["Drama"])
    season = add_season(series, by=people.ana, title="The first winter")
    published(add_episode(season, title="Tide", by=people.ana))
    return publish_series(series, by=people.ana)


def test_a_film_in_full(visitor, playable, people):
    set_credits(playable, [Named("Meera Iyer", "director")], by=people.ana)
    set_ratings(playable, [AgeIn("ID", 13, "13+")], by=people.ana)
    trailer = add_extra("Trailer", kind=FilmKind.TRAILER, of=playable, by=people.ana)
    published(trailer)

    film = visitor.get("/api/v1/movies/monsoon-letters").json()

    assert film["kind"] == "film"
    assert film["age_rating"] == {"age": 13, "label": "13+"}
    assert film["availability"] == {"state": "available", "at": None}
    credit = film["credits"][0]
    assert (credit["job"], credit["contributor"]["slug"]) == ("director", "meera-iyer")
    assert [(extra["title"], extra["kind"]) for extra in film["extras"]] == [("Trailer", "trailer")]
    assert film["episode"] is None


def test_what_is_to_come_says_from_when(visitor, playable, people, in_alpha):
    then = "2099-01-01T07:00:00+07:00"
    set_windows(playable, [Opening(datetime.fromisoformat(then))], by=people.ana)

    listed = visitor.get("/api/v1/movies").json()["results"][0]

    assert listed["availability"] == {"state": "not_yet", "at": then}


def test_a_series_with_its_seasons(visitor, harbour):
    listed = visitor.get("/api/v1/series").json()["results"]
    series = visitor.get("/api/v1/series/harbour-lights").json()

    assert [one["slug"] for one in listed] == ["harbour-lights"]
    assert series["age_rating"] == {"age": 13, "label": ""}
    season = series["seasons"][0]
    assert (season["number"], season["title"]) == (1, "The first winter")
    assert [(one["number"], one["title"]) for one in season["episodes"]] == [(1, "Tide")]
    episode = visitor.get("/api/v1/movies/tide").json()
    assert episode["episode"] == {
        "series": str(harbour.pk),
        "series_slug": "harbour-lights",
        "series_title": "Harbour Lights",
        "season": 1,
        "number": 1,
    }
    assert visitor.get("/api/v1/movies").json()["results"] == []


def test_people_collections_and_suggestions(visitor, playable, harbour, people):
    set_credits(harbour, [Named("Harini Nair", "creator")], by=people.ana)
    rain = create_collection("Rain", by=people.ana, is_published=True)
    set_entries(rain, [harbour, playable], by=people.ana)

    person = visitor.get("/api/v1/people/harini-nair").json()
    assert [one["slug"] for one in person["series"]] == ["harbour-lights"]
    listed = visitor.get("/api/v1/collections").json()["results"]
    one = visitor.get("/api/v1/collections/rain").json()
    assert listed == [one]
    assert [film["slug"] for film in one["films"]] == ["monsoon-letters"]
    found = visitor.get("/api/v1/search/suggestions?q=har").json()
    assert [one["slug"] for one in found["series"]] == ["harbour-lights"]
    assert [one["slug"] for one in found["people"]] == ["harini-nair"]
    assert found["films"] == []


@pytest.mark.parametrize(("path", "field"), [("genres", "genres"), ("tags", "tags")])
def test_genres_and_tags_of_what_one_finds(
    client_for, alpha, visitor, harbour, people, path, field
):
    published(create_film("Kites", by=people.ana, **{field: ["Rain", "Zoo"]}))
    update_series(harbour, by=people.ana, **{field: ["Sea"]})
    published(create_film("Night", by=people.ana, maturity="18", **{field: ["Knives"]}))
    create_film("Draft", by=people.ana, **{field: ["Draft"]})

    def names(client, query=""):
        answer = client.get(f"/api/v1/{path}{query}").json()
        return [one["name"] for one in answer["results"]]

    assert names(visitor) == ["Knives", "Rain", "Sea", "Zoo"]
    assert names(visitor, "?search=OO") == ["Zoo"]
    assert "Draft" in names(client_for(alpha, people.ana))
    child = create_profile(people.citra, Details("Sari", is_kids=True, max_age=7))
    kid = client_for(alpha, people.citra)
    kid.defaults["HTTP_X_PROFILE"] = str(child.pk)
    assert names(kid) == ["Rain", "Zoo"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?tag=rain", 1),
        ("?tag=snow", 0),
        ("?decade=2024", 1),
        ("?decade=1990", 0),
        ("?language=hi", 1),
        ("?language=ta", 0),
        ("?access_level=free", 1),
        ("?access_level=premium", 0),
    ],
)
def test_films_are_narrowed_down(visitor, in_alpha, people, query, count):
    published(create_film("Kites", by=people.ana, tags=["Rain"], year=2021, original_language="hi"))

    assert len(visitor.get(f"/api/v1/movies{query}").json()["results"]) == count


@pytest.mark.parametrize(
    "path",
    ["/api/v1/movies?language=xx", "/api/v1/movies?decade=99999", "/api/v1/search/suggestions"],
)
def test_what_cannot_be_asked(visitor, path):
    assert visitor.get(path).status_code == 400


@pytest.mark.parametrize(
    "path", ["movies/no", "movies/no/similar", "series/no", "people/no", "collections/no"]
)
def test_what_is_not_there(visitor, path):
    answer = visitor.get(f"/api/v1/{path}")

    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_another_studio_finds_nothing_of_it(client_for, beta, playable, harbour, people):
    set_credits(harbour, [Named("Harini Nair", "creator")], by=people.ana)
    stranger = client_for(beta)

    for path in ("series/harbour-lights", "movies/tide", "people/harini-nair"):
        assert stranger.get(f"/api/v1/{path}").status_code == 404
    assert stranger.get("/api/v1/series").json()["results"] == []


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_whatever_their_length(visitor, harbour, people, count):
    for number in range(count):
        published(create_film(f"Kites {number}", by=people.ana, genres=["Drama"]))
        season = add_season(harbour, by=people.ana)
        published(add_episode(season, title="More", by=people.ana))
    assert Film.objects.count() == 1 + 2 * count
    visitor.get("/api/v1/movies")

    # The plan of who asks; the films with genres, ratings and windows.
    with queries(5):
        visitor.get("/api/v1/movies")
    # The plan of who asks; the series with genres and ratings.
    with queries(4):
        visitor.get("/api/v1/series")
    # The plan of who asks; the series with four more; seasons, episodes and theirs; extras.
    with queries(12):
        visitor.get("/api/v1/series/harbour-lights")
