"""After the start: beats, what was felt, the end, and everything that takes a right away."""

from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.utils import timezone

from apps.accounts.services import sessions
from apps.accounts.services.profiles import Details, create_profile, remove_profile, set_pin
from apps.accounts.services.tokens import end_family, issue_tokens
from apps.catalog.adapters.streams import store
from apps.catalog.domain.media_address import is_signed, media_address
from apps.catalog.enums import AccessLevel, PlayEnd
from apps.catalog.models import Play, Progress
from apps.catalog.selectors import playback as facts
from apps.catalog.services.films import update_film, withdraw_film
from apps.catalog.services.plays import close_plays, note_plays
from apps.catalog.services.progress import flush_progress
from apps.catalog.services.releases import Opening, set_windows
from apps.core.tenancy import studio_context
from apps.subscriptions.services.plans import set_plan
from tests.catalog.api.conftest import SESSIONS, Player
from tests.catalog.conftest import queries
from tests.private_redis import own_redis  # noqa: F401

DAY = timedelta(days=1)


@pytest.fixture
def watching(player, tall):
    one = player()
    assert one.start(tall).status_code == 201
    assert one.get("240/init.mp4").status_code == 200
    return one


def ended(answer):
    assert (answer.status_code, answer.json()["code"]) == (410, "stream_ended")
    return answer.json()["reason"], answer.json().get("why")


def test_a_beat_keeps_the_stream_and_remembers_the_place(watching, people, tall):
    profile = create_profile(people.citra, Details("Citra"))
    watching.client.get("/")
    assert watching.start(tall, profile=str(profile.pk)).status_code == 201

    answer = watching.beat(position_seconds=31.5, seq=7)

    assert answer.status_code == 200
    assert 3600 < answer.json()["seconds_left"] <= 3720
    flush_progress()
    kept = Progress.objects.get()
    assert (kept.profile, kept.position_seconds, kept.seq) == (profile, 31.5, 7)
    assert str(kept.play_pk) == watching.told["session"]


@pytest.mark.parametrize("wrong", [-DAY, DAY])
def test_a_wrong_clock_neither_wins_nor_loses(watching, people, tall, wrong):
    """Beats of a device whose clock is a day off: its last one counts, from when it came."""
    profile = create_profile(people.citra, Details("Citra"))
    watching.client.get("/")
    assert watching.start(tall, profile=str(profile.pk)).status_code == 201
    came = timezone.now()
    assert watching.beat(position_seconds=20, seq=1).status_code == 200

    theirs = (came + wrong).isoformat()
    answer = watching.beat(position_seconds=31.5, seq=2, client_ts=theirs, sent_at=theirs)

    assert answer.status_code == 200
    flush_progress()
    kept = Progress.objects.get()
    assert kept.position_seconds == 31.5
    assert abs(kept.happened_at - came) < timedelta(seconds=10)


def test_who_leaves_frees_the_place(watching, player, tall):
    other = player("phone-1")
    assert other.start(tall).status_code == 409

    answer = watching.client.delete(f"{SESSIONS}/{watching.told['session']}")

    assert answer.status_code == 204
    assert other.start(tall).status_code == 201
    assert ended(watching.beat()) == ("left", None)
    assert watching.status_after_a_while() == 403
    play = Play.objects.get(pk=watching.told["session"])
    assert (play.end_reason, play.ended_at is not None) == ("left", True)
    again = watching.client.delete(f"{SESSIONS}/{watching.told['session']}")
    assert again.status_code == 204


