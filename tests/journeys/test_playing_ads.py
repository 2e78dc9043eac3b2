"""Before the film: what an ad server answers, and that nothing it does keeps anybody from the film."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.adverts import (
    EVENTS,
    MP4,
    AdServer,
    chain,
    inline,
    make_advert,
    nothing,
    wrapper,
)
from tests.journeys.axe import faults
from tests.journeys.theatre import Theatre

pytestmark = pytest.mark.journey

BREAK = {"vast_url": "/ads/w0", "skip_after_seconds": None}
INTRO = [{"kind": "intro", "starts_seconds": 0, "ends_seconds": 20}]
SEEN = sorted(["impression", *(name for name in EVENTS if name != "skip")])
HLS = ("application/x-mpegURL", "/m/sig/1/ad/240/alpha/film/version/240/index.m3u8")
VPAID = ("application/javascript", "/ads/program.js")
SCRIPT = ("video/mp4", "javascript:alert(1)")


@pytest.fixture(scope="module")
def advert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_advert(tmp_path_factory.mktemp("adverts") / "film.mp4")


@pytest.fixture
def server(theatre: Theatre, advert: Path) -> AdServer:
    server = AdServer(theatre.page, advert, {"w0": inline()})
    server.open()
    return server


def film_plays(theatre: Theatre) -> None:
    theatre.until("v => v.duration > 20 && v.currentTime > 0.3 && !v.paused")
    expect(theatre.page.get_by_role("group", name="Advertisement")).to_be_hidden()


def test_an_advertisement_comes_first_and_is_counted_once(theatre: Theatre, server: AdServer):
    theatre.watch(
        theatre.allows(ad_break=BREAK, position_seconds=8, heartbeat_seconds=1, markers=INTRO)
    )
    panel = theatre.page.get_by_role("group", name="Advertisement")
    expect(panel.get_by_text("Ad · 0:02")).to_be_visible()
    expect(theatre.page.get_by_role("slider", name="Position")).to_be_hidden()
    expect(theatre.page.get_by_role("button", name="Skip")).to_be_hidden()
    theatre.page.keyboard.press("End")
    assert faults(theatre.page) == []
    during = list(theatre.beats)

    film_plays(theatre)

    assert sorted(server.pixels) == SEEN
    assert {(beat["position_seconds"], beat["paused"]) for beat in during} <= {(8, True)}
    assert theatre.video.evaluate("v => v.played.start(0)") >= 8
    expect(theatre.page.get_by_role("button", name="Skip intro")).to_be_visible()
    assert [event["kind"] for event in theatre.events] == ["startup"]
    theatre.page.wait_for_timeout(1200)
    assert sorted(server.pixels) == SEEN


def test_it_can_be_skipped_when_its_time_has_come(theatre: Theatre, server: AdServer):
    theatre.watch(theatre.allows(ad_break={**BREAK, "skip_after_seconds": 1}))
    button = theatre.page.get_by_role("group", name="Advertisement").get_by_role("button")
    expect(button).to_have_text("Skip in 1")
    expect(button).to_be_disabled()
    theatre.page.keyboard.press("s")
    news = theatre.page.locator("[data-player-news]")
    expect(news).to_have_text("You can skip the advertisement: press S")

    button.click()

    film_plays(theatre)
    assert {"impression", "skip"} < set(server.pixels)
    assert "complete" not in server.pixels
    assert len(server.pixels) == len(set(server.pixels))


def test_its_maker_may_let_it_be_skipped_and_a_key_does(theatre: Theatre, server: AdServer):
    server.documents["w0"] = inline(version="3.0", skip=' skipoffset="00:00:01"')
    theatre.watch(theatre.allows(ad_break=BREAK))
    expect(theatre.page.get_by_role("button", name="Skip ad")).to_be_enabled()

    theatre.page.keyboard.press("s")

    film_plays(theatre)
    assert server.pixels.count("skip") == 1


def test_the_advertisers_page_opens_beside_and_the_film_waits(theatre: Theatre, server: AdServer):
    theatre.watch(theatre.allows(ad_break=BREAK))
    link = theatre.page.get_by_role("link", name="Visit the advertiser")

    with theatre.page.context.expect_page() as opened:
        link.click()

    assert opened.value.url.endswith("/ads/shop")
    assert opened.value.evaluate("window.opener") is None
    assert theatre.video.evaluate("v => v.paused")
    assert server.pixels.count("click") == 1
    opened.value.close()
    theatre.page.keyboard.press("k")
    film_plays(theatre)
    assert server.pixels.count("impression") == 1


def test_five_wrappers_of_all_versions_are_followed_and_told(theatre: Theatre, server: AdServer):
    server.documents = chain(5)
    theatre.watch(theatre.allows(ad_break=BREAK))

    film_plays(theatre)

    wrapped = [f"{name}-{number}" for name in SEEN for number in range(5)]
    assert sorted(server.pixels) == sorted([*SEEN, *wrapped])


def test_it_may_come_as_a_playlist_and_programs_are_passed_over(theatre: Theatre, server: AdServer):
    server.documents["w0"] = inline(files=(VPAID, HLS, MP4))
    theatre.watch(theatre.allows(ad_break={**BREAK, "skip_after_seconds": 1}))
    expect(theatre.page.get_by_text("Ad · 0:2")).to_be_visible()

    theatre.page.get_by_role("button", name="Skip ad").click()

    film_plays(theatre)
    assert server.pixels.count("impression") == 1
    assert [name for name in server.asked if not name.startswith("pixel/")] == ["w0"]


@pytest.mark.parametrize(
    ("documents", "told"),
    [
        ({}, []),
        ({"w0": None}, []),
        ({"w0": "<VAST"}, []),
        ({"w0": nothing()}, ["error-303"]),
        ({"w0": wrapper("w1", number=0)}, ["error-301"]),
        (chain(6), ["error-302"]),
        ({"w0": inline(files=(("video/mp4", "/ads/gone.mp4"),))}, ["error-405"]),
        ({"w0": inline(files=(VPAID, SCRIPT))}, ["error-403"]),
    ],
    ids=["gone", "silent", "broken", "empty", "lost", "endless", "no film", "programs"],
)
def test_whatever_goes_wrong_leads_to_the_film(
    theatre: Theatre, server: AdServer, documents: dict[str, str | None], told: list[str]
):
    server.documents = documents

    theatre.watch(theatre.allows(ad_break=BREAK))

    film_plays(theatre)
    assert sorted(set(server.pixels)) == told


def test_little_motion_means_no_advertisement_starts_by_itself(theatre: Theatre, server: AdServer):
    theatre.page.emulate_media(reduced_motion="reduce")
    theatre.watch(theatre.allows(ad_break=BREAK))
    theatre.until("v => v.readyState >= 2")
    # Longer than one that should play would be waited for.
    theatre.page.wait_for_timeout(3300)
    assert (theatre.video.evaluate("v => v.paused"), server.pixels) == (True, [])

    theatre.page.locator("[data-player-start]").click()

    film_plays(theatre)
    assert sorted(server.pixels) == SEEN


def test_who_is_sent_away_in_an_advertisement_begins_with_the_film(
    theatre: Theatre, server: AdServer
):
    theatre.beat_answer = (410, {"code": "stream_ended", "status": 410, "reason": "taken_over"})
    theatre.watch(theatre.allows(ad_break=BREAK, position_seconds=8, heartbeat_seconds=1))

    panel = theatre.page.get_by_role("dialog", name="Playing on another screen")
    expect(panel).to_be_visible()

    assert theatre.page.locator("[data-player]").get_attribute("data-ad") is None
    theatre.beat_answer = (200, {"seconds_left": 3600})
    theatre.answers = [theatre.allows(position_seconds=8)]
    panel.get_by_role("button", name="Watch here again").click()
    theatre.until("v => v.currentTime > 8.2")
