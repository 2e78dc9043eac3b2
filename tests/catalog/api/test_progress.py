"""How far somebody got, through the API: scenario after scenario, with real plays."""

from datetime import timedelta
from random import Random

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from apps.accounts.services.profiles import Details, create_profile, make_first_profile, set_pin
from apps.accounts.services.tokens import issue_tokens
from apps.catalog.adapters.progress import store
from apps.catalog.models import Encode, Film, Play, Progress
from apps.catalog.services.films import create_film
from apps.catalog.services.progress import flush_progress
from apps.catalog.services.series import add_episode, add_season, create_series, publish_series
from apps.core.ids import uuid7
from apps.core.tenancy import studio_context
from tests.factories.catalog import published

HOUR = 3600
PROGRESS = "/api/v1/watch/progress"
HISTORY = "/api/v1/user/history"
GOING_ON = "/api/v1/user/continue-watching"
NOW = timezone.now().replace(microsecond=0)


def an_hour_long(film):
    Encode.objects.filter(pk=film.current_encode_id).update(duration_seconds=HOUR)
    Film.objects.filter(pk=film.pk).update(runtime_seconds=HOUR)
    return film


@pytest.fixture(autouse=True)
def _keys_of_its_own(settings):
    """What other tests left in Redis is not to be found here."""
    settings.STREAMS_PREFIX = f"{settings.STREAMS_PREFIX}-{uuid7().hex}"


@pytest.fixture
def film(playable):
    return an_hour_long(playable)


@pytest.fixture
def episodes(in_alpha, people):
    """Two seasons: two episodes, and one."""
    series = create_series("Harbour Lights", by=people.ana)
    made = []
    for number, titles in ((1, ("Tide", "Fog")), (2, ("Storm",))):
        season = add_season(series, by=people.ana, number=number)
        made += [
            an_hour_long(published(add_episode(season, title=title, by=people.ana)))
            for title in titles
        ]
    publish_series(series, by=people.ana)
    return made


class Household:
    """Citra's account, used by a program."""

    def __init__(self, client, user):
        self.client, self.user = client, user
        self.headers = {"authorization": f"Bearer {issue_tokens(user).access}"}

    def get(self, path, **headers):
        return self.client.get(path, headers={**self.headers, **headers})

    def delete(self, path, **headers):
        return self.client.delete(path, headers={**self.headers, **headers})

    def post(self, path, body):
        return self.client.post(path, body, content_type="application/json", headers=self.headers)

    def start(self, film, device="phone", **more):
        body = {"film": str(film.pk), "device_id": f"device-{device}", "device": device, **more}
        answer = self.post("/api/v1/playback/sessions", body)
        assert answer.status_code == 201, answer.json()
        return answer.json()["session"]

    def told(self, film, session, seq, position, *, after=0.0, **more):
        moment = NOW - timedelta(hours=2) + timedelta(seconds=after)
        body = {
            "film": str(film.pk),
            "session": session,
            "seq": seq,
            "position_seconds": position,
            "client_ts": moment.isoformat(),
            **more,
        }
        return self.post(PROGRESS, body)

    def titles(self, path=GOING_ON, **headers):
        return [row["film"]["title"] for row in self.get(path, **headers).json()["results"]]


@pytest.fixture
def citra(client_for, alpha, in_alpha, people):
    make_first_profile(people.citra)
    return Household(client_for(alpha), people.citra)


def began_earlier(*sessions):
    """Three hours ago, so that beats of the evening fit in."""
    Play.objects.filter(pk__in=sessions).update(started_at=NOW - timedelta(hours=3))


def test_a_beat_is_read_at_once_and_resumed_from(citra, film):
    session = citra.start(film)

    answer = citra.told(film, session, 1, 1200)

    assert answer.json() == {"is_news": True, "resume_seconds": 1200.0}
    row = citra.get(GOING_ON).json()["results"][0]
    assert (row["position_seconds"], row["percent"], row["is_next"]) == (1200, 33, False)
    assert Progress.objects.count() == 0
    again = citra.post(
        "/api/v1/playback/sessions",
        {"film": str(film.pk), "device_id": "device-phone", "device": "TV"},
    )
    assert again.json()["position_seconds"] == 1200


