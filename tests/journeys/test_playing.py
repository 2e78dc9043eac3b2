"""The player in a real browser: on its page, with a film of two languages, and answers that we choose."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.content import Content
from tests.journeys.theatre import EAR, Theatre, problem

pytestmark = pytest.mark.journey

UPSELL = {"plan": "Premium", "max_height": 1080, "url": "/plans/"}


FETCHED = "(end => performance.getEntriesByType('resource').filter(e => e.name.endsWith(end)))"


def test_it_plays_and_tells_how_long_the_start_took(theatre: Theatre):
    theatre.watch(theatre.allows())

    theatre.until("v => v.currentTime > 5")

    assert theatre.video.evaluate("v => v.getVideoPlaybackQuality().totalVideoFrames") > 60
    assert [event["kind"] for event in theatre.events] == ["startup"]
    assert 0 < theatre.events[0]["ms"] < 15_000
    assert theatre.asked[0]["device"] == "Chrome · Linux"
    assert [wish["device_id"] for wish in theatre.asked] == [theatre.asked[0]["device_id"]]


def test_letters_of_the_studio_come_after_the_picture(theatre: Theatre):
    theatre.watch(theatre.allows())
    theatre.until("v => v.currentTime > 1")

    theatre.page.wait_for_function(f"{FETCHED}('woff2').length > 0")
    letters = theatre.page.evaluate(f"{FETCHED}('woff2')[0].startTime")
    picture = theatre.page.evaluate(f"{FETCHED}('seg_00000.m4s')[0].responseEnd")
    assert letters > picture


def test_a_picture_that_stands_still_is_told_with_its_length(theatre: Theatre):
    theatre.held = "seg_00001.m4s"
    theatre.watch(theatre.allows())
    theatre.until("v => v.currentTime > 5.5 && v.readyState < 3")
    theatre.page.wait_for_timeout(1000)

    theatre.release()
    theatre.until("v => v.currentTime > 7")
    theatre.leave()

    stalls = theatre.wait_for_events("stall")
    assert len(stalls) == 1
    assert stalls[0]["ms"] >= 900


def test_qualities_end_at_the_plans_ceiling_with_a_word_about_the_next(theatre: Theatre):
    theatre.watch(theatre.allows(ceiling=360, upsell=UPSELL))
    theatre.until("v => v.currentTime > 1")

    theatre.open_menu("Quality and speed")

    group = theatre.page.get_by_role("group", name="Quality")
    expect(group.get_by_role("menuitemradio")).to_have_text(
        [re.compile("^Automatic"), "360p", "240p"]
    )
    offer = group.get_by_role("menuitem")
    expect(offer).to_have_text("1080p with Premium")
    expect(offer).to_have_attribute("href", "/plans/")
    assert [path for path in theatre.fetched if path.startswith("720")] == []


def test_another_quality_comes_without_a_new_start(theatre: Theatre):
    theatre.watch(theatre.allows())
    theatre.until("v => v.currentTime > 1")
    theatre.choose("Quality and speed", "240p")

    theatre.until("v => v.videoHeight === 240 && v.currentTime > 2")
    theatre.choose("Quality and speed", "720p")
    theatre.until("v => v.videoHeight === 720")

    assert len(theatre.asked) == 1
    assert theatre.video.evaluate("v => v.currentTime") > 2


def test_sound_changes_to_another_language_and_to_a_description(theatre: Theatre):
    theatre.watch(theatre.allows())
    theatre.until("v => v.currentTime > 1")
    theatre.page.evaluate(EAR)

    assert theatre.hears() == 440
    theatre.choose("Sound and subtitles", "Hindi")
    assert theatre.hears(880) == 880
    theatre.choose("Sound and subtitles", "English, audio description")
    assert theatre.hears(1760) == 1760


@pytest.mark.parametrize(
    ("language", "lang", "words"),
    [
        ("Hindi", "hi", "खरगोश जागता है।"),
        ("Tamil", "ta", "முயல் எழுந்திருக்கிறது."),
        ("English, for hard of hearing", "en", "[birds sing]\nThe rabbit wakes."),
    ],
)
def test_subtitles_stand_where_their_file_says(
    theatre: Theatre, language: str, lang: str, words: str
):
    theatre.watch(theatre.allows())
    theatre.until("v => v.currentTime > 0.2")
    theatre.choose("Sound and subtitles", language, group="Subtitles")
    theatre.video.evaluate("v => (v.currentTime = 1)")

    appeared, vanished = theatre.moments_of_a_cue()

    assert abs(appeared - 3) < 0.1
    assert abs(vanished - 5.9) < 0.1
    theatre.video.evaluate("v => { v.pause(); v.currentTime = 4 }")
    expect(theatre.cues).to_have_text(words, use_inner_text=True)
    expect(theatre.cues).to_have_attribute("lang", lang)


def test_markup_of_a_cue_can_do_nothing(theatre: Theatre):
    theatre.watch(theatre.allows())
    theatre.choose("Sound and subtitles", "English", group="Subtitles")
    title = theatre.page.title()

    theatre.video.evaluate("v => { v.pause(); v.currentTime = 9 }")

    expect(theatre.cues).to_have_text('document.title="owned"<b> & sky')
    assert theatre.cues.locator("script, img").count() == 0
    assert theatre.cues.locator("i").inner_text() == "sky"
    assert theatre.page.title() == title


def test_what_was_chosen_is_chosen_the_next_time(theatre: Theatre):
    theatre.watch(theatre.allows())
    theatre.choose("Sound and subtitles", "Hindi", group="Sound")
    theatre.choose("Sound and subtitles", "Tamil", group="Subtitles")
    theatre.choose("Quality and speed", "1.25×")

    theatre.page.reload()
    theatre.until("v => v.currentTime > 0.2")
    theatre.open_menu("Sound and subtitles")

    chosen = theatre.page.locator("[data-player-tracks] [aria-checked=true]")
    expect(chosen).to_have_text(["Hindi", "Tamil"])
    assert theatre.video.evaluate("v => v.playbackRate") == 1.25
    assert [path for path in theatre.fetched[-30:] if path.startswith("t3/seg")] != []
    assert {"audio_language": "hi"} in theatre.wishes
    assert {"subtitle_language": "ta"} in theatre.wishes


def test_the_look_of_subtitles_changes_at_once_and_stays(theatre: Theatre):
    theatre.watch(theatre.allows())
    theatre.choose("Sound and subtitles", "English", group="Subtitles")
    theatre.open_menu("Sound and subtitles")
    theatre.page.get_by_role("menuitem", name="Look of subtitles").click()

    theatre.page.get_by_label("Size").select_option("Very large")
    theatre.page.get_by_label("Colour").select_option("Yellow")

    sample = theatre.page.locator("[data-caption-sample] .player-cue__text")
    assert sample.evaluate("e => getComputedStyle(e).color") == "rgb(255, 236, 64)"
    theatre.page.get_by_role("button", name="Done").click()
    theatre.page.reload()
    expect(theatre.cues).to_have_attribute("data-size", "huge")
    expect(theatre.cues).to_have_attribute("data-colour", "yellow")


def test_pictures_stand_above_the_line_of_time(theatre: Theatre):
    theatre.watch(theatre.allows())
    theatre.until("v => v.currentTime > 0.2")

    theatre.wake()
    theatre.page.locator("[data-player-seek]").hover(position={"x": 634, "y": 16})

    picture = theatre.page.locator("[data-player-thumbnail]")
    expect(picture).to_be_visible()
    # The middle of 24 seconds: the seventh picture, third of the second row.
    assert picture.evaluate("e => e.style.backgroundPosition") == "-320px -90px"
    expect(theatre.page.locator("[data-player-pointed]")).to_have_text("0:12")


def test_an_intro_is_skipped_by_button_and_by_key(theatre: Theatre):
    intro = [{"kind": "intro", "starts_seconds": 0, "ends_seconds": 9}]
    theatre.watch(theatre.allows(markers=intro))
    skip = theatre.page.get_by_role("button", name="Skip intro")

    skip.click()
    theatre.until("v => v.currentTime >= 9")
    expect(skip).to_be_hidden()
    theatre.video.evaluate("v => (v.currentTime = 1)")
    expect(skip).to_be_visible()
    theatre.page.keyboard.press("s")
    theatre.until("v => v.currentTime >= 9")


def test_it_goes_on_where_somebody_stopped_or_from_the_beginning(theatre: Theatre):
    theatre.watch(theatre.allows(position_seconds=14))
    theatre.until("v => v.currentTime >= 14")
    assert "720/seg_00000.m4s" not in theatre.fetched
    assert "240/seg_00000.m4s" not in theatre.fetched

    expect(theatre.page.get_by_text("Resumed at 0:14")).to_be_visible()
    theatre.page.get_by_role("button", name="Start from the beginning").click()

    theatre.until("v => v.currentTime < 5 && v.currentTime > 0.1")


def test_beats_say_where_and_whether_it_is_paused(theatre: Theatre):
    theatre.watch(theatre.allows(heartbeat_seconds=1))
    theatre.until("v => v.currentTime > 4")
    theatre.page.keyboard.press("k")
    theatre.page.wait_for_timeout(1500)

    assert [beat["seq"] for beat in theatre.beats] == list(range(1, len(theatre.beats) + 1))
    assert [beat["paused"] for beat in theatre.beats[:2]] == [False, False]
    assert theatre.beats[-1]["paused"] is True
    places = [beat["position_seconds"] for beat in theatre.beats]
    assert places == sorted(places)


def test_who_winds_to_and_fro_is_told_of_where_it_ends(theatre: Theatre):
    theatre.watch(theatre.allows())
    theatre.until("v => v.currentTime > 0.5")

    with theatre.page.expect_response("**/heartbeat"):
        theatre.video.evaluate("v => (v.pause(), v.currentTime = 1)")
    with theatre.page.expect_response("**/heartbeat", timeout=3000):
        theatre.video.evaluate(
            "v => ([2, 3, 4].forEach(at => setTimeout(() => (v.currentTime = at), 100 * at)))"
        )

    assert theatre.beats[-1]["position_seconds"] == 4
    assert len(theatre.beats) <= 3


def test_leaving_tells_the_last_place_and_ends_the_stream(theatre: Theatre):
    theatre.watch(theatre.allows())
    theatre.until("v => v.currentTime > 2")

    assert theatre.leave() == ["s1"]

    assert theatre.last[0]["session"] == "s1"
    assert theatre.last[0]["position_seconds"] > 2


def test_an_address_that_expires_is_renewed_and_the_film_goes_on(theatre: Theatre):
    theatre.held = "seg_00003.m4s"
    theatre.watch(theatre.allows(sid="s1"), theatre.allows(sid="s2"))
    theatre.until("v => v.currentTime > 1")

    theatre.revoked.add("s1")
    theatre.release()
    theatre.video.evaluate("v => (v.currentTime = 19)")

    theatre.until("v => v.currentTime > 20")
    assert len(theatre.asked) == 2
    assert theatre.asked[0]["device_id"] == theatre.asked[1]["device_id"]
    assert theatre.fetched.count("master.m3u8") == 1
    expect(theatre.page.locator("[data-player-refusal]")).to_be_hidden()


def test_an_address_that_is_refused_twice_stops_the_film_and_says_so(theatre: Theatre):
    theatre.held = "seg_00003.m4s"
    theatre.watch(theatre.allows(sid="s1"), theatre.allows(sid="s2"))
    theatre.until("v => v.currentTime > 1")

    theatre.revoked |= {"s1", "s2"}
    theatre.release()
    theatre.video.evaluate("v => (v.currentTime = 19)")

    expect(theatre.page.get_by_role("dialog", name="The film stopped")).to_be_visible()
    assert len(theatre.asked) == 2


def test_the_next_episode_starts_by_itself_without_leaving_the_page(
    theatre: Theatre, content: Content
):
    coming = {"film": "x", "title": "The second", "url": f"/watch/{content['slug']}/?next"}
    ending = [{"kind": "credits", "starts_seconds": 8, "ends_seconds": 24}]
    theatre.watch(theatre.allows(markers=ending, next=coming), theatre.allows(sid="s2"))
    theatre.until("v => v.currentTime > 1")
    theatre.page.evaluate("window.stayed = true")
    theatre.video.evaluate("v => (v.currentTime = 8.5)")

    expect(theatre.page.get_by_role("group", name="Next episode")).to_contain_text("Starts in")
    theatre.page.wait_for_url("**/?next", timeout=15_000)

    theatre.until("v => v.currentTime > 0.2 && v.currentTime < 8")
    assert theatre.page.evaluate("window.stayed")
    assert theatre.ended == ["s1"]
    assert len(theatre.asked) == 2


def test_the_next_episode_can_be_declined(theatre: Theatre, content: Content):
    coming = {"film": "x", "title": "The second", "url": f"/watch/{content['slug']}/?next"}
    ending = [{"kind": "credits", "starts_seconds": 8, "ends_seconds": 24}]
    theatre.watch(theatre.allows(markers=ending, next=coming))
    theatre.until("v => v.currentTime > 1")
    theatre.video.evaluate("v => (v.currentTime = 8.5)")
    card = theatre.page.get_by_role("group", name="Next episode")

    card.get_by_role("button", name="Cancel").click()

    expect(card).to_be_hidden()
    theatre.until("v => v.ended", seconds=30)
    assert "?next" not in theatre.page.url
    assert len(theatre.asked) == 1


def test_what_the_player_says_is_announced(theatre: Theatre):
    theatre.watch(theatre.allows(position_seconds=3))
    theatre.until("v => v.currentTime > 3")
    news = theatre.page.locator("[data-player-news]")

    theatre.page.keyboard.press("k")
    expect(news).to_have_text("Paused")
    theatre.page.keyboard.press("Home")
    expect(news).to_have_text("At 0 seconds")
    theatre.page.keyboard.press("m")
    expect(news).to_have_text("Sound off")
    theatre.page.keyboard.press("c")
    expect(news).to_have_text("Subtitles: English")


def test_the_offline_panel_leads_back_to_the_film(theatre: Theatre):
    theatre.watch(
        problem(503, "playback_away", "Films cannot be played right now."), theatre.allows()
    )

    theatre.page.get_by_role("dialog", name="No connection").get_by_role("button").click()

    theatre.until("v => v.currentTime > 0.2")
    assert len(theatre.asked) == 2
