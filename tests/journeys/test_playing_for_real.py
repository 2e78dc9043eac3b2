"""The player with the product behind it: its own sessions, its own bytes, one household on two screens."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.seats import Seat
from tests.journeys.test_first_film import wait_until

pytestmark = pytest.mark.journey


@pytest.fixture
def screens(browser: Browser, seat: Seat) -> Iterator[list[Page]]:
    """Two browsers of one account, each a device of its own."""
    contexts = [browser.new_context(locale="en-US", storage_state=seat["state"]) for _ in range(2)]
    yield [context.new_page() for context in contexts]
    for context in contexts:
        context.close()


def test_a_film_plays_to_its_end_with_the_sessions_own_addresses(screens: list[Page], seat: Seat):
    page = screens[0]
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))

    page.goto(seat["url"])
    video = page.locator("video")
    wait_until(video, "v => v.currentTime > 4.9")

    assert video.evaluate("v => v.getVideoPlaybackQuality().totalVideoFrames") > 60
    assert video.evaluate("v => v.error") is None
    segments = [url for url in fetched if url.endswith(".m4s")]
    assert segments
    assert {"/m/" in url for url in segments} == {True}


def test_the_second_screen_of_a_household_takes_the_first_ones_place(
    screens: list[Page], seat: Seat
):
    first, second = screens
    first.goto(seat["url"])
    wait_until(first.locator("video"), "v => v.currentTime > 0.5")

    second.goto(seat["url"])
    panel = second.get_by_role("dialog", name="Somebody is already watching")
    expect(panel.get_by_role("listitem")).to_contain_text(["Meadow"])
    expect(panel.get_by_role("listitem")).to_contain_text(["Chrome · Linux"])
    panel.get_by_role("button", name="Stop Meadow").click()
    wait_until(second.locator("video"), "v => v.currentTime > 0.5")

    first.locator("[data-player]").focus()
    first.keyboard.press("Home")
    expect(first.get_by_role("dialog", name="Playing on another screen")).to_be_visible()


def test_closing_the_page_frees_the_place_at_once(screens: list[Page], seat: Seat):
    first, second = screens
    first.goto(seat["url"])
    wait_until(first.locator("video"), "v => v.currentTime > 0.5")

    first.goto("about:blank")
    second.goto(seat["url"])

    wait_until(second.locator("video"), "v => v.currentTime > 0.5")
