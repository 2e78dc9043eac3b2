import pytest

from apps.catalog.services.films import update_film
from apps.core.tenancy import studio_context
from tests.catalog.conftest import queries


def titles(row):
    return [film["title"] for film in row["films"]]


def test_an_empty_studio_says_so_to_visitors(visitor):
    page = visitor.get("/")

    assert page.status_code == 200
    assert page.context["version"] == ""
    assert "The first films are on their way." in page.content.decode()
    assert "/studio/films/new/" not in page.content.decode()


def test_an_empty_studio_shows_its_team_what_to_do(ana):
    page = ana.get("/").content.decode()

    assert "Your screen is ready" in page
    assert 'href="/studio/films/new/"' in page


def test_the_newest_film_leads_and_each_shared_genre_has_a_row(visitor, on_alpha):
    on_alpha("Salt Road", genres=["Drama"])
    on_alpha("Monsoon Letters", genres=["Drama", "Romance"])
    on_alpha("Kites", genres=["Comedy"])

    page = visitor.get("/")

    assert page.context["front"]["featured"].title == "Kites"
    assert [(row["title"], titles(row)) for row in page.context["front"]["rows"]] == [
        ("New", ["Kites", "Monsoon Letters", "Salt Road"]),
        ("Drama", ["Monsoon Letters", "Salt Road"]),
    ]


def test_films_of_different_access_get_a_row_each(visitor, on_alpha):
    on_alpha("Salt Road", access_level="premium")
    on_alpha("Kites", access_level="free")

    rows = visitor.get("/").context["front"]["rows"]

    assert [(row["title"], titles(row)) for row in rows[1:]] == [
        ("Free to watch", ["Kites"]),
        ("In the Premium plan", ["Salt Road"]),
    ]


def test_drafts_and_other_studios_films_are_not_there(visitor, on_alpha, on_beta, draft):
    on_beta("Leaked 5f3a91")
    on_alpha("Kites")

    page = visitor.get("/")

    assert titles(page.context["front"]["rows"][0]) == ["Kites"]
    assert "Leaked 5f3a91" not in page.content.decode()
    assert "Salt Road" not in page.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_front_page_asks_the_same_whatever_its_length(visitor, on_alpha, count):
    for number in range(count):
        on_alpha(f"Kites {number}", genres=["Drama", "Comedy"])
    visitor.get("/films/")

    # The plan of who asks and the version; the films with genres, ratings and windows, series and
    # collections. Once the version is known, no titles.
    with queries(11):
        visitor.get("/")
    with queries(5):
        visitor.get("/")


def test_an_edited_film_is_shown_at_once(visitor, on_alpha, alpha, people):
    film = on_alpha("Kites")
    visitor.get("/")
    with studio_context(alpha):
        update_film(film, by=people.ana, title="Paper Kites")

    assert "Paper Kites" in visitor.get("/").content.decode()


def test_what_is_kept_for_one_studio_is_not_shown_on_another(visitor, on_alpha, beta, client_for):
    on_alpha("Leaked 5f3a91")
    assert "Leaked 5f3a91" in visitor.get("/").content.decode()

    assert "Leaked 5f3a91" not in client_for(beta).get("/").content.decode()


def test_what_is_kept_for_adults_is_not_shown_to_a_child(visitor, child, on_alpha):
    on_alpha("Gentle")
    on_alpha("Leaked 5f3a91", maturity="18")
    assert "Leaked 5f3a91" in visitor.get("/").content.decode()

    page = child.get("/").content.decode()

    assert "Gentle" in page
    assert "Leaked 5f3a91" not in page


def test_a_child_to_whom_nothing_suits_is_told_so(child, on_alpha):
    on_alpha("Leaked 5f3a91", maturity="18")

    page = child.get("/").content.decode()

    assert "The first films are on their way." in page
    assert "Leaked 5f3a91" not in page
