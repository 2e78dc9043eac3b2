"""A studio's catalogue made and changed by a program of its own."""

import pytest

from apps.catalog.models import Collection, Film, Season, Series
from apps.catalog.services.films import create_film
from tests.factories.catalog import published, ready_encode

ADMIN = "/api/v1/admin/"


@pytest.fixture
def ana(client_for, alpha, people):
    """Calls as Ana: method, path below admin/, body; the status and the JSON of the answer."""
    client = client_for(alpha, people.ana)

    def call(method, path, body=None):
        answer = getattr(client, method)(ADMIN + path, body, content_type="application/json")
        return answer.status_code, answer.json() if answer.content else None

    return call


def test_a_series_from_draft_to_the_site(ana, in_alpha):
    status, series = ana("post", "series", {"title": "Harbour", "genres": ["Drama"]})
    assert (status, series["state"], series["genres"]) == (201, "draft", ["Drama"])
    home = f"series/{series['id']}"

    _status, season = ana("post", f"{home}/seasons", {"title": "Winter"})
    status, episode = ana("post", f"seasons/{season['id']}/episodes", {"title": "Tide"})
    assert (status, episode["kind"], episode["number"]) == (201, "episode", 1)
    assert ana("post", f"{home}/publish")[1]["code"] == "series_has_no_episodes"
    published(Film.objects.get())
    assert ana("post", f"{home}/publish")[1]["state"] == "published"

    told = ana("get", home)[1]
    assert [one["title"] for one in told["seasons"][0]["episodes"]] == ["Tide"]
    assert ana("get", "series")[1]["results"] == [told]
    assert ana("post", f"{home}/withdraw")[1]["state"] == "withdrawn"


def test_seasons_and_places(ana, in_alpha):
    series = ana("post", "series", {"title": "Harbour"})[1]
    seasons = [ana("post", f"series/{series['id']}/seasons", {})[1] for _ in range(2)]
    assert [one["number"] for one in seasons] == [1, 2]
    first, second = (f"seasons/{one['id']}" for one in seasons)
    episode = ana("post", f"{first}/episodes", {"title": "Tide"})[1]["movie"]["id"]

    assert ana("patch", second, {"number": 1})[1]["code"] == "season_number_taken"
    assert ana("patch", second, {"title": "Spring"})[1]["title"] == "Spring"
    place = {"season": seasons[1]["id"], "number": 4}
    assert ana("post", f"movies/{episode}/place", place)[1]["number"] == 4
    assert ana("delete", second)[1]["code"] == "season_has_episodes"
    assert ana("delete", first)[0] == 204
    assert Season.objects.count() == 1
    assert ana("delete", f"series/{series['id']}")[1]["code"] == "series_has_episodes"


def test_when_where_and_from_which_age(ana, film):
    home = f"movies/{film.pk}"
    window = {
        "starts_at": "2026-12-01T07:00:00+07:00",
        "countries": ["IN"],
        "is_early_access": True,
    }

    assert ana("put", f"{home}/windows", {"windows": [window]})[1]["windows"] == [
        {**window, "ends_at": None}
    ]
    ended = {"starts_at": "2026-12-01T00:00:00Z", "ends_at": "2026-11-01T00:00:00Z"}
    refused = ana("put", f"{home}/windows", {"windows": [ended]})
    assert (refused[0], refused[1]["code"]) == (422, "window_ends_before_start")
    rating = {"country": "IN", "age": 16, "label": "U/A 16+"}
    assert ana("put", f"{home}/ratings", {"ratings": [rating]})[1]["ratings"] == [rating]
    unknown = {"country": "XX", "age": 16}
    assert ana("put", f"{home}/ratings", {"ratings": [unknown]})[1]["code"] == "country_unknown"
    assert ana("get", f"{home}/ratings")[1]["ratings"] == [rating]
    assert len(ana("get", f"{home}/windows")[1]["windows"]) == 1


