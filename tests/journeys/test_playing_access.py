"""The player without a mouse, with a finger, and through axe."""

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import faults
from tests.journeys.theatre import Theatre

pytestmark = pytest.mark.journey

# Everything that can be pressed and is smaller than 24 by 24 pixels.
SMALL = """() => [...document.querySelectorAll("[data-player] :is(a, button, input, select)")]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))
    .map((each) => [each, each.getBoundingClientRect()])
    .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
    .map(([each, box]) => `${each.getAttribute("aria-label")} ${box.width}×${box.height}`)"""
COVERED = """() => {
    const box = document.activeElement.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return !(document.activeElement.contains(top) || top?.contains(document.activeElement));
}"""


def test_everything_is_reached_with_the_tab_key_alone(theatre: Theatre):
    theatre.watch(theatre.allows())
    theatre.until("v => v.currentTime > 0.5")
    reached = []
    for _ in range(14):
        theatre.page.keyboard.press("Tab")
        focus = theatre.page.locator(":focus")
        reached.append(focus.get_attribute("aria-label") or focus.inner_text())
        assert focus.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        assert not theatre.page.evaluate(COVERED)
        if reached[-1] == "Full screen":
            break

    assert reached == [
        "Back to the film’s page",
        "Position",
        "Pause",
        "Back 10 seconds",
        "Forward 10 seconds",
        "Mute",
        "Volume",
        "Sound and subtitles",
        "Quality and speed",
        "Keyboard shortcuts",
        "Picture in picture",
        "Full screen",
    ]


def test_a_menu_is_used_by_arrows_letters_and_space(theatre: Theatre):
    theatre.watch(theatre.allows())
    theatre.until("v => v.currentTime > 0.5")
    button = theatre.page.get_by_role("button", name="Sound and subtitles")
    focus = theatre.page.locator(":focus")
    button.focus()

    theatre.page.keyboard.press("ArrowUp")
    expect(focus).to_have_text("English")
    expect(button).to_have_attribute("aria-expanded", "true")
    theatre.page.keyboard.press("h")
    expect(focus).to_have_text("Hindi")
    theatre.page.keyboard.press(" ")
    expect(focus).to_have_attribute("aria-checked", "true")
    theatre.page.keyboard.press("t")
    theatre.page.keyboard.press("Enter")

    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")
    theatre.page.keyboard.press("Enter")
    chosen = theatre.page.locator("[data-player-tracks] [aria-checked=true]")
    expect(chosen).to_have_text(["Hindi", "Tamil"])
    theatre.page.keyboard.press("Escape")
    expect(button).to_be_focused()


def test_single_keys_work_in_the_player_alone_and_can_be_switched_off(theatre: Theatre):
    theatre.watch(theatre.allows())
    theatre.until("v => v.currentTime > 0.5")

    theatre.page.locator("a.skip").focus()
    theatre.page.keyboard.press("m")
    assert theatre.video.evaluate("v => v.muted") is False
    theatre.page.locator("[data-player]").focus()
    theatre.page.keyboard.press("m")
    assert theatre.video.evaluate("v => v.muted") is True
    theatre.page.keyboard.press("?")
    theatre.page.get_by_label("Use single keys").uncheck()
    theatre.page.keyboard.press("Escape")
    theatre.page.locator("[data-player]").focus()
    theatre.page.keyboard.press("m")
    assert theatre.video.evaluate("v => v.muted") is True


def test_the_line_of_time_speaks_and_obeys_the_arrows(theatre: Theatre):
    theatre.watch(theatre.allows())
    theatre.until("v => v.currentTime > 0.5")
    theatre.page.keyboard.press("k")
    line = theatre.page.get_by_role("slider", name="Position")

    line.focus()
    theatre.page.keyboard.press("Home")
    theatre.page.keyboard.press("ArrowRight")

    expect(line).to_have_attribute("aria-valuetext", "5 seconds of 24 seconds")
    theatre.page.keyboard.press("PageUp")
    theatre.until("v => v.currentTime > 23")


def test_buttons_leap_where_nobody_can_drag(theatre: Theatre):
    theatre.page.emulate_media(reduced_motion="reduce")
    theatre.watch(theatre.allows(position_seconds=5))
    theatre.until("v => v.readyState >= 2")

    theatre.page.get_by_role("button", name="Forward 10 seconds").click()
    theatre.until("v => v.currentTime === 15")
    theatre.page.get_by_role("button", name="Back 10 seconds").click()

    theatre.until("v => v.currentTime === 5")
    assert "/watch/" in theatre.page.url


def test_little_motion_means_nothing_starts_by_itself(theatre: Theatre):
    theatre.page.emulate_media(reduced_motion="reduce")
    theatre.watch(theatre.allows())
    theatre.until("v => v.readyState >= 2")
    theatre.page.wait_for_timeout(800)

    assert theatre.video.evaluate("v => v.paused")
    theatre.page.locator("[data-player-start]").click()
    theatre.until("v => v.currentTime > 0.3")


def test_targets_are_large_enough_and_axe_finds_nothing(theatre: Theatre):
    theatre.page.emulate_media(reduced_motion="reduce")
    theatre.watch(theatre.allows(position_seconds=5))
    theatre.until("v => v.readyState >= 2")
    theatre.open_menu("Sound and subtitles")

    assert theatre.page.evaluate(SMALL) == []
    assert faults(theatre.page) == []


def test_two_taps_on_a_side_leap_and_one_shows_the_controls(phone: Theatre):
    phone.watch(phone.allows(position_seconds=1))
    phone.until("v => v.currentTime > 1")
    phone.video.evaluate("v => v.pause()")
    at = phone.video.evaluate("v => v.currentTime")

    for _ in range(3):
        phone.page.touchscreen.tap(360, 300)
    phone.until(f"v => Math.abs(v.currentTime - {at} - 20) < 0.5")
    expect(phone.page.locator("[data-player-leap]")).to_have_text("+20")
    assert phone.video.evaluate("v => v.paused")
    for _ in range(2):
        phone.page.touchscreen.tap(30, 300)
    phone.until(f"v => Math.abs(v.currentTime - {at} - 10) < 0.5")


def test_nothing_overflows_on_a_phone_and_menus_fit(phone: Theatre):
    phone.watch(phone.allows(upsell={"plan": "Premium", "max_height": 1080, "url": "/plans/"}))
    phone.until("v => v.currentTime > 0.5")
    phone.page.keyboard.press("k")

    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 390
    assert phone.page.evaluate(SMALL) == []
    for name in ("Sound and subtitles", "Quality and speed"):
        phone.page.get_by_role("button", name=name).tap()
        menu = phone.page.get_by_role("menu", name=name).bounding_box()
        assert menu is not None
        assert menu["x"] >= 0
        assert menu["x"] + menu["width"] <= 390
        assert menu["y"] >= 0
        phone.page.keyboard.press("Escape")
