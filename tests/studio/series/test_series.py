import csv
import io

import pytest

from apps.catalog.models import Film, Season, Series
from apps.catalog.services.films import publish_film
from apps.catalog.services.series import add_episode, add_season, create_series
from apps.core.tenancy import studio_context
from tests.factories.catalog import ready_encode

SERIES = "/studio/series/"


def told(page):
    return [str(message) for message in page.context["messages"]]


@pytest.fixture
def rains(alpha, people):
    """Two seasons: three episodes, and one."""
    with studio_context(alpha):
        series = create_series("Rains", by=people.ana)
        for titles in (["Drop", "Puddle", "Flood"], ["Sun"]):
            season = add_season(series, by=people.ana)
            for title in titles:
                add_episode(season, title=title, by=people.ana)
        return series


@pytest.fixture
def places(alpha, rains):
    """Which episode stands where."""

    def read():
        with studio_context(alpha):
            rows = Film.objects.filter(season__series=rains).order_by("season__number", "number")
            return list(rows.values_list("season__number", "number", "title"))

    return read


def episode(alpha, title):
    with studio_context(alpha):
        return Film.objects.get(title=title)


def test_an_empty_desk_says_what_a_series_is(edi):
    page = edi.get(SERIES).content.decode()

    assert "No series yet" in page
    assert 'href="/studio/series/new/"' in page


def test_a_series_is_made_from_its_title(edi, alpha):
    answer = edi.post(f"{SERIES}new/", {"title": "Rains"})

    with studio_context(alpha):
        series = Series.objects.get()
    assert (series.title, series.slug, series.state) == ("Rains", "rains", "draft")
    assert answer.headers["Location"] == f"{SERIES}{series.pk}/"
    assert "No seasons yet" in edi.get(answer.headers["Location"]).content.decode()
    assert edi.post(f"{SERIES}new/", {"title": " "}).status_code == 422


def test_the_list_counts_and_narrows(edi, rains, alpha, people):
    with studio_context(alpha):
        create_series("Kites", by=people.ana)

    rows = edi.get(f"{SERIES}?q=rain").context["rows"]
    assert [(row.title, row.season_count, row.episode_count) for row, _ in rows] == [
        ("Rains", 2, 4)
    ]
    assert len(edi.get(f"{SERIES}?state=nonsense").context["rows"]) == 2
    assert "No series matches" in edi.get(f"{SERIES}?state=published").content.decode()


def test_the_list_is_a_file_as_well(edi, rains):
    text = edi.get(f"{SERIES}series.csv").content.decode("utf-8-sig")

    [header, row] = list(csv.reader(io.StringIO(text)))
    assert header == ["Title", "Address", "State", "Seasons", "Episodes", "Changed"]
    assert row[:5] == ["Rains", "rains", "Draft", "2", "4"]


def test_seasons_are_added_named_numbered_and_deleted(edi, rains, alpha):
    edi.post(f"{SERIES}{rains.pk}/seasons/", {"title": "Specials", "number": "0"})
    with studio_context(alpha):
        special = Season.objects.get(number=0)
    edi.post(f"{SERIES}{rains.pk}/seasons/{special.pk}/", {"title": "Extras", "number": "9"})
    with studio_context(alpha):
        assert list(Season.objects.values_list("number", "title")) == [
            (1, ""),
            (2, ""),
            (9, "Extras"),
        ]

    page = edi.post(f"{SERIES}{rains.pk}/seasons/", {"number": "9"}, follow=True)
    assert "a season of this number already" in told(page)[-1]
    edi.post(f"{SERIES}{rains.pk}/seasons/{special.pk}/delete/")
    with studio_context(alpha):
        assert list(Season.objects.values_list("number", flat=True)) == [1, 2]


def test_a_season_with_episodes_stays(edi, rains, places, alpha):
    with studio_context(alpha):
        first = rains.seasons.get(number=1)
    edi.post(f"{SERIES}{rains.pk}/seasons/{first.pk}/delete/")

    assert len(places()) == 4


def test_an_episode_is_added_and_takes_its_video_next(edi, rains, places, alpha):
    with studio_context(alpha):
        second = rains.seasons.get(number=2)
    url = f"{SERIES}{rains.pk}/seasons/{second.pk}/episodes/"
    answer = edi.post(url, {"title": "Moon"})

    assert places()[-1] == (2, 2, "Moon")
    assert answer.headers["Location"] == f"/studio/films/{episode(alpha, 'Moon').pk}/"
    page = edi.get(answer.headers["Location"]).content.decode()
    assert f'href="{SERIES}{rains.pk}/"' in page
    assert told(edi.post(url, {"title": ""}, follow=True))[-1] == "This field is required."


def move(edi, rains, film, **body):
    return edi.post(f"{SERIES}{rains.pk}/episodes/{film.pk}/move/", body)


def test_an_episode_changes_places_with_its_neighbour(edi, rains, places, alpha):
    drop = episode(alpha, "Drop")
    move(edi, rains, drop, season=str(drop.season_id), number="2")

    assert places() == [(1, 1, "Puddle"), (1, 2, "Drop"), (1, 3, "Flood"), (2, 1, "Sun")]


def test_an_episode_moves_to_the_end_of_another_season(edi, rains, places, alpha):
    with studio_context(alpha):
        second = rains.seasons.get(number=2)
    move(edi, rains, episode(alpha, "Puddle"), season=str(second.pk))

    assert places() == [(1, 1, "Drop"), (1, 3, "Flood"), (2, 1, "Sun"), (2, 2, "Puddle")]


