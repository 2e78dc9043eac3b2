import pytest

from apps.catalog.services.contributors import Named, set_credits
from apps.core.tenancy import studio_context
from tests.catalog.conftest import queries


def told(answer):
    kinds = ("films", "series", "people")
    return {kind: [one["title"] for one in answer.context[kind]] for kind in kinds}


def suggest(client, text):
    return client.get("/search/suggestions/", {"q": text})


@pytest.fixture
def sea(on_alpha, harbour, alpha, people):
    """A film, a series and somebody, all with "har" in their names."""
    film = on_alpha("Harvest", maturity="18")
    with studio_context(alpha):
        set_credits(film, [Named("Harini Nair", "director")], by=people.ana)


def test_suggestions_are_of_every_kind(visitor, sea):
    assert told(suggest(visitor, "har")) == {
        "films": ["Harvest"],
        "series": ["Harbour Lights"],
        "people": ["Harini Nair"],
    }


@pytest.mark.parametrize("text", ["", "h", " h ", "nothing like it", "%%", "\0"])
def test_nothing_is_suggested(visitor, sea, text):
    assert told(suggest(visitor, text)) == {"films": [], "series": [], "people": []}


def test_a_child_is_told_of_nothing_above_its_age(child, sea):
    assert told(suggest(child, "har")) == {"films": [], "series": [], "people": []}


def test_another_studios_titles_are_not_suggested(client_for, beta, sea):
    assert told(suggest(client_for(beta), "har")) == {"films": [], "series": [], "people": []}


@pytest.mark.parametrize("count", [1, 3])
def test_suggestions_ask_the_same_however_many_there_are(visitor, on_alpha, count):
    for number in range(count):
        on_alpha(f"Harvest {number}")
    visitor.get("/")

    # The plan of who asks; films with genres, ratings and windows; series; people.
    with queries(7):
        suggest(visitor, "harvest")