def test_two_devices_in_any_order_end_the_same(citra, film):
    """One plays, one stands paused; beats are mixed, repeated and late."""
    tv, phone = citra.start(film, "tv"), citra.start(film, "tv")
    began_earlier(tv, phone)
    beats = [(tv, seq, 30 * seq + 300, 30 * seq, False) for seq in range(1, 8)]
    beats += [(tv, seq, 510, 30 * seq, True) for seq in range(8, 40)]
    beats += [(phone, seq, 30 * seq + 1200, 30 * seq + 600, False) for seq in range(1, 12)]
    mixed = beats + beats[::3]
    Random(11).shuffle(mixed)

    for session, seq, position, after, paused in mixed:
        citra.told(film, session, seq, position, after=after, paused=paused)
    flush_progress()
    first = Progress.objects.values_list("position_seconds", "seq", "play_pk", "is_paused").get()
    for session, seq, position, after, paused in mixed[::-1]:
        answer = citra.told(film, session, seq, position, after=after, paused=paused)
        assert answer.json()["is_news"] is False
    flush_progress()

    assert (first[0], first[1], str(first[2]), first[3]) == (1530.0, 11, phone, False)
    assert (
        Progress.objects.values_list("position_seconds", "seq", "play_pk", "is_paused").get()
        == first
    )


def test_the_first_twentieth_is_not_remembered(citra, film):
    session = citra.start(film)

    assert citra.told(film, session, 1, 170).json()["resume_seconds"] == 0
    assert citra.titles() == []
    assert citra.titles(HISTORY) == []


def test_the_end_completes_once_and_the_next_episode_appears(citra, episodes):
    tide, fog, storm = episodes
    session = citra.start(tide)
    citra.told(tide, session, 1, 1800)
    assert citra.titles() == ["Tide"]

    for seq in (2, 3, 3, 4):
        citra.told(tide, session, seq, 3300 + seq)
        flush_progress()

    row = Progress.objects.get()
    assert (row.completions, row.completed_at is not None) == (1, True)
    (shown,) = citra.get(GOING_ON).json()["results"]
    assert (shown["film"]["title"], shown["is_next"], shown["percent"]) == ("Fog", True, 0)
    assert (shown["film"]["series"]["title"], shown["film"]["season"]) == ("Harbour Lights", 1)
    assert [citra.get(f"/api/v1/movies/{one.pk}/next").json()["next"] for one in (storm,)] == [None]
    assert citra.get(f"/api/v1/movies/{tide.slug}/next").json()["next"]["title"] == "Fog"
    assert citra.get(f"/api/v1/movies/{fog.pk}/next").json()["next"]["title"] == "Storm"


def test_the_next_season_follows_and_then_nothing(citra, episodes):
    for number, film in enumerate(episodes):
        session = citra.start(film)
        citra.told(film, session, 1, 3500, after=60 * number)
        citra.client.delete(f"/api/v1/playback/sessions/{session}", headers=citra.headers)
        assert citra.titles() == [one.title for one in episodes[number + 1 : number + 2]]


def test_a_film_has_no_next(citra, film):
    assert citra.get(f"/api/v1/movies/{film.slug}/next").json() == {"next": None}
    assert citra.get("/api/v1/movies/nothing/next").status_code == 404


@pytest.mark.parametrize(("body", "status"), [
    ({"seq": -1}, 400),
    ({"seq": "1"}, 400),
    ({"position_seconds": "far"}, 400),
    ({"position_seconds": float("1e9")}, 400),
    ({"event": "dance"}, 400),
    ({"client_ts": "yesterday"}, 400),
    ({"position_seconds": -20}, 200),
])  # fmt: skip
def test_what_makes_no_sense_is_refused(citra, film, body, status):
    session = citra.start(film)

    answer = citra.told(film, session, 1, 600)
    assert answer.status_code == 200
    whole = {"film": str(film.pk), "session": session, "seq": 2, "position_seconds": 700, **body}
    assert citra.post(PROGRESS, whole).status_code == status


def test_only_ones_own_streams_of_that_film_count(citra, client_for, alpha, people, film):
    session = citra.start(film)
    other = published(create_film("Salt Road", by=people.ana))
    make_first_profile(people.adi)
    adi = Household(client_for(alpha), people.adi)

    assert adi.told(film, session, 1, 600).status_code == 404
    assert citra.told(other, session, 1, 30).status_code == 404
    flush_progress()
    assert Progress.objects.count() == 0


def test_each_profile_has_its_own_history(citra, film, people):
    sari = create_profile(people.citra, Details("Sari"))
    theirs = citra.start(film, "tablet", profile=str(sari.pk))
    citra.told(film, theirs, 1, 1200)

    assert citra.titles() == []
    assert citra.titles(HISTORY) == []
    assert citra.titles(**{"X-Profile": str(sari.pk)}) == ["Monsoon Letters"]
    assert citra.titles(HISTORY, **{"X-Profile": str(sari.pk)}) == ["Monsoon Letters"]


