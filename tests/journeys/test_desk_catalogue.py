"""An editor makes a series with an episode, gives it subtitles, a marker and a poster of its own."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import add_person, sign_in
from tests.journeys.stack import Stack
from tests.journeys.test_first_film import CLIP, wait_until

pytestmark = pytest.mark.journey

SRT = "1\r\n00:00:00,500 --> 00:00:02,000\r\nமழை பெய்கிறது\r\n\r\n2\r\n00:00:02,500 --> 00:00:04,000\r\n<script>alert(1)</script>Rain\r\n"
# On a machine that many share.
SECONDS_TO_ENCODE = 240
BROKEN = "1\n00:00:0x,500 --> 00:00:02,000\nRain\n"


def test_an_editor_makes_a_series_and_finishes_its_episode(
    page: Page, stack: Stack, tmp_path: Path
):
    sign_in(page, stack, "alpha", add_person(stack, "alpha", "Edita", "editor"))

    episode = add_series_with_an_episode(page, stack)
    upload_the_video(page)
    subtitles_beside_the_film(page, episode, tmp_path)
    a_marker_from_the_players_position(page, episode)
    a_poster_from_the_film(page, episode)
    the_episodes_change_places(page, stack)


def add_series_with_an_episode(page: Page, stack: Stack) -> str:
    page.goto(stack.url("alpha", "/studio/series/new/"))
    page.get_by_label("Title").fill("Rains")
    page.get_by_role("button", name="Add the series").click()
    page.get_by_role("button", name="Add a season").click()
    for title in ("The last drop", "The first drop"):
        page.get_by_label("Title of the new episode").fill(title)
        page.get_by_role("button", name="Add an episode").click()
        expect(page.get_by_role("heading", name=title)).to_be_visible()
        episode = page.url
        page.get_by_role("link", name="Rains").first.click()
    page.goto(episode)
    return episode


def upload_the_video(page: Page) -> None:
    page.locator("input[type=file]#video").set_input_files(CLIP)
    ready = page.get_by_role("heading", name="The video is ready")
    expect(ready).to_be_visible(timeout=SECONDS_TO_ENCODE * 1000)


def subtitles_beside_the_film(page: Page, episode: str, folder: Path) -> None:
    good, bad = folder / "rain.srt", folder / "broken.srt"
    good.write_bytes(SRT.encode("utf-16"))
    bad.write_text(BROKEN)
    page.goto(f"{episode}subtitles/")
    page.get_by_label("Language").select_option("ta")
    page.get_by_label("File").set_input_files(bad)
    page.get_by_role("button", name="Add subtitles").click()
    expect(page.get_by_text("Line 2: These times cannot be read.")).to_be_visible()

    page.get_by_label("Language").select_option("ta")
    page.get_by_label("File").set_input_files(good)
    page.get_by_role("button", name="Add subtitles").click()
    words = page.get_by_label("Words", exact=True)
    expect(words).to_have_count(2)
    expect(words.nth(1)).to_have_value("alert(1)Rain")
    words.nth(1).fill("Rain, and night")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved 2 subtitles.")).to_be_visible()
    shown_at_their_times(page)


def shown_at_their_times(page: Page) -> None:
    """The preview shows each cue when it says, within a tenth of a second."""
    video = page.locator("video")
    wait_until(video, "v => v.readyState >= 2")
    for moment, text in ((0.6, "மழை பெய்கிறது"), (2.2, None), (2.6, "Rain, and night"), (4.1, None)):
        video.evaluate("(v, at) => { v.currentTime = at; }", moment)
        wanted = f"=== {text!r}" if text else "=== undefined"
        wait_until(video, f"v => !v.seeking && v.textTracks[0].activeCues[0]?.text {wanted}")


def a_marker_from_the_players_position(page: Page, episode: str) -> None:
    page.goto(f"{episode}markers/")
    video = page.locator("video")
    wait_until(video, "v => v.readyState >= 2")
    intro = page.locator("form", has=page.get_by_role("heading", name="Intro"))
    for moment, button in (
        (1, "Start at the player’s position"),
        (2, "End at the player’s position"),
    ):
        video.evaluate("(v, at) => { v.currentTime = at; }", moment)
        wait_until(video, f"v => !v.seeking && v.currentTime === {moment}")
        intro.get_by_role("button", name=button).click()
    intro.get_by_role("button", name="Save").click()
    expect(intro.get_by_label("From")).to_have_value("0:00:01.000")
    expect(intro.get_by_label("Until")).to_have_value("0:00:02.000")
    expect(intro.get_by_text("Set", exact=True)).to_be_visible()


def a_poster_from_the_film(page: Page, episode: str) -> None:
    page.goto(f"{episode}pictures/")
    before = page.locator(".picture--poster img").get_attribute("src")
    page.get_by_label("Around").fill("0:00:03.000")
    page.get_by_role("button", name="Show frames").click()
    frames = page.get_by_role("img", name=re.compile("Frame at"))
    expect(frames.first).to_be_visible(timeout=60_000)
    wait_until(frames.first, "i => i.complete && i.naturalWidth > 600")
    page.get_by_role("button", name=re.compile("As poster")).last.click()
    expect(page.locator(".picture--poster img")).not_to_have_attribute("src", before or "")


def the_episodes_change_places(page: Page, stack: Stack) -> None:
    """By keyboard alone, and the pressed button keeps the focus."""
    page.get_by_role("link", name="Rains").first.click()
    episodes = page.locator(".episode a")
    expect(episodes).to_have_text(["The last drop", "The first drop"])
    down = page.get_by_role("button", name="Move The last drop down")
    down.focus()
    page.keyboard.press("Enter")
    expect(episodes).to_have_text(["The first drop", "The last drop"])
