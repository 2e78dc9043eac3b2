"""A child's profile meets nothing above its age, whichever way it comes."""

import pytest
from django.utils import timezone

from apps.accounts.services.profiles import Details, create_profile, make_first_profile
from apps.accounts.services.tokens import issue_tokens
from apps.catalog.enums import CreditJob, FilmKind, FilmState
from apps.catalog.models import Credit, Film, Progress, Series
from apps.catalog.services.collections import create_collection, set_entries
from apps.catalog.services.contributors import create_contributor
from apps.catalog.services.films import update_film
from apps.catalog.services.releases import AgeIn, set_ratings
from apps.core.tenancy import studio_context

WAYS = [
    "/",
    "/films/",
    "/films/?q=secret",
    "/films/?genre=drama",
    "/films/?sort=title",
    "/films/?page=2",
    "/series/",
    "/films/gentle/",
    "/search/suggestions/?q=secret",
    "/collections/all/",
    "/sitemap-films.xml",
    "/api/v1/movies",
    "/api/v1/movies?search=secret",
    "/api/v1/movies/gentle",
    "/api/v1/movies/gentle/similar",
    "/api/v1/series",
    "/api/v1/collections",
    "/api/v1/collections/all",
    "/api/v1/search/suggestions?q=secret",
]
CLOSED = [
    "/films/secret-16/",
    "/films/secret-18/",
    "/films/secret-in-indonesia/",
    "/films/old-secret/",
    "/watch/secret-18/",
    "/api/v1/movies/secret-16",
    "/api/v1/movies/secret-18/similar",
    "/series/harbour-lights/",
    "/films/tide/",
    "/api/v1/series/harbour-lights",
    "/api/v1/movies/tide",
]


@pytest.fixture
def world(on_alpha, harbour, alpha, people):
    """One film for everybody among those that are not."""
    films = [on_alpha(f"Secret {age}", maturity=age, genres=["Drama"]) for age in ("16", "18")]
    indonesian = on_alpha("Secret in Indonesia", genres=["Drama"])
    gentle = on_alpha("Gentle", genres=["Drama"])
    old = on_alpha("Old secret", maturity="18")
    with studio_context(alpha):
        set_ratings(indonesian, [AgeIn("ID", 16)], by=people.ana)
        update_film(old, by=people.ana, slug="new-secret")
        every = create_collection("All", by=people.ana, is_published=True)
        set_entries(every, [*films, indonesian, gentle, harbour], by=people.ana)


@pytest.mark.parametrize("path", WAYS)
def test_no_way_shows_what_is_not_for_it(child, world, path):
    page = child.get(path).content.decode().lower()

    for hidden in ("secret 16", "secret 18", "secret in indonesia", "old secret", "harbour"):
        assert hidden not in page.replace("q=secret", ""), path


@pytest.mark.parametrize("path", CLOSED)
def test_no_address_opens_it(child, world, path):
    assert child.get(path).status_code == 404


SEEN_BEFORE = [
    "/",
    "/history/",
    "/history/export/",
    "/api/v1/user/history",
    "/api/v1/user/continue-watching",
    "/api/v1/movies/gentle/next",
    "/films/gentle/",
]


@pytest.mark.parametrize("path", SEEN_BEFORE)
def test_what_was_watched_before_the_limit_was_lowered_is_hidden(child, world, alpha, people, path):
    """Films that the profile has begun, and an episode whose next one would come."""
    with studio_context(alpha):
        profile = people.citra.profiles.get(is_kids=True)
        for film in Film.objects.published():
            Progress.objects.create(
                profile=profile,
                film=film,
                position_seconds=600,
                duration_seconds=900,
                happened_at=timezone.now(),
                completed_at=timezone.now() if film.kind == FilmKind.EPISODE else None,
            )

    page = child.get(path).content.decode().lower()

    assert "gentle" in page or "next" in path
    for hidden in ("secret 16", "secret 18", "secret in indonesia", "old secret", "harbour", "fog"):
        assert hidden not in page, path


def test_a_person_is_known_by_what_the_child_finds(child, visitor, world, alpha, people):
    with studio_context(alpha):
        meera = create_contributor("Meera Nair", by=people.ana)
        for slug in ("secret-18", "gentle"):
            film = Film.objects.get(slug=slug)
            Credit.objects.create(film=film, contributor=meera, job=CreditJob.DIRECTOR)

    for path in ("/people/meera-nair/", "/api/v1/people/meera-nair"):
        pages = [client.get(path).content.decode() for client in (child, visitor)]

        assert [("Gentle" in page, "Secret 18" in page) for page in pages] == [
            (True, False),
            (True, True),
        ]


def test_pictures_are_for_whoever_finds_the_title(child, visitor, ana, world, harbour, alpha):
    with studio_context(alpha):
        Film.objects.update(poster="films/p/one.jpg")
        Series.objects.update(poster="films/p/one.jpg")
        titles = {"secret": "secret-16", "gentle": "gentle", "tide": "tide"}
        pks = {name: Film.objects.get(slug=slug).pk for name, slug in titles.items()}
    pks["harbour"] = harbour.pk

    def opened(client):
        found = {name: client.get(f"/artwork/{pk}/poster/one.jpg") for name, pk in pks.items()}
        return {name for name, answer in found.items() if answer.status_code == 200}

    assert (opened(child), opened(visitor)) == ({"gentle"}, {"secret", "gentle", "tide", "harbour"})
    with studio_context(alpha):
        Series.objects.update(state=FilmState.WITHDRAWN)
    assert opened(visitor) == {"secret", "gentle"}
    assert opened(ana) == {"secret", "gentle", "tide", "harbour"}


@pytest.mark.parametrize("path", [path for path in CLOSED if "watch" not in path])
def test_the_same_addresses_are_there_for_others(visitor, alpha, world, path):
    with studio_context(alpha):
        assert Film.objects.published().count() == 8

    assert visitor.get(path).status_code in (200, 301, 302)


def test_the_desks_api_is_closed_to_a_child_of_the_team(client_for, alpha, people, world):
    with studio_context(alpha):
        grown_up = make_first_profile(people.ana)
        child = create_profile(people.ana, Details("Raka", is_kids=True, max_age=7))
        access = issue_tokens(people.ana).access
    browser, program = client_for(alpha, people.ana), client_for(alpha)
    bearer = {"authorization": f"Bearer {access}"}

    def statuses(profile):
        body = {"content_type": "application/json"}
        browser.post(f"/api/v1/profiles/{profile.pk}/switch", {}, **body)
        return [
            browser.get("/api/v1/admin/movies").status_code,
            program.get(
                "/api/v1/admin/movies", headers={**bearer, "x-profile": str(profile.pk)}
            ).status_code,
        ]

    assert statuses(grown_up) == [200, 200]
    assert statuses(child) == [403, 403]
