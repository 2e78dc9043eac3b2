import json
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from apps.catalog.services.releases import Opening, set_windows
from apps.core.tenancy import studio_context
from tests.catalog.conftest import queries


def structured(page):
    found = re.search(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


def test_the_page_tells_visitors_to_sign_in_and_viewers_to_watch(visitor, citra, on_alpha):
    on_alpha("Kites")

    assert "Sign in to watch" in visitor.get("/films/kites/").content.decode()
    assert [
        label in citra.get("/films/kites/").content.decode()
        for label in ("Sign in to watch", 'href="/watch/kites/"')
    ] == [False, True]


def test_a_film_outside_the_plan_says_which_plan_has_it(citra, on_alpha):
    on_alpha("Kites", access_level="premium")

    page = citra.get("/films/kites/").content.decode()

    assert "This film is part of the Premium plan" in page
    assert "/watch/kites/" not in page


def test_similar_films_share_a_genre(visitor, on_alpha):
    on_alpha("Kites", genres=["Comedy"])
    on_alpha("Salt Road", genres=["Thriller"])
    on_alpha("Paper Tigers", genres=["Comedy"])

    similar = visitor.get("/films/kites/").context["similar"]

    assert [film["title"] for film in similar] == ["Paper Tigers"]


def test_search_engines_read_the_film_and_no_markup_breaks_out(visitor, on_alpha):
    on_alpha(
        "Kites </script><script>alert(1)</script>",
        slug="kites",
        synopsis="A & B",
        year=2024,
        genres=["Drama"],
        director="Meera Iyer",
        cast="Arjun Das, Leela Nair",
    )

    page = visitor.get("/films/kites/").content.decode()

    assert "<script>alert" not in page
    assert structured(page) == {
        "@context": "https://schema.org",
        "@type": "Movie",
        "name": "Kites </script><script>alert(1)</script>",
        "url": "http://alpha.localhost/films/kites/",
        "description": "A & B",
        "dateCreated": "2024",
        "duration": "PT60S",
        "genre": ["Drama"],
        "isAccessibleForFree": True,
        "director": {"@type": "Person", "name": "Meera Iyer"},
        "actor": [
            {"@type": "Person", "name": "Arjun Das"},
            {"@type": "Person", "name": "Leela Nair"},
        ],
    }


def test_messengers_get_a_card(visitor, on_alpha):
    on_alpha("Kites", synopsis="A story.")

    page = visitor.get("/films/kites/").content.decode()

    assert '<meta property="og:title" content="Kites" />' in page
    assert '<meta property="og:url" content="http://alpha.localhost/films/kites/" />' in page
    assert '<meta property="og:description" content="A story." />' in page


@pytest.mark.parametrize(("who", "status"), [("visitor", 404), ("citra", 404), ("ana", 200)])
def test_a_draft_has_a_page_for_editors_only(request, draft, who, status):
    client = request.getfixturevalue(who)

    assert client.get("/films/salt-road/").status_code == status


def test_a_preview_says_so_and_is_not_for_search_engines(ana, draft):
    page = ana.get("/films/salt-road/").content.decode()

    assert "Preview: this film is not on the site (Draft)." in page
    assert "application/ld+json" not in page


def test_another_studios_film_is_not_found(visitor, on_alpha, on_beta):
    on_alpha("Kites")
    on_beta("Leaked 5f3a91", slug="leaked")

    assert visitor.get("/films/leaked/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_however_many_are_similar(visitor, on_alpha, count):
    on_alpha("Kites", genres=["Drama"])
    for number in range(count):
        on_alpha(f"Other {number}", genres=["Drama"])
    visitor.get("/films/kites/")

    # The plan of who asks; the film with genres, ratings, windows, tags and credits; its extras; the
    # similar ones with genres, ratings and windows.
    with queries(12):
        visitor.get("/films/kites/")


def test_the_watch_page_wants_a_sign_in_and_comes_back(visitor, on_alpha):
    on_alpha("Kites")

    answer = visitor.get("/watch/kites/")

    assert (answer.status_code, answer.url) == (302, "/accounts/login/?next=/watch/kites/")


@pytest.mark.parametrize("slug", ["nothing", "salt-road"])
def test_what_is_not_there_has_no_player(citra, draft, slug):
    assert citra.get(f"/watch/{slug}/").status_code == 404


def test_another_studios_film_cannot_be_watched(citra, on_beta, beta):
    film = on_beta("Leaked 5f3a91", slug="leaked")

    with studio_context(beta):
        assert film.is_published
    assert citra.get("/watch/leaked/").status_code == 404


@pytest.mark.parametrize(
    ("days", "early", "sentence"),
    [
        (7, False, "To be watched here from"),
        (-1, True, "Early access: only plans that include it may watch this film for now."),
        (-1, False, "Sign in to watch"),
    ],
)
def test_the_page_says_when_a_film_can_be_watched(
    visitor, on_alpha, alpha, people, days, early, sentence
):
    film = on_alpha("Kites")
    opening = Opening(timezone.now() + timedelta(days=days), is_early_access=early)
    with studio_context(alpha):
        set_windows(film, [opening], by=people.ana)

    assert sentence in visitor.get("/films/kites/").content.decode()


def test_a_film_that_is_over_or_elsewhere_has_no_page(visitor, ana, on_alpha, alpha, people):
    now = timezone.now()
    over = Opening(now - timedelta(days=2), now - timedelta(days=1))
    elsewhere = Opening(now - timedelta(days=2), None, ("IN",))
    with studio_context(alpha):
        set_windows(on_alpha("Over"), [over], by=people.ana)
        set_windows(on_alpha("Elsewhere"), [elsewhere], by=people.ana)

    for path in ("/films/over/", "/films/elsewhere/"):
        assert visitor.get(path).status_code == 404
        assert ana.get(path).status_code == 200
