"""Cursors: of one studio, list, filter and order; still right while rows come and go."""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.catalog.models import Film
from apps.catalog.services.films import create_film, withdraw_film
from apps.core.tenancy import studio_context
from tests.factories.catalog import published

MOVIES = "/api/v1/movies"
DESK = "/api/v1/admin/movies"
NOON = timezone.now().replace(microsecond=0)


@pytest.fixture
def films(alpha, people):
    """Seven films, four of them published at the very same moment."""
    with studio_context(alpha):
        return [
            made(f"Film {n}", people.ana, NOON + timedelta(minutes=max(0, n - 3))) for n in range(7)
        ]


def made(title, by, at):
    film = create_film(title, by=by, genres=["Drama"])
    published(film)
    Film.objects.filter(pk=film.pk).update(published_at=at)
    return film


def walk(client, url, step="next"):
    pages = []
    while url:
        page = client.get(url).json()
        pages.append([row["title"] for row in page["results"]])
        url = page[step]
    return pages


def test_every_row_comes_once_also_those_of_one_moment(client_for, alpha, films):
    pages = walk(client_for(alpha), f"{MOVIES}?page_size=2")

    assert pages == [["Film 6", "Film 5"], ["Film 4", "Film 3"], ["Film 2", "Film 1"], ["Film 0"]]


def test_the_way_back_shows_the_same_pages(client_for, alpha, films):
    client = client_for(alpha)
    last = client.get(f"{MOVIES}?page_size=3").json()
    while last["next"]:
        last = client.get(last["next"]).json()

    pages = walk(client, last["previous"], step="previous")

    assert pages == [["Film 3", "Film 2", "Film 1"], ["Film 6", "Film 5", "Film 4"]]


def test_rows_that_come_and_go_meanwhile_move_nothing(client_for, alpha, films, people):
    client = client_for(alpha)
    first = client.get(f"{MOVIES}?page_size=2").json()
    with studio_context(alpha):
        made("New at the top", people.ana, NOON + timedelta(days=1))
        made("New in the same moment", people.ana, NOON)
        withdraw_film(films[6], by=people.ana)

    rest = [title for page in walk(client, first["next"]) for title in page]

    assert rest == ["Film 4", "New in the same moment", "Film 3", "Film 2", "Film 1", "Film 0"]


@pytest.mark.parametrize("size", ["0", "-1", "101", "1e9", "1000000000", "ten", "", "٣"])
def test_a_page_size_beyond_the_bounds_is_refused_by_name(client_for, alpha, size):
    answer = client_for(alpha).get(MOVIES, {"page_size": size})

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert set(answer.json()["errors"]) == {"page_size"}


@pytest.mark.parametrize("cursor", ["", "nonsense", "WyJuIl0:1vNq2c:9f8e", "\x00"])
def test_a_broken_cursor_is_refused_by_name(client_for, alpha, cursor):
    answer = client_for(alpha).get(MOVIES, {"cursor": cursor})

    assert (answer.status_code, set(answer.json()["errors"])) == (400, {"cursor"})


def cursor_of(client, films):
    return (
        client.get(f"{MOVIES}?page_size=2").json()["next"].partition("cursor=")[2].partition("&")[0]
    )


def test_a_cursor_is_good_for_its_own_studio_list_and_filter_alone(
    client_for, alpha, beta, films, people
):
    client = client_for(alpha, people.ana)
    given = cursor_of(client, films)

    assert client.get(f"{MOVIES}?cursor={given}").status_code == 200
    assert client.get(f"/api/movies?cursor={given}&page_size=50").status_code == 200
    refused = [
        client_for(beta).get(f"{MOVIES}?cursor={given}"),
        client.get(f"{DESK}?cursor={given}"),
        client.get(f"{MOVIES}?genre=drama&cursor={given}"),
        client.get(f"{MOVIES}?search=film&cursor={given}"),
    ]
    assert [answer.status_code for answer in refused] == [400] * 4


@pytest.mark.parametrize(("path", "who", "count"), [(MOVIES, None, 10), (DESK, "ana", 10)])
def test_one_row_and_three_cost_the_same(
    client_for, alpha, films, people, path, who, count, django_assert_num_queries
):
    client = client_for(alpha, getattr(people, who) if who else None)
    client.get(path)

    for size in (1, 3):
        with django_assert_num_queries(count):
            assert len(client.get(f"{path}?page_size={size}").json()["results"]) == size
