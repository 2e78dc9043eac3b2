from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.people import add_person, sign_in
from tests.journeys.stack import Stack

pytestmark = pytest.mark.journey

CLIP = Path(__file__).parents[1] / "assets" / "big_buck_bunny_5s_720p.mp4"
WATCHER = "surya@viewer.example"
SECRET = "a sentence to remember"


def test_a_film_goes_from_an_editors_disk_to_a_viewers_eyes(page: Page, stack: Stack):
    editor = add_person(stack, "alpha", "Edi", "editor")
    sign_in(page, stack, "alpha", editor)
    upload_and_publish(page, stack)

    page.context.clear_cookies()
    register(page, stack)
    page.goto(stack.url("alpha", "/films/?q=bunny"))
    page.get_by_role("link", name="Bunny in the meadow").first.click()
    page.get_by_role("link", name="Watch").first.click()
    watch_for_five_seconds(page)


def upload_and_publish(page: Page, stack: Stack) -> None:
    page.goto(stack.url("alpha", "/studio/films/new/"))
    page.locator("input[type=file]").set_input_files(CLIP)
    page.wait_for_url("**/studio/films/*-*/")
    seen = percentages_until_ready(page)
    assert seen == sorted(seen)

    page.get_by_label("Title").fill("Bunny in the meadow")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Publish").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(page.get_by_role("link", name="View on the site")).to_be_visible()


def percentages_until_ready(page: Page) -> list[int]:
    """What the page's progress bars showed, one after the other, until the video was ready."""
    ready = page.get_by_role("heading", name="The video is ready")
    seen: list[int] = []
    for _ in range(600):
        if ready.is_visible():
            return seen
        bar = page.locator("[data-job-url] progress, [data-job-url] [role=progressbar]").first
        value = bar.get_attribute("value", timeout=500) if bar.count() else None
        if value is not None and (not seen or int(float(value)) != seen[-1]):
            seen.append(int(float(value)))
        page.wait_for_timeout(100)
    raise AssertionError(f"The video was never ready; progress was {seen}")


def register(page: Page, stack: Stack) -> None:
    page.goto(stack.url("alpha", "/accounts/signup/"))
    page.get_by_label("Email").fill(WATCHER)
    page.get_by_label("Password", exact=True).fill(SECRET)
    page.get_by_label("Your name").fill("Surya")
    page.get_by_role("button", name="Make my account").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()
    page.goto(stack.newest_link(WATCHER))
    page.get_by_role("button", name="Yes, it is mine").click()
    page.context.clear_cookies()
    sign_in(page, stack, "alpha", WATCHER, SECRET)


def watch_for_five_seconds(page: Page) -> None:
    video = page.locator("video")
    wait_until(video, "v => v.readyState >= 3")
    if video.evaluate("v => v.paused"):
        page.keyboard.press("k")
    wait_until(video, "v => v.currentTime > 0.3")
    first = video.screenshot()
    wait_until(video, "v => v.currentTime > 4.9")
    assert video.screenshot() != first
    assert video.evaluate("v => v.getVideoPlaybackQuality().totalVideoFrames") > 60
    assert video.evaluate("v => v.error") is None


def wait_until(video: Locator, condition: str) -> None:
    """Ask until it holds: the page's policy forbids Playwright's own waiting, which uses eval."""
    for _ in range(300):
        if video.evaluate(condition):
            return
        video.page.wait_for_timeout(100)
    raise AssertionError(f"Never true of the video: {condition}")