def test_credits_and_extras_of_films_and_series(ana, film):
    series = ana("post", "series", {"title": "Harbour"})[1]
    lines = [{"name": "Meera Iyer", "job": "director"}]
    for home in (f"movies/{film.pk}", f"series/{series['id']}"):
        told = ana("put", f"{home}/credits", {"credits": lines})[1]["credits"]
        assert [one["contributor"]["name"] for one in told] == ["Meera Iyer"]
        assert ana("get", f"{home}/credits")[1]["credits"] == told
        status, extra = ana("post", f"{home}/extras", {"title": "Trailer", "kind": "trailer"})
        assert (status, extra["kind"], extra["state"]) == (201, "trailer", "draft")
    rated = ana("put", f"series/{series['id']}/ratings", {"ratings": []})
    assert rated == (200, {"ratings": []})


def test_an_appointment(ana, film):
    series = ana("post", "series", {"title": "Harbour"})[1]
    for home in (f"movies/{film.pk}", f"series/{series['id']}"):
        assert ana("post", f"{home}/schedule", {"publish_at": "2099-01-01T00:00:00Z"})[0] == 204
        past = ana("post", f"{home}/schedule", {"publish_at": "2001-01-01T00:00:00Z"})
        assert past[1]["code"] == "scheduled_in_the_past"
    assert Series.objects.get().publish_at.year == 2099
    assert ana("get", f"movies/{film.pk}")[1]["publish_at"] == "2099-01-01T07:00:00+07:00"
    ana("post", f"movies/{film.pk}/schedule", {"publish_at": None})
    assert Film.objects.get().publish_at is None


def test_a_collection(ana, film):
    series = ana("post", "series", {"title": "Harbour"})[1]
    status, rain = ana("post", "collections", {"title": "Rain", "is_published": True})
    assert (status, rain["slug"], rain["titles"]) == (201, "rain", [])
    home = f"collections/{rain['id']}"
    titles = [series["id"], str(film.pk)]

    assert ana("put", f"{home}/titles", {"titles": titles})[1]["titles"] == titles
    missing = {"titles": [str(film.pk), rain["id"]]}
    assert ana("put", f"{home}/titles", missing)[0] == 404
    assert ana("put", home, {"title": "Rains"})[1]["title"] == "Rains"
    assert [one["titles"] for one in ana("get", "collections")[1]] == [titles]
    assert ana("delete", home)[0] == 204
    assert not Collection.objects.exists()


def test_many_films_at_once(ana, film, people):
    other = create_film("Kites", by=people.ana)
    body = {"films": [str(film.pk)], "access_level": "premium", "add_tags": ["Rain"]}

    assert ana("post", "movies/bulk", body) == (200, {"changed": [str(film.pk)]})

    other.refresh_from_db()
    film.refresh_from_db()
    assert (film.access_level, other.access_level) == ("premium", "free")


def test_a_table_of_films(ana, film):
    table = "slug,title\nmonsoon-letters,Monsoon Mail\n,Kites\n"

    dry = ana("post", "movies/import", {"table": table, "dry_run": True})[1]
    assert (dry["done"], Film.objects.count()) == (False, 1)
    done = ana("post", "movies/import", {"table": table})[1]
    assert done["lines"] == dry["lines"]
    assert [one["action"] for one in done["lines"]] == ["change", "create"]
    assert (done["done"], Film.objects.count()) == (True, 2)

    wrong = ana("post", "movies/import", {"table": "title,year\nRain,19x5\n"})[1]
    assert (wrong["done"], Film.objects.count()) == (False, 2)
    assert wrong["mistakes"] == [
        {
            "line": 2,
            "column": "year",
            "code": "not_a_number",
            "detail": "“19x5” is no whole number (year).",
        }
    ]


def test_tags_and_encryption_of_a_film(ana, film):
    ready_encode(film)
    told = ana("patch", f"movies/{film.pk}", {"tags": ["Rain"], "is_encrypted": True})[1]

    assert told["is_encrypted"] is True
    assert [tag.name for tag in film.tags.all()] == ["Rain"]
