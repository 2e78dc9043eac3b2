"""One question, asked of every kind of title: does this viewing find it?"""

from datetime import timedelta

import pytest
from django.utils import timezone

from apps.catalog.models import Film, Series
from apps.catalog.services.films import withdraw_film
from apps.catalog.services.releases import AgeIn, Opening, set_ratings, set_windows
from apps.catalog.services.series import update_series, withdraw_series
from tests.factories.catalog import viewing

DAY = timedelta(days=1)


def found(**who):
    """Titles of films, episodes and extras that are found."""
    return {film.title for film in Film.objects.visible_to(viewing(**who))}


@pytest.mark.parametrize(
    ("max_age", "titles"),
    [
        (None, {"All", "Seven", "Sixteen", "Eighteen"}),
        (16, {"All", "Seven", "Sixteen"}),
        (15, {"All", "Seven"}),
        (7, {"All", "Seven"}),
        (0, {"All"}),
    ],
)
def test_a_profile_finds_what_suits_its_age(put, max_age, titles):
    for title, maturity in (("All", "all"), ("Seven", "7"), ("Sixteen", "16"), ("Eighteen", "18")):
        put(title, maturity=maturity)

    assert found(max_age=max_age) == titles


def test_a_country_rates_in_the_studios_place(put, people):
    set_ratings(put("Stricter", maturity="7"), [AgeIn("IN", 16)], by=people.ana)
    set_ratings(put("Milder", maturity="16"), [AgeIn("IN", 7, "U/A 7+")], by=people.ana)

    assert found(max_age=7, country="IN") == {"Milder"}
    assert found(max_age=7, country="ID") == {"Stricter"}
    assert found(max_age=7, country="") == {"Stricter"}
    assert found(country="IN") == {"Stricter", "Milder"}


def test_windows_hide_what_is_over_or_elsewhere_and_announce_what_comes(put, people):
    now = timezone.now()
    for title, opening in (
        ("Open", Opening(now - DAY, now + DAY)),
        ("Over", Opening(now - 2 * DAY, now - DAY)),
        ("To come", Opening(now + DAY)),
        ("India alone", Opening(now - DAY, None, ("IN",))),
        ("Early", Opening(now - DAY, None, is_early_access=True)),
    ):
        set_windows(put(title), [opening], by=people.ana)
    put("Always")

    everywhere = {"Open", "To come", "Early", "Always"}
    assert found(country="IN") == everywhere | {"India alone"}
    assert found(country="ID") == found(country="") == everywhere


def test_episodes_follow_their_series(harbour, people):
    episodes = {"Tide 1", "Fog 1", "Tide 2", "Fog 2"}
    assert found() == found(max_age=13) == episodes
    assert found(max_age=7) == set()

    Film.objects.filter(title="Fog 1").update(maturity="18")
    assert found(max_age=13) == episodes - {"Fog 1"}
    update_series(harbour, by=people.ana, maturity="18")
    assert found(max_age=16) == set()

    withdraw_series(harbour, by=people.ana)
    assert found() == set()
    assert not Series.objects.visible_to(viewing()).exists()


def test_a_country_rates_a_series_with_its_episodes(harbour, people):
    set_ratings(harbour, [AgeIn("IN", 16)], by=people.ana)

    assert found(max_age=13, country="IN") == set()
    assert len(found(max_age=13, country="ID")) == 4


def test_trailers_follow_what_they_belong_to(put, extra, harbour, people):
    kites = put("Kites", maturity="16")
    extra("Kites trailer", of=kites)
    extra("Harbour trailer", of=harbour)

    assert {"Kites trailer", "Harbour trailer"} <= found()
    assert found(max_age=13) & {"Kites trailer", "Harbour trailer"} == {"Harbour trailer"}
    withdraw_film(kites, by=people.ana)
    assert "Kites trailer" not in found()


def test_titles_that_stand_on_their_own(put, extra, harbour):
    extra("Trailer", of=put("Kites"))

    assert {film.title for film in Film.objects.titles().visible_to(viewing())} == {"Kites"}


def test_a_trailer_of_an_episode_follows_the_series(harbour, extra, people):
    extra("Fog trailer", of=Film.objects.get(title="Fog 1"))

    assert "Fog trailer" in found()
    withdraw_series(harbour, by=people.ana)
    assert "Fog trailer" not in found()


def test_a_trailer_lasts_as_long_as_its_film(put, extra, people):
    kites = put("Kites")
    extra("Kites trailer", of=kites)
    now = timezone.now()
    set_windows(kites, [Opening(now - 2 * DAY, now - DAY)], by=people.ana)

    assert found() == set()
