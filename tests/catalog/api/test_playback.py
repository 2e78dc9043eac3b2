"""Whether a film may be played is decided once, and each refusal says what would help."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from apps.accounts.services.profiles import Details, create_profile, set_pin
from apps.accounts.services.tokens import issue_tokens
from apps.catalog.enums import AccessLevel, Maturity
from apps.catalog.models import Film, Marker, Play
from apps.catalog.selectors import playback as facts
from apps.catalog.services import ad_breaks
from apps.catalog.services.films import create_film, update_film, withdraw_film
from apps.catalog.services.releases import AgeIn, Opening, set_ratings, set_windows
from apps.catalog.services.series import (
    add_episode,
    add_season,
    create_series,
    publish_series,
    withdraw_series,
)
from apps.core.tenancy import studio_context
from apps.subscriptions.services.plans import set_plan
from tests.catalog.api.conftest import SESSIONS, Player
from tests.catalog.conftest import queries
from tests.factories.catalog import published

DAY = timedelta(days=1)
HEIGHT = re.compile(r"RESOLUTION=\d+x(\d+)")


def heights(playlist):
    return sorted({int(height) for height in HEIGHT.findall(playlist)})


def refusal(answer):
    assert answer.headers["Content-Type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


def test_a_player_is_told_all_it_needs(player, tall, people):
    Marker.objects.create(film=tall, kind="intro", starts_seconds=2, ends_seconds=9)

    answer = player().start(tall)

    told = answer.json()
    assert answer.status_code == 201
    sid = told["session"]
    assert told["manifest_url"].startswith("/m/")
    assert told["manifest_url"].endswith("/master.m3u8")
    assert told["heartbeat_url"] == f"{SESSIONS}/{sid}/heartbeat"
    assert (told["heartbeat_seconds"], told["duration_seconds"]) == (30, 60.0)
    assert (told["plan"], told["ceiling"]) == ({"name": "Free", "max_height": 480}, 480)
    assert told["upsell"] == {"plan": "Basic", "max_height": 720, "url": "/plans/"}
    assert told["markers"] == [{"kind": "intro", "starts_seconds": 2.0, "ends_seconds": 9.0}]
    assert told["tracks"]["audio"][0]["kind"] == "main"
    assert (told["ad_break"], told["thumbnails_url"], told["next"]) == (None, None, None)
    lasts = parse_datetime(told["expires_at"]) - timezone.now()
    assert timedelta(minutes=59) < lasts <= timedelta(hours=1, minutes=2)
    play = Play.objects.get()
    assert (str(play.pk), play.account, play.film, play.cap) == (sid, people.citra, tall, 480)
    assert (play.plan, play.device, play.ended_at) == ("free", "The device-1", None)


@pytest.mark.parametrize(
    ("plan", "expected"),
    [("free", [240, 360, 480]), ("basic", [240, 360, 480, 720]), ("premium", None)],
)
def test_the_playlist_ends_at_the_plans_height(player, tall, people, plan, expected):
    set_plan(people.citra, plan, by=people.ana)
    watching = player()
    told = watching.start(tall).json()

    playlist = watching.get().content.decode()

    expected = expected or [240, 360, 480, 720, 1080]
    assert heights(playlist) == expected
    assert told["ceiling"] == expected[-1]
    assert not [rung for rung in (720, 1080, 2160) if rung > expected[-1] and str(rung) in playlist]


def test_nobody_is_offered_what_no_plan_shows(player, tall, people):
    set_plan(people.citra, "premium", by=people.ana)

    assert player().start(tall).json()["upsell"] is None


def test_who_has_not_signed_in_is_asked_to(alpha, client_for, tall):
    answer = client_for(alpha).post(
        SESSIONS, {"film": tall.slug, "device_id": "d-1234"}, content_type="application/json"
    )

    assert refusal(answer) == (401, "not_authenticated")
    assert not Play.objects.exists()


def test_a_film_above_the_plan_names_the_plan(player, tall, people):
    update_film(tall, by=people.ana, access_level=AccessLevel.PREMIUM)

    answer = player().start(tall)

    assert refusal(answer) == (402, "plan_needed")
    assert (answer.json()["needed_plan"], answer.json()["upgrade_url"]) == ("Premium", "/plans/")
    assert "/m/" not in answer.content.decode()
    set_plan(people.citra, "basic", by=people.ana)
    assert refusal(player().start(tall)) == (402, "plan_needed")
    set_plan(people.citra, "premium", by=people.ana)
    assert player().start(tall).status_code == 201
    assert Play.objects.count() == 1


def test_early_access_is_for_plans_that_have_it(player, tall, people):
    now = timezone.now()
    windows = [Opening(now - DAY, now + DAY, is_early_access=True), Opening(now + DAY)]
    set_windows(tall, windows, by=people.ana)

    answer = player().start(tall)

    assert refusal(answer) == (402, "plan_needed")
    assert answer.json()["needed_plan"] == "Premium"
    assert parse_datetime(answer.json()["at"]) == now + DAY
    set_plan(people.citra, "premium", by=people.ana)
    assert player().start(tall).status_code == 201


def test_windows_that_are_not_open(player, tall, people):
    now = timezone.now()
    set_windows(tall, [Opening(now + DAY)], by=people.ana)
    answer = player().start(tall)
    assert refusal(answer) == (403, "not_yet_available")
    assert parse_datetime(answer.json()["at"]) == now + DAY

    set_windows(tall, [Opening(now - 2 * DAY, now - DAY)], by=people.ana)
    assert refusal(player().start(tall)) == (403, "no_longer_available")
    set_windows(tall, [Opening(now - DAY, countries=("IN",))], by=people.ana)
    assert refusal(player().start(tall)) == (403, "not_in_your_country")
    set_windows(tall, [Opening(now - DAY, countries=("ID",))], by=people.ana)
    assert player().start(tall).status_code == 201
    assert Play.objects.get().country == "ID"


def test_a_film_for_older_viewers_than_the_profile(player, tall, people):
    update_film(tall, by=people.ana, maturity=Maturity.SIXTEEN)
    child = create_profile(people.citra, Details("Sari", is_kids=True, max_age=7))
    watching = player()

    answer = watching.start(tall, profile=str(child.pk))

    assert refusal(answer) == (403, "profile_too_young")
    set_ratings(tall, [AgeIn("ID", 7)], by=people.ana)
    assert watching.start(tall, profile=str(child.pk)).status_code == 201
    assert Play.objects.get().profile == child


def test_a_protected_profile_takes_its_pin(player, tall, people):
    mum = create_profile(people.citra, Details("Mum"))
    set_pin(mum, "4711", by=people.citra)
    watching = player()

    missing = watching.start(tall, profile=str(mum.pk))
    wrong = watching.start(tall, profile=str(mum.pk), pin="0000")

    assert (refusal(missing), missing.json()["profile"]) == ((403, "pin_needed"), str(mum.pk))
    assert (refusal(wrong), wrong.json()["tries_left"]) == ((403, "pin_wrong"), 4)
    assert not Play.objects.exists()
    assert watching.start(tall, profile=str(mum.pk), pin="4711").status_code == 201


def test_a_household_is_asked_who_watches(player, tall, people):
    create_profile(people.citra, Details("Dad"))
    create_profile(people.citra, Details("Sari", is_kids=True, max_age=7))

    assert refusal(player().start(tall)) == (409, "profile_needed")


def test_what_is_not_on_the_site_is_not_found(player, people, film, tall):
    draft = create_film("Draft", by=people.ana)
    watching = player()

    assert refusal(watching.start(draft)) == (404, "not_found")
    assert refusal(watching.start("no-such-film")) == (404, "not_found")
    assert refusal(watching.start(str(uuid4()))) == (404, "not_found")
    Film.objects.filter(pk=tall.pk).update(state="withdrawn")
    assert refusal(watching.start(tall)) == (404, "not_found")


def test_its_makers_see_a_draft_in_every_quality(player, people, tall):
    Film.objects.filter(pk=tall.pk).update(state="draft", published_at=None, access_level="premium")
    watching = player(by=people.ana)

    assert watching.start(tall).json()["ceiling"] == 2160
    assert 2160 in heights(watching.get().content.decode())
    without = create_film("Nothing yet", by=people.ana)
    assert refusal(watching.start(without)) == (409, "film_has_no_video")


def test_its_makers_who_take_a_plan_see_what_viewers_see(player, people, tall):
    set_plan(people.ana, "free", by=people.ana)

    assert player(by=people.ana).start(tall).json()["ceiling"] == 480


def test_too_many_streams_are_listed_with_a_way_out(player, tall, people):
    tv, phone = player("tv-1"), player("phone-1")
    tv.start(tall)

    answer = phone.start(tall)

    assert refusal(answer) == (409, "too_many_streams")
    problem = answer.json()
    (running,) = problem["streams"]
    assert problem["limit"] == 1
    assert (running["device"], running["title"]) == ("The tv-1", "Monsoon Letters")
    assert timezone.now() - parse_datetime(running["since"]) < timedelta(minutes=1)
    assert Play.objects.count() == 1


def test_a_child_is_not_told_what_others_watch(player, tall, people):
    mild = published(create_film("Gentle", by=people.ana))
    update_film(tall, by=people.ana, maturity=Maturity.EIGHTEEN)
    first = create_profile(people.citra, Details("Dad"))
    child = create_profile(people.citra, Details("Sari", is_kids=True, max_age=7))
    tv, tablet = player("tv-1"), player("tablet-1")
    assert tv.start(tall, profile=str(first.pk)).status_code == 201

    answer = tablet.start(mild, profile=str(child.pk))

    assert refusal(answer) == (409, "too_many_streams")
    (running,) = answer.json()["streams"]
    assert (running["device"], running["title"]) == ("The tv-1", "")
    assert tall.title not in answer.content.decode()
    taken = tablet.start(mild, profile=str(child.pk), takeover=running["takeover"])
    assert taken.status_code == 201
    (running,) = player("tv-2").start(tall, profile=str(first.pk)).json()["streams"]
    assert running["title"] == "Gentle"


def test_no_start_is_given_again_to_another_profile(player, tall, people):
    update_film(tall, by=people.ana, maturity=Maturity.EIGHTEEN)
    mum = create_profile(people.citra, Details("Mum"))
    child = create_profile(people.citra, Details("Sari", is_kids=True, max_age=7))
    tv = player()
    tv.headers = {"idempotency-key": "the-same"}
    for profile, expected in ((mum, 201), (child, 403)):
        switch = f"/api/v1/profiles/{profile.pk}/switch"
        tv.client.post(switch, {}, content_type="application/json")
        assert tv.start(tall).status_code == expected


def test_a_reload_on_the_same_device_takes_no_second_place(player, tall):
    first = player("tv-1")
    first.start(tall)
    second = player("tv-1")

    assert second.start(tall).status_code == 201
    assert first.beat().json()["reason"] == "replaced"
    assert second.beat().status_code == 200
    assert list(Play.objects.order_by("pk").values_list("end_reason", flat=True)) == [
        "replaced",
        "",
    ]


def test_a_start_costs_six_queries_where_others_watch_the_film(
    alpha, client_for, tall, people, monkeypatch
):
    monkeypatch.setattr(facts, "CONTENTS_SECONDS", 600)
    set_plan(people.citra, "basic", by=people.eko)
    bearer = {"Authorization": f"Bearer {issue_tokens(people.citra).access}"}
    program = Player(client_for(alpha), headers=bearer)
    program.start(tall)

    with queries(7):  # one of them for the stream of this device that has to go
        assert program.start(tall).status_code == 201
    program.device = "device-2"
    with queries(6):
        assert program.start(tall).status_code == 201
    cache.clear()
    with queries(17):
        assert program.start(tall).status_code == 201


def test_what_is_kept_of_a_film_holds_until_it_is_changed(player, tall, people):
    watching = player()
    assert watching.start(tall).status_code == 201
    ahead = [Opening(timezone.now() + DAY)]

    update_film(tall, access_level=AccessLevel.PREMIUM, by=people.ana)
    assert watching.start(tall).status_code == 402
    set_windows(tall, ahead, by=people.ana)
    assert watching.start(tall).json()["code"] == "not_yet_available"
    withdraw_film(tall, by=people.ana)
    assert watching.start(tall).status_code == 404


def test_and_until_its_series_is(player, people, in_alpha):
    series = create_series("Rain", by=people.ana)
    season = add_season(series, number=1, by=people.ana)
    episode = published(add_episode(season, title="Clouds", by=people.ana))
    publish_series(series, by=people.ana)
    watching = player()
    assert watching.start(episode).status_code == 201

    withdraw_series(series, by=people.ana)

    assert watching.start(episode).status_code == 404


def test_a_takeover_stops_the_other_device(player, tall):
    tv, phone = player("tv-1"), player("phone-1")
    tv.start(tall)
    code = phone.start(tall).json()["streams"][0]["takeover"]

    assert phone.start(tall, takeover=code).status_code == 201

    answer = tv.beat()
    assert refusal(answer) == (410, "stream_ended")
    assert answer.json()["reason"] == "taken_over"
    assert tv.status_after_a_while() == 403
    assert phone.status_after_a_while() == 200
    assert Play.objects.get(pk=tv.told["session"]).end_reason == "taken_over"


def test_a_takeover_code_is_good_for_its_account_alone(player, tall, people):
    tv, phone = player("tv-1"), player("phone-1")
    tv.start(tall)
    code = phone.start(tall).json()["streams"][0]["takeover"]
    anas = player("laptop-1", by=people.ana)

    assert refusal(anas.start(tall, takeover=code)) == (409, "takeover_expired")
    assert refusal(phone.start(tall, takeover=code + "x")) == (409, "takeover_expired")
    assert tv.beat().status_code == 200


def test_a_takeover_code_of_one_studio_is_none_of_another(player, tall, beta, people, client_for):
    tv, phone = player("tv-1"), player("phone-1")
    tv.start(tall)
    code = phone.start(tall).json()["streams"][0]["takeover"]
    with studio_context(beta):
        theirs = published(create_film("Monsoon Letters", by=people.bima))
        their_player = player("tv-2")
        their_player.client = client_for(beta, people.citra_in_beta)

        answer = their_player.start(theirs, takeover=code)

    assert refusal(answer) == (409, "takeover_expired")
    assert tv.beat().status_code == 200


def test_a_program_plays_with_its_token(alpha, people, tall, client_for, player):
    program = player("app-1")
    program.client = client_for(alpha)
    program.headers = {"authorization": f"Bearer {issue_tokens(people.citra).access}"}

    assert program.start(tall).status_code == 201
    assert program.get("240/init.mp4").status_code == 200


def test_advertising_is_for_plans_that_have_it(player, tall, people):
    ad_breaks.register_provider(lambda film, viewing: ad_breaks.AdBreak(f"/vast/{film.pk}", 5))
    try:
        told = player().start(tall).json()
        set_plan(people.citra, "premium", by=people.ana)
        without = player().start(tall).json()
    finally:
        ad_breaks.forget_provider()

    assert told["ad_break"] == {"vast_url": f"/vast/{tall.pk}", "skip_after_seconds": 5}
    assert without["ad_break"] is None


def test_a_provider_of_advertising_that_fails_costs_nobody_the_film(player, tall):
    def broken(film, viewing):
        raise RuntimeError("no advertisements today")

    ad_breaks.register_provider(broken)
    try:
        assert player().start(tall).json()["ad_break"] is None
        with pytest.raises(ValueError, match="provider"):
            ad_breaks.register_provider(broken)
    finally:
        ad_breaks.forget_provider()


@pytest.mark.parametrize("device", ["", "a b", "x" * 65, "é-device", None, 5])
def test_a_device_has_a_key(player, tall, device):
    assert refusal(player(device).start(tall)) == (400, "invalid")
