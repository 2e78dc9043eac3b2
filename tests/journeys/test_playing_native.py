"""Where the browser plays HLS by itself, as on older iPhones: what it cannot do is not offered."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.theatre import Theatre

pytestmark = pytest.mark.journey

# Chromium plays HLS too, but tells no sounds and no subtitles as Safari does: those are put into its mouth.
SAFARI = """
for (const name of ["MediaSource", "ManagedMediaSource", "WebKitMediaSource"]) delete window[name];
const sound = (enabled, language, kind) => ({ enabled, language, kind, label: language });
const list = [sound(true, "en", "main"), sound(false, "hi", "alternative"), sound(false, "en", "main-desc")];
const sounds = Object.assign(new EventTarget(), { length: 3, [Symbol.iterator]: () => list[Symbol.iterator]() });
Object.defineProperty(HTMLMediaElement.prototype, "audioTracks", { get: () => sounds });
window.sounds = sounds;
window.heard = () => list.findIndex(({ enabled }) => enabled);
window.hear = (index) => {
    list.forEach((each, place) => (each.enabled = place === index));
    sounds.dispatchEvent(new Event("change"));
};
"""
OWN_TEXTS = """v => {
    for (const [label, language] of [["English", "en"], ["Hindi", "hi"]]) {
        const track = v.addTextTrack("subtitles", label, language);
        track.addCue(new VTTCue(0, 20, label));
    }
}"""
WIRELESS = """(v, is) => {
    Object.defineProperty(v, "webkitCurrentPlaybackTargetIsWireless", { value: is, configurable: true });
    v.dispatchEvent(new Event("webkitcurrentplaybacktargetiswirelesschanged"));
}"""
UPSELL = {"plan": "Premium", "max_height": 1080, "url": "/plans/"}


@pytest.fixture
def safari(theatre: Theatre) -> Theatre:
    theatre.page.add_init_script(SAFARI)
    return theatre


def test_no_quality_is_offered_that_nobody_could_choose(safari: Theatre):
    safari.watch(safari.allows(upsell=UPSELL))
    safari.until("v => v.currentTime > 0.5")
    assert safari.video.evaluate("v => v.currentSrc").endswith("master.m3u8")
    safari.open_menu("Quality and speed")

    group = safari.page.get_by_role("group", name="Quality", exact=True)
    expect(group.get_by_role("menuitemradio")).to_have_count(0)
    expect(group.get_by_role("menuitem")).to_have_text("1080p with Premium")
    speeds = safari.page.get_by_role("group", name="Speed")
    speeds.get_by_role("menuitemradio", name="1.5×").click()
    assert safari.video.evaluate("v => v.playbackRate") == 1.5


def test_sounds_and_subtitles_are_the_browsers_own(safari: Theatre):
    safari.watch(safari.allows())
    safari.until("v => v.currentTime > 0.5")
    safari.video.evaluate(OWN_TEXTS)

    safari.choose("Sound and subtitles", "English, audio description")
    assert safari.page.evaluate("heard()") == 2
    safari.choose("Sound and subtitles", "Hindi", group="Subtitles")
    expect(safari.cues).to_have_text("Hindi")


def test_what_is_chosen_on_the_systems_own_screen_stays_chosen(safari: Theatre):
    safari.watch(safari.allows())
    safari.until("v => v.currentTime > 0.5")
    safari.video.evaluate(OWN_TEXTS)
    safari.video.evaluate("v => v.dispatchEvent(new Event('webkitbeginfullscreen'))")

    safari.page.evaluate("hear(1)")
    safari.video.evaluate("v => (v.textTracks[1].mode = 'showing')")
    safari.video.evaluate("v => v.dispatchEvent(new Event('webkitendfullscreen'))")

    expect(safari.cues).to_have_text("Hindi")
    safari.open_menu("Sound and subtitles")
    chosen = safari.page.get_by_role("menuitemradio", checked=True)
    expect(chosen).to_have_text([re.compile("^Hindi"), re.compile("^Hindi")])
    assert safari.page.evaluate("heard()") == 1
    assert {"audio_language": "hi"} in safari.wishes


def test_a_television_gets_the_browsers_own_and_afterwards_all_can_be_chosen_again(
    theatre: Theatre,
):
    theatre.watch(theatre.allows())
    theatre.until("v => v.currentTime > 1")
    menu = theatre.page.get_by_role("button", name="Sound and subtitles")
    button = theatre.page.locator("[data-player-airplay]")

    button.evaluate("button => button.click()")
    theatre.video.evaluate(WIRELESS, True)
    theatre.until("v => v.currentSrc.endsWith('master.m3u8') && v.currentTime > 1.2")
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(menu).to_be_hidden()

    theatre.video.evaluate(WIRELESS, False)
    theatre.until("v => v.currentSrc.startsWith('blob:') && v.currentTime > 1.4")
    expect(button).to_have_attribute("aria-pressed", "false")
    expect(menu).to_be_visible()
    assert len(theatre.asked) == 1