def test_a_page_that_closes_says_so_by_a_beacon(watching, player, tall, alpha, people, client_for):
    """Only a form's field carries the CSRF token, and without it nothing happens."""
    strict = client_for(alpha, people.citra, enforce_csrf_checks=True)
    address = f"{SESSIONS}/{watching.told['session']}/end"
    refused = strict.post(address, {"csrfmiddlewaretoken": "x" * 32})
    assert refused.status_code == 403
    assert watching.beat().status_code == 200
    strict.get("/")
    token = "t" * 32
    strict.cookies["csrf"] = token

    answer = strict.post(
        address, f"csrfmiddlewaretoken={token}", content_type="application/x-www-form-urlencoded"
    )

    assert answer.status_code == 204
    assert ended(watching.beat()) == ("left", None)


def test_somebody_elses_stream_is_nobodys(watching, people, player):
    anas = player(by=people.ana)
    anas.told = watching.told

    assert anas.beat().status_code == 404
    assert anas.post("events", {"events": []}).status_code == 404
    assert anas.post("end", {}).status_code == 404
    assert anas.client.delete(f"{SESSIONS}/{watching.told['session']}").status_code == 404
    assert watching.beat().status_code == 200
    watching.told = {**watching.told, "heartbeat_url": f"{SESSIONS}/{uuid4()}/heartbeat"}
    assert watching.beat().status_code == 404


def test_a_stream_of_one_studio_is_unknown_in_another(watching, beta, people, client_for, player):
    theirs = player()
    theirs.client, theirs.told = client_for(beta, people.citra_in_beta), watching.told

    assert theirs.beat().status_code == 404
    assert theirs.get("240/init.mp4").status_code == 403
    assert theirs.get().status_code == 403
    assert watching.beat().status_code == 200


def test_what_was_felt_is_added_up(watching):
    first = [
        {"kind": "startup", "ms": 840, "position_seconds": 0, "client_ts": "2026-11-21T10:00:00Z"},
        {"kind": "stall", "ms": 1200},
        {"kind": "stall", "ms": 300},
        {"kind": "switch", "from_height": 240, "to_height": 480},
    ]
    assert watching.post("events", {"events": first}).status_code == 204
    second = [
        {"kind": "stall", "ms": 500},
        {"kind": "error", "code": "networkError", "fatal": True},
    ]
    assert watching.post("events", {"events": second}).status_code == 204

    play = Play.objects.get()
    assert (play.startup_ms, play.stalls, play.stalled_ms, play.switches) == (840, 3, 2000, 1)
    assert play.error_code == "networkError"


@pytest.mark.parametrize(
    "events",
    [[{"kind": "other"}], [{"kind": "stall", "ms": -1}], [{"kind": "stall"}] * 51, "x", [5]],
)
def test_events_that_are_none(watching, events):
    assert watching.post("events", {"events": events}).status_code == 400
    assert Play.objects.get().stalls == 0


def revoke_by_withdrawing(watching, tall, people, alpha):
    withdraw_film(tall, by=people.ana)


def revoke_by_plan(watching, tall, people, alpha):
    set_plan(people.citra, "free", by=people.ana)


def revoke_by_deactivating(watching, tall, people, alpha):
    people.citra.is_active = False
    people.citra.save()


def revoke_by_signing_out(watching, tall, people, alpha):
    watching.client.post("/accounts/logout/")


def revoke_by_ending_all_sessions(watching, tall, people, alpha):
    sessions.end_all(people.citra)
    watching.client.session.flush()


def revoke_by_password(watching, tall, people, alpha):
    people.citra.set_password("another-cinema-1988")
    people.citra.save()


def revoke_by_country(watching, tall, people, alpha):
    set_windows(tall, [Opening(timezone.now() - DAY, countries=("IN",))], by=people.ana)


def revoke_by_level(watching, tall, people, alpha):
    set_plan(people.citra, "basic", by=people.ana)
    update_film(tall, by=people.ana, access_level=AccessLevel.PREMIUM)


def revoke_by_window(watching, tall, people, alpha):
    now = timezone.now()
    set_windows(tall, [Opening(now - 2 * DAY, now - DAY)], by=people.ana)


