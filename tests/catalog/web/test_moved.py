import pytest

from apps.catalog.services.films import update_film, withdraw_film
from apps.catalog.services.series import update_series
from apps.core.tenancy import studio_context


def test_old_addresses_lead_to_the_present_one_for_good(visitor, on_alpha, alpha, people):
    film = on_alpha("Kites")
    with studio_context(alpha):
        update_film(film, by=people.ana, slug="paper-kites")

    answer = visitor.get("/films/kites/?from=letter")

    assert (answer.status_code, answer.url) == (301, "/films/paper-kites/?from=letter")
    assert visitor.get("/films/paper-kites/").status_code == 200


def test_a_series_moves_too(visitor, harbour, alpha, people):
    with studio_context(alpha):
        update_series(harbour, by=people.ana, slug="lights")

    answer = visitor.get("/series/harbour-lights/")

    assert (answer.status_code, answer.url) == (301, "/series/lights/")


def test_an_old_address_says_nothing_about_what_one_may_not_find(
    visitor, ana, on_alpha, alpha, people
):
    film = on_alpha("Kites")
    with studio_context(alpha):
        update_film(film, by=people.ana, slug="paper-kites")
        withdraw_film(film, by=people.ana)

    assert visitor.get("/films/kites/").status_code == 404
    assert ana.get("/films/kites/").status_code == 301


@pytest.mark.parametrize("path", ["/films/nothing/", "/series/nothing/", "/series/kites/"])
def test_what_never_was(visitor, on_alpha, path):
    on_alpha("Kites")

    assert visitor.get(path).status_code == 404


def test_another_studios_old_address_leads_nowhere(visitor, on_beta, beta, people):
    film = on_beta("Kites")
    with studio_context(beta):
        update_film(film, by=people.bima, slug="paper-kites")

    assert visitor.get("/films/kites/").status_code == 404
