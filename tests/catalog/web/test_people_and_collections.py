import json
import re

import pytest

from apps.catalog.models import Contributor
from apps.catalog.services.collections import create_collection, set_entries, update_collection
from apps.catalog.services.contributors import Named, set_credits
from apps.core.tenancy import studio_context
from tests.catalog.conftest import queries


@pytest.fixture
def credited(alpha, people):
    """Name Meera Iyer in a title."""

    def name(title, job="director", character=""):
        with studio_context(alpha):
            set_credits(title, [Named("Meera Iyer", job, character)], by=people.ana)

    return name


@pytest.fixture
def rain(alpha, people, on_alpha, harbour):
    """A collection of a series and a film."""
    film = on_alpha("Kites")
    with studio_context(alpha):
        collection = create_collection("Rain", by=people.ana, is_published=True)
        set_entries(collection, [harbour, film], by=people.ana)
    return collection


def test_a_person_has_a_page_with_all_they_did(visitor, on_alpha, harbour, credited):
    credited(on_alpha("Kites", year=2024))
    credited(harbour, "actor", "The keeper")

    page = visitor.get("/people/meera-iyer/")

    works = [(one["title"], one["meta"]) for one in page.context["works"]]
    assert works == [("Kites", ["Director"]), ("Harbour Lights", ["The keeper"])]
    data = re.search(r"ld\+json\"[^>]*>(.*?)</script>", page.content.decode(), re.DOTALL)[1]
    assert json.loads(data)["@type"] == "Person"


def test_credits_lead_to_the_person(visitor, on_alpha, credited):
    credited(on_alpha("Kites", cast="Somebody Else"), "actor", "Postman")

    page = visitor.get("/films/kites/").content.decode()

    assert 'href="/people/meera-iyer/">Meera Iyer</a> <span class="muted">Postman' in page
    assert "Somebody Else" not in page


def test_who_has_nothing_on_the_site_has_no_page(visitor, ana, draft, credited, child):
    credited(draft)

    assert visitor.get("/people/meera-iyer/").status_code == 404
    assert ana.get("/people/meera-iyer/").status_code == 200


def test_a_child_meets_nobody_of_films_for_adults(child, visitor, on_alpha, credited):
    credited(on_alpha("Kites", maturity="18"))

    assert child.get("/people/meera-iyer/").status_code == 404
    assert visitor.get("/people/meera-iyer/").status_code == 200


def test_a_collection_keeps_its_order_and_stands_on_the_front_page(visitor, rain):
    page = visitor.get("/collections/rain/")

    assert [one["title"] for one in page.context["films"]] == ["Harbour Lights", "Kites"]
    rows = [row["title"] for row in visitor.get("/").context["front"]["rows"]]
    assert rows == ["New", "Series", "Rain"]


def test_a_collection_that_is_not_on_the_site(visitor, ana, rain, alpha, people):
    with studio_context(alpha):
        update_collection(rain, by=people.ana, is_published=False)

    assert visitor.get("/collections/rain/").status_code == 404
    assert "Preview: this collection" in ana.get("/collections/rain/").content.decode()


def test_a_collection_shows_a_child_only_what_is_for_them(child, rain, alpha):
    assert [one["title"] for one in child.get("/collections/rain/").context["films"]] == ["Kites"]


def test_another_studio_has_neither(client_for, beta, rain, on_alpha, credited):
    credited(on_alpha("Salt Road"))
    stranger = client_for(beta)

    assert stranger.get("/collections/rain/").status_code == 404
    assert stranger.get("/people/meera-iyer/").status_code == 404


def test_a_portrait_is_given_to_whom_the_page_is(visitor, on_alpha, credited, alpha):
    credited(on_alpha("Kites"))
    with studio_context(alpha):
        meera = Contributor.objects.get()
        Contributor.objects.update(portrait=f"people/{meera.pk}/portrait-1.jpg")

    answer = visitor.get(f"/portraits/{meera.pk}/portrait-1.jpg")

    assert answer.headers["X-Accel-Redirect"].endswith(f"people/{meera.pk}/portrait-1.jpg")
    assert visitor.get(f"/portraits/{meera.pk}/portrait-2.jpg").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_same_whatever_they_hold(
    visitor, rain, on_alpha, credited, alpha, people, count
):
    films = [on_alpha(f"More {number}") for number in range(count)]
    for film in films:
        credited(film)
    with studio_context(alpha):
        set_entries(rain, films, by=people.ana)
    visitor.get("/")

    # The plan of who asks; the person; credits; films with genres, ratings and windows; no series.
    with queries(7):
        visitor.get("/people/meera-iyer/")
    # The plan of who asks; the collection; its entries; films as above.
    with queries(7):
        visitor.get("/collections/rain/")