REVOCATIONS = [
    revoke_by_withdrawing,
    revoke_by_plan,
    revoke_by_deactivating,
    revoke_by_signing_out,
    revoke_by_ending_all_sessions,
    revoke_by_password,
    revoke_by_country,
    revoke_by_level,
    revoke_by_window,
]


@pytest.mark.parametrize("revoke", REVOCATIONS, ids=lambda f: f.__name__)
def test_whatever_takes_the_right_away_ends_the_bytes(player, tall, people, alpha, revoke):
    set_plan(people.citra, "premium", by=people.ana)
    watching = player()
    watching.start(tall)
    assert watching.status_after_a_while("1080/init.mp4") == 200

    revoke(watching, tall, people, alpha)

    for name in ("240/init.mp4", "1080/init.mp4", "a0/init.mp4", "master.m3u8", "key/content.key"):
        assert watching.status_after_a_while(name) == 403, name


@pytest.mark.parametrize(
    ("revoke", "why"),
    [
        (revoke_by_withdrawing, "hidden"),
        (revoke_by_plan, None),
        (revoke_by_country, "not_here"),
        (revoke_by_level, "plan_needed"),
        (revoke_by_window, "over"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_and_the_next_beat_says_why(player, tall, people, alpha, revoke, why):
    set_plan(people.citra, "premium", by=people.ana)
    watching = player()
    watching.start(tall)

    revoke(watching, tall, people, alpha)

    assert ended(watching.beat()) == ("revoked", why)
    assert Play.objects.get().end_reason == "revoked"


def test_control_without_a_change_it_goes_on(watching):
    assert watching.status_after_a_while() == 200
    assert watching.beat().status_code == 200


def test_a_removed_profile_watches_no_more(player, tall, people):
    create_profile(people.citra, Details("Dad"))
    child = create_profile(people.citra, Details("Sari", is_kids=True, max_age=7))
    watching = player()
    watching.start(tall, profile=str(child.pk))
    assert watching.status_after_a_while() == 200

    remove_profile(child, by=people.citra)

    assert watching.status_after_a_while() == 403


@pytest.mark.parametrize(("before", "after"), [("", "4711"), ("4711", "0815")])
def test_a_new_pin_stops_what_was_begun_without_it(player, tall, people, before, after):
    mum = create_profile(people.citra, Details("Mum"), pin=before)
    other = create_profile(people.citra, Details("Dad"))
    watching, dads = player("tv-1"), player("tv-2", by=people.citra)
    set_plan(people.citra, "premium", by=people.ana)
    watching.start(tall, profile=str(mum.pk), **({"pin": before} if before else {}))
    dads.start(tall, profile=str(other.pk))
    assert watching.status_after_a_while() == 200

    set_pin(mum, after, by=people.citra)

    assert watching.status_after_a_while() == 403
    assert ended(watching.beat()) == ("revoked", "signed_out")
    assert watching.start(tall, profile=str(mum.pk), pin=after).status_code == 201
    assert watching.status_after_a_while() == dads.status_after_a_while() == 200


def test_a_program_that_signs_out_plays_no_more(player, tall, people, alpha, client_for):
    program = player("app-1")
    program.client = client_for(alpha)
    tokens = issue_tokens(people.citra)
    program.headers = {"authorization": f"Bearer {tokens.access}"}
    program.start(tall)
    assert program.status_after_a_while() == 200

    end_family(people.citra.tokens.get().family, by=people.citra)

    assert program.status_after_a_while() == 403


def test_after_a_downgrade_the_latest_streams_end(player, tall, people):
    set_plan(people.citra, "premium", by=people.ana)
    for height in (720, 1080):
        tall.current_encode.renditions.filter(rung=height).delete()
    devices = [player(f"device-{n}") for n in range(3)]
    for device in devices:
        device.start(tall)
    set_plan(people.citra, "basic", by=people.ana)

    answers = [device.beat().status_code for device in devices]

    # Their addresses were signed for a higher ceiling: all three start anew, and two find a place.
    assert answers == [410, 410, 410]
    assert [device.start(tall).status_code for device in devices] == [201, 201, 409]


def test_a_decision_costs_six_queries_and_then_none_for_ten_seconds(watching, alpha, client_for):
    nobody = client_for(alpha)
    cache.clear()
    nobody.get("/robots.txt")
    path = watching.told["manifest_url"].replace("master.m3u8", "240/")

    with queries(6):
        assert nobody.get(f"{path}init.mp4").status_code == 200
    with queries(0):
        assert nobody.get(f"{path}seg_00000.m4s").status_code == 200


def test_a_stream_that_falls_silent_ends(watching, monkeypatch, player, tall):
    monkeypatch.setattr(store, "SILENT_AFTER", 0)
    monkeypatch.setattr(store, "SKEW", 0)

    assert watching.status_after_a_while() == 403
    with time_machine.travel(timezone.now() + timedelta(minutes=3), tick=False):
        note_plays()
    play = Play.objects.get()
    assert (play.end_reason, play.ended_at) == ("silent", play.last_beat_at)


def test_streams_that_go_on_are_written_down(watching):
    watching.beat()
    with time_machine.travel(timezone.now() + timedelta(minutes=3), tick=False):
        # Redis's own clock stands where it was, so this stream was heard of three minutes ago.
        assert note_plays() == 0
    play = Play.objects.get()
    assert play.end_reason == "silent"


def test_only_what_has_ended_is_closed(watching):
    """Of three rows one still plays, one left, and of one Redis knows nothing."""
    playing = Play.objects.get(pk=watching.told["session"])
    forgotten = copied(playing, last_beat_at=playing.started_at + timedelta(seconds=7))
    left = copied(playing)
    store.start(
        str(left.pk),
        account=str(left.account_id),
        device_id="another",
        limit=9,
        lasts=60,
        values={"film": str(left.film_id)},
    )
    store.end(str(left.pk), account=str(left.account_id), reason=PlayEnd.LEFT)

    close_plays([str(row.pk) for row in (playing, forgotten, left)])

    rows = {row.pk: row for row in Play.objects.all()}
    assert (rows[playing.pk].ended_at, rows[playing.pk].end_reason) == (None, "")
    assert rows[forgotten.pk].ended_at == forgotten.last_beat_at
    assert rows[forgotten.pk].end_reason == PlayEnd.SILENT
    assert rows[left.pk].end_reason == PlayEnd.LEFT
    assert rows[left.pk].ended_at > left.started_at

    before = list(Play.objects.order_by("pk").values())
    close_plays([str(forgotten.pk), str(left.pk)])
    assert list(Play.objects.order_by("pk").values()) == before


def test_another_studio_closes_nothing(watching, alpha, beta):
    """Beta's Redis knows nothing of the stream, which there would mean that it is over."""
    sid = watching.told["session"]
    with studio_context(beta):
        close_plays([sid])
    with studio_context(alpha):
        assert Play.objects.get(pk=sid).ended_at is None

    with studio_context(alpha):
        store.end(sid, account=str(Play.objects.get(pk=sid).account_id), reason=PlayEnd.LEFT)
        close_plays([sid])
        assert Play.objects.get(pk=sid).end_reason == PlayEnd.LEFT


def copied(play: Play, **changed: object) -> Play:
    values = {field.attname: getattr(play, field.attname) for field in Play._meta.concrete_fields}
    return Play.objects.create(**values | {"id": uuid4()} | changed)


def test_while_redis_is_away_nothing_plays_and_that_is_said(
    watching,
    player,
    tall,
    own_redis,  # noqa: F811
    settings,
):
    settings.STREAMS_URL = own_redis.url
    own_redis.kill()

    store.resting.until = 0.0
    beat = watching.beat()
    start = player("phone-1").start(tall)
    bytes_status = watching.status_after_a_while()
    master = watching.get()

    for answer in (beat, start):
        assert (answer.status_code, answer.json()["code"]) == (503, "playback_away")
        assert answer.headers["Retry-After"] == "5"
    assert (bytes_status, master.status_code) == (503, 503)
    store.resting.until = 0.0


def test_what_redis_has_forgotten_ends_and_may_begin_anew(watching, tall, own_redis, settings):  # noqa: F811
    settings.STREAMS_URL = own_redis.url
    watching.start(tall)
    assert watching.status_after_a_while() == 200

    own_redis.client().flushall()

    assert watching.status_after_a_while() == 403
    assert ended(watching.beat()) == ("silent", None)
    assert watching.start(tall).status_code == 201
    assert (watching.status_after_a_while(), watching.beat().status_code) == (200, 200)


@pytest.mark.parametrize(("jump", "expected"), [(-DAY, 200), (2 * DAY, 410)])
def test_a_clock_that_jumps_opens_nothing(watching, jump, expected):
    """Forward, addresses have expired; places are counted by Redis's clock, which did not jump."""
    with time_machine.travel(timezone.now() + jump, tick=False):
        assert watching.status_after_a_while() == expected
    assert watching.status_after_a_while() == 200


def test_the_check_that_nginx_asks(watching, alpha, client_for):
    path = watching.told["manifest_url"].replace("master.m3u8", "240/init.mp4")
    nginx = client_for(alpha)

    fine = nginx.get("/internal/play/check", headers={"x-media-path": path})
    forged = nginx.get("/internal/play/check", headers={"x-media-path": path[:-4] + ".m4s/"})
    empty = nginx.get("/internal/play/check")

    assert (fine.status_code, forged.status_code, empty.status_code) == (204, 403, 403)
    assert [dict(answer.headers) for answer in (fine, forged, empty)] == [{}, {}, {}]


def test_what_nginx_is_told_is_not_as_old_as_what_python_keeps(watching, alpha, client_for):
    path = watching.told["manifest_url"].replace("master.m3u8", "240/init.mp4")
    nginx = client_for(alpha)
    asked = {"headers": {"x-media-path": path}}
    assert nginx.get("/internal/play/check", **asked).status_code == 204

    watching.client.delete(f"{SESSIONS}/{watching.told['session']}")

    assert nginx.get("/internal/play/check", **asked).status_code == 403
    # And what nginx learned, Python knows.
    assert watching.get().status_code == 403


def test_a_dot_behind_the_name_is_the_same_host_as_for_nginx(player, tall, settings):
    dotted = player()
    dotted.client.defaults["SERVER_NAME"] = dotted.client.defaults["SERVER_NAME"] + "."
    dotted.headers = {"host": dotted.client.defaults["SERVER_NAME"]}

    assert dotted.start(tall).status_code == 201
    signed = media_address(dotted.told["manifest_url"])
    assert is_signed(signed, "alpha.localhost", settings.MEDIA_URL_SECRET)


def test_reasons_are_words_of_ours():
    assert {reason.value for reason in PlayEnd} == {
        *("left", "taken_over", "replaced", "silent", "revoked")
    }


def test_a_studios_redis_keys_are_its_own(watching, beta):
    sid = watching.told["session"]

    assert store.stream(sid).is_alive
    with studio_context(beta):
        assert store.stream(sid) is None


def test_a_beat_costs_two_queries_and_others_have_asked_for_the_film(
    tall, people, alpha, client_for, monkeypatch
):
    monkeypatch.setattr(facts, "PLAYED_SECONDS", 600)
    bearer = {"Authorization": f"Bearer {issue_tokens(people.citra).access}"}
    program = Player(client_for(alpha), headers=bearer)
    program.start(tall)
    with queries(4):
        assert program.beat().status_code == 200

    with queries(2):
        assert program.beat(seq=2).status_code == 200