def test_history_is_listed_and_forgotten(citra, episodes):
    for number, film in enumerate(episodes):
        session = citra.start(film, "tv")
        citra.told(film, session, 1, 1800, after=60 * number)

    assert citra.titles(HISTORY) == ["Storm", "Fog", "Tide"]
    row = citra.get(HISTORY).json()["results"][0]
    assert (row["percent"], row["completed_at"]) == (50, None)
    assert citra.delete(f"{HISTORY}/{episodes[1].pk}").status_code == 204
    assert citra.delete(f"{HISTORY}/{episodes[1].pk}").status_code == 404
    assert citra.titles(HISTORY) == ["Storm", "Tide"]
    assert citra.delete(HISTORY).status_code == 204
    assert citra.titles(HISTORY) == []
    assert citra.titles() == []
    assert store.dirty_profiles(10) == []


def test_history_goes_on_by_cursor(citra, episodes):
    for number, film in enumerate(episodes):
        citra.told(film, citra.start(film, "tv"), 1, 1800, after=60 * number)

    first = citra.get(f"{HISTORY}?page_size=2").json()
    second = citra.get(first["next"]).json()

    assert [row["film"]["title"] for row in first["results"]] == ["Storm", "Fog"]
    assert [row["film"]["title"] for row in second["results"]] == ["Tide"]
    assert second["next"] is None


def test_a_title_that_left_the_site_is_neither_listed_nor_gone_on_with(citra, film):
    citra.told(film, citra.start(film), 1, 1200)
    Film.objects.update(state="withdrawn")

    assert citra.titles() == []
    assert citra.titles(HISTORY) == []


def test_who_has_not_chosen_is_told_to(citra, film, people):
    first = make_first_profile(people.citra)
    create_profile(people.citra, Details("Sari", is_kids=True, max_age=7))
    set_pin(first, "4711", by=people.citra)

    for answer in (citra.get(HISTORY), citra.get(GOING_ON), citra.delete(HISTORY)):
        assert (answer.status_code, answer.json()["code"]) == (409, "profile_needed")


def test_while_redis_is_away_beats_are_refused_and_lists_go_on(citra, film, monkeypatch):
    session = citra.start(film)
    citra.told(film, session, 1, 1200)
    flush_progress()

    def away(*_arguments, **_more):
        raise store.ProgressAway

    for name in ("join", "waiting_of", "remove", "dirty_profiles"):
        monkeypatch.setattr(store, name, away)

    answer = citra.told(film, session, 2, 1230)
    assert (answer.status_code, answer.json()["code"]) == (503, "history_away")
    assert answer.headers["Retry-After"] == "5"
    assert citra.titles() == ["Monsoon Letters"]
    assert citra.titles(HISTORY) == ["Monsoon Letters"]
    assert citra.delete(HISTORY).status_code == 503


def test_a_beat_costs_four_queries(citra, film):
    """Token and person, the stream, its profile, and what the profile has seen."""
    session = citra.start(film)
    citra.told(film, session, 1, 1200)

    with CaptureQueriesContext(connection) as captured:
        citra.told(film, session, 2, 1230)

    asked = [row["sql"] for row in captured if not row["sql"].startswith("SET search_path")]
    assert len(asked) == 4, asked


def test_lists_cost_as_much_with_three_as_with_one(citra, episodes):
    def counted(path):
        with CaptureQueriesContext(connection) as captured:
            citra.get(path)
        return [row["sql"] for row in captured if not row["sql"].startswith("SET search_path")]

    citra.told(episodes[0], citra.start(episodes[0], "tv"), 1, 1800)
    flush_progress()
    one = {path: len(counted(path)) for path in (HISTORY, GOING_ON)}
    for film in episodes[1:]:
        citra.told(film, citra.start(film, "tv"), 1, 1800)
    flush_progress()

    assert {path: len(counted(path)) for path in (HISTORY, GOING_ON)} == one


def test_two_studios_with_the_same_keys_keep_apart(citra, film, client_for, beta, alpha, people):
    """The keys in Redis begin with the studio."""
    citra.told(film, citra.start(film), 1, 1200)
    with studio_context(alpha):
        profile = people.citra.profiles.get()
        assert len(store.waiting_of([profile.pk])[profile.pk]) == 1
    with studio_context(beta):
        assert store.waiting_of([profile.pk])[profile.pk] == []
        assert store.dirty_profiles(10) == []
        store.remove(profile.pk)
    with studio_context(alpha):
        assert len(store.waiting_of([profile.pk])[profile.pk]) == 1
    assert "alpha" in store.studios_to_write()
    assert "beta" not in store.studios_to_write()