def test_the_buttons_name_the_neighbours_numbers_and_answer_in_place(edi, rains, alpha):
    drop = episode(alpha, "Drop")
    url = f"{SERIES}{rains.pk}/episodes/{drop.pk}/move/"
    body = {"season": str(drop.season_id), "number": "2"}
    answer = edi.post(url, body, headers={"hx-request": "true"})

    rows = answer.context["seasons"][0][1]
    assert [(row.film.title, row.before, row.after) for row in rows] == [
        ("Puddle", None, 2),
        ("Drop", 1, 3),
        ("Flood", 2, None),
    ]
    assert answer.status_code == 200
    assert f'id="down-{drop.pk}"' in answer.content.decode()


def test_nothing_moves_into_or_out_of_another_series(edi, rains, places, alpha, people):
    with studio_context(alpha):
        other = create_series("Kites", by=people.ana)
        foreign = add_season(other, by=people.ana)
        theirs = add_episode(foreign, title="Theirs", by=people.ana)
    before = places()
    drop = episode(alpha, "Drop")

    assert move(edi, rains, drop, season=str(foreign.pk)).status_code == 404
    assert move(edi, rains, theirs, season=str(drop.season_id)).status_code == 404
    page = move(edi, rains, drop, season="nonsense", number="1")
    assert page.status_code == 302
    assert places() == before


def test_a_series_goes_on_the_site_with_an_episode_and_off_again(edi, rains, alpha, people):
    page = edi.post(f"{SERIES}{rains.pk}/publish/", follow=True)
    assert "episode" in told(page)[0]
    with studio_context(alpha):
        drop = Film.objects.get(title="Drop")
        ready_encode(drop)
        publish_film(drop, by=people.ana)

    assert (
        told(edi.post(f"{SERIES}{rains.pk}/publish/", follow=True))[-1]
        == "The series is on the site."
    )
    page = edi.get(f"{SERIES}{rains.pk}/").content.decode()
    assert 'href="/series/rains/"' in page
    edi.post(f"{SERIES}{rains.pk}/withdraw/")
    with studio_context(alpha):
        assert Series.objects.get().state == "withdrawn"


def test_a_draft_without_episodes_is_deleted_and_no_other(edi, rains, alpha, people):
    with studio_context(alpha):
        empty = create_series("Nothing", by=people.ana)
    edi.post(f"{SERIES}{rains.pk}/delete/")
    answer = edi.post(f"{SERIES}{empty.pk}/delete/")

    assert answer.headers["Location"] == SERIES
    with studio_context(alpha):
        assert list(Series.objects.values_list("title", flat=True)) == ["Rains"]


def test_what_is_said_about_a_series_is_saved(edi, rains, alpha):
    body = {
        "title": "Long rains",
        "slug": "long-rains",
        "maturity": "7",
        "year": "2025",
        "genre_names": "Drama, Family",
        "tag_names": "monsoon",
    }
    page = edi.post(f"{SERIES}{rains.pk}/details/", body, follow=True)

    with studio_context(alpha):
        series = Series.objects.get()
        words = [[row.name for row in rows.all()] for rows in (series.genres, series.tags)]
    assert (series.title, series.slug, series.maturity, series.year) == (
        "Long rains",
        "long-rains",
        "7",
        2025,
    )
    assert (words, told(page)) == ([["Drama", "Family"], ["monsoon"]], ["Saved."])
    seven = {**body, "genre_names": "a,b,c,d,e,f,g"}
    refused = edi.post(f"{SERIES}{rains.pk}/details/", seven)
    assert (refused.status_code, "Name at most 6." in refused.content.decode()) == (422, True)


def test_credits_and_ages_of_a_series(edi, rains, alpha):
    line = {
        "credits-TOTAL_FORMS": "1",
        "credits-INITIAL_FORMS": "0",
        "credits-0-name": "Asha",
        "credits-0-job": "creator",
        "credits-0-ORDER": "1",
    }
    edi.post(f"{SERIES}{rains.pk}/credits/", line)
    page = edi.get(f"{SERIES}{rains.pk}/release/").content.decode()

    with studio_context(alpha):
        assert [str(credit) for credit in rains.credits.all()] == ["Asha, Creator"]
    assert 'value="windows"' not in page
    assert 'value="ratings"' in page


def test_a_series_elsewhere_is_not_found(client_for, beta, people, rains):
    bima = client_for(beta, people.bima)

    for page in ("", "details/", "credits/", "release/", "extras/"):
        assert bima.get(f"{SERIES}{rains.pk}/{page}").status_code == 404


def test_the_number_of_questions_does_not_grow(edi, rains, alpha, people, queries):
    edi.get(SERIES)
    with queries(4):
        edi.get(SERIES)
    with queries(8):
        edi.get(f"{SERIES}{rains.pk}/")
    with studio_context(alpha):
        for name in ("Kites", "Harbour"):
            create_series(name, by=people.ana)
        third = add_season(rains, by=people.ana)
        for title in ("Dusk", "Dawn"):
            add_episode(third, title=title, by=people.ana)
    with queries(4):
        edi.get(SERIES)
    with queries(8):
        edi.get(f"{SERIES}{rains.pk}/")
