import json
import re

import pytest

from apps.catalog.enums import FilmKind
from apps.catalog.models import Film
from apps.catalog.services.films import add_extra, withdraw_film
from apps.catalog.services.series import add_episode, add_season
from apps.core.tenancy import studio_context
from tests.catalog.conftest import queries
from tests.factories.catalog import published


def told(page):
    """Titles by season."""
    return {
        one["season"].number: [row["film"].title for row in one["episodes"]]
        for one in page.context["seasons"]
    }


def test_a_series_shows_its_seasons_and_what_to_watch_first(citra, harbour):
    page = citra.get("/series/harbour-lights/")

    assert told(page) == {1: ["Tide", "Fog"], 2: ["Storm"]}
    assert "Watch season 1, episode 1" in page.content.decode()
    assert 'href="/watch/tide/"' in page.content.decode()


def test_a_withdrawn_episode_goes_and_an_empty_season_with_it(visitor, harbour, alpha, people):
    with studio_context(alpha):
        withdraw_film(Film.objects.get(title="Storm"), by=people.ana)

    assert told(visitor.get("/series/harbour-lights/")) == {1: ["Tide", "Fog"]}
    assert visitor.get("/films/storm/").status_code == 404


def test_an_episode_tells_its_place(visitor, harbour):
    page = visitor.get("/films/fog/").content.decode()

    assert "Harbour Lights: season 1, episode 2" in page
    assert 'href="/series/harbour-lights/"' in page


def test_lists_show_the_series_and_not_its_episodes(visitor, harbour, on_alpha):
    on_alpha("Kites")

    listed = visitor.get("/series/").context["films"]
    assert [one["title"] for one in listed] == ["Harbour Lights"]
    grid = visitor.get("/films/").context["films"]
    assert [one["title"] for one in grid] == ["Kites"]
    rows = visitor.get("/").context["front"]["rows"]
    assert [(row["title"], [one["title"] for one in row["films"]]) for row in rows] == [
        ("New", ["Kites"]),
        ("Series", ["Harbour Lights"]),
    ]


def test_search_engines_read_seasons_and_episodes(visitor, harbour):
    page = visitor.get("/series/harbour-lights/").content.decode()
    data = json.loads(re.search(r"ld\+json\"[^>]*>(.*?)</script>", page, re.DOTALL)[1])

    assert (data["@type"], data["numberOfSeasons"], data["numberOfEpisodes"]) == ("TVSeries", 2, 3)
    assert data["contentRating"] == "13+"
    assert data["containsSeason"][1] == {
        "@type": "TVSeason",
        "seasonNumber": 2,
        "numberOfEpisodes": 1,
        "episode": [
            {
                "@type": "TVEpisode",
                "name": "Storm",
                "url": "http://alpha.localhost/films/storm/",
                "episodeNumber": 1,
            }
        ],
    }
    episode = visitor.get("/films/fog/").content.decode()
    data = json.loads(re.search(r"ld\+json\"[^>]*>(.*?)</script>", episode, re.DOTALL)[1])
    assert (data["@type"], data["episodeNumber"]) == ("TVEpisode", 2)
    assert data["partOfSeries"]["name"] == "Harbour Lights"
    assert '<meta property="og:type" content="video.episode" />' in episode


def test_trailers_stand_on_the_page_they_belong_to(visitor, harbour, on_alpha, alpha, people):
    kites = on_alpha("Kites")
    with studio_context(alpha):
        for of in (kites, harbour):
            trailer = add_extra(f"Trailer of {of}", kind=FilmKind.TRAILER, of=of, by=people.ana)
            published(trailer)

    for path, title in (
        ("/films/kites/", "Trailer of Kites"),
        ("/series/harbour-lights/", "Trailer of Harbour Lights"),
    ):
        assert [one["title"] for one in visitor.get(path).context["extras"]] == [title]


@pytest.mark.parametrize(("who", "status"), [("visitor", 404), ("citra", 404), ("ana", 200)])
def test_a_draft_is_for_editors_only(request, harbour, alpha, who, status):
    with studio_context(alpha):
        type(harbour).objects.update(state="draft")

    assert request.getfixturevalue(who).get("/series/harbour-lights/").status_code == status


def test_another_studio_has_no_such_series(client_for, beta, harbour):
    assert client_for(beta).get("/series/harbour-lights/").status_code == 404
    assert client_for(beta).get("/films/fog/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_many_episodes(visitor, harbour, alpha, people, count):
    with studio_context(alpha):
        for _ in range(count):
            season = add_season(harbour, by=people.ana)
            published(add_episode(season, title="More", by=people.ana))
    visitor.get("/series/harbour-lights/")

    # The plan of who asks; the series with genres, ratings, tags and credits; seasons, episodes and
    # theirs; extras; no other series.
    with queries(14):
        visitor.get("/series/harbour-lights/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_whatever_its_length(visitor, harbour, alpha, count):
    with studio_context(alpha):
        for number in range(count):
            type(harbour).objects.create(
                title=f"More {number}",
                slug=f"more-{number}",
                state="published",
                published_at=harbour.published_at,
            )
    visitor.get("/series/")

    with queries(5):
        visitor.get("/series/")


def test_editors_find_the_way_to_the_desk(ana, citra, harbour):
    link = f'href="/studio/series/{harbour.pk}/"'

    assert link in ana.get("/series/harbour-lights/").content.decode()
    assert link not in citra.get("/series/harbour-lights/").content.decode()
