import pytest

from tests.catalog.conftest import queries


def titles(page):
    return [film["title"] for film in page.context["films"]]


@pytest.fixture
def three(on_alpha):
    on_alpha("Salt Road", genres=["Thriller"], year=2022)
    on_alpha("Amélie at Sea", genres=["Comedy"], year=2024, director="Meera Iyer")
    on_alpha("Kites", genres=["Comedy", "Drama"])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["Kites", "Amélie at Sea", "Salt Road"]),
        ("?q=amelie", ["Amélie at Sea"]),
        ("?q=iyer+sea", ["Amélie at Sea"]),
        ("?q=nothing+like+it", []),
        ("?genre=comedy", ["Kites", "Amélie at Sea"]),
        ("?genre=comedy&q=kites", ["Kites"]),
        ("?genre=unknown", []),
        ("?sort=title", ["Amélie at Sea", "Kites", "Salt Road"]),
        ("?sort=-year", ["Amélie at Sea", "Salt Road", "Kites"]),
        ("?sort=pk;drop", ["Kites", "Amélie at Sea", "Salt Road"]),
        ("?q=%00kites", ["Kites"]),
        ("?page=99", ["Kites", "Amélie at Sea", "Salt Road"]),
    ],
)
def test_the_address_says_what_is_shown(visitor, three, query, expected):
    assert titles(visitor.get(f"/films/{query}")) == expected


def test_only_genres_of_films_on_the_site_are_offered(visitor, three, draft, on_beta):
    on_beta("Noise", genres=["Horror"])

    genres = visitor.get("/films/").context["genres"]

    assert [genre.slug for genre in genres] == ["comedy", "drama", "thriller"]


def test_nothing_found_offers_the_way_back(visitor, three):
    page = visitor.get("/films/?q=zzz").content.decode()

    assert "Nothing found" in page
    assert 'href="/films/">Show all films' in page


def test_a_live_search_gets_the_results_without_the_page(visitor, three):
    answer = visitor.get("/films/?q=kites", headers={"HX-Request": "true"})

    assert "<html" not in answer.content.decode()
    assert titles(answer) == ["Kites"]


def test_more_films_come_as_posters_alone_with_the_next_link(visitor, on_alpha, monkeypatch):
    monkeypatch.setattr("apps.catalog.web.views.TITLES_A_PAGE", 1)
    on_alpha("Kites")
    on_alpha("Salt Road")
    on_alpha("Monsoon Letters")

    first = visitor.get("/films/")
    headers = {"HX-Request": "true", "HX-Target": "film-more"}
    second = visitor.get("/films/?page=2", headers=headers)

    assert 'rel="next" href="?page=2"' in first.content.decode()
    assert titles(second) == ["Salt Road"]
    assert "poster-grid" not in second.content.decode().replace("poster-grid__more", "")
    assert "?page=3" in second.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_grid_asks_the_same_whatever_its_length(visitor, on_alpha, count):
    for number in range(count):
        on_alpha(f"Kites {number}", genres=["Drama"])
    visitor.get("/films/")

    # The plan of who asks; how many; the films with genres, ratings and windows; the genres and
    # years to choose from.
    with queries(8):
        visitor.get("/films/")
