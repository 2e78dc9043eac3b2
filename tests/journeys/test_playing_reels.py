"""Films that came through the workers and nginx, in the site's own player: what is heard, read, kept, locked."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.people import sign_in
from tests.journeys.reels import HINDI, LOCKED, LONG, TAMIL, WORDS, make_reels
from tests.journeys.seats import DESKTOP
from tests.journeys.stack import Stack
from tests.journeys.theatre import EAR, Theatre

pytestmark = pytest.mark.journey

LONG_URL, LOCKED_URL = (f"/watch/{title.lower().replace(' ', '-')}/" for title in (LONG, LOCKED))
ASK = """async (path) => {
    const answer = await fetch(path);
    return [answer.status, [...new Uint8Array(await answer.arrayBuffer())]];
}"""


@pytest.fixture(scope="module")
def reels(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Stack:
    make_reels(stack, tmp_path_factory.mktemp("reels"))
    return stack


@contextmanager
def seat_of(browser: Browser, stack: Stack, name: str, slug: str = "alpha") -> Iterator[Theatre]:
    """Somebody on a browser of their own, with nothing between the player and the product."""
    context = browser.new_context(locale="en-US", **DESKTOP)
    context.set_default_timeout(15_000)
    page = context.new_page()
    sign_in(page, stack, slug, f"{name}@people.example")
    yield Theatre(page, Path(), stack.url(slug, LONG_URL))
    context.close()


@pytest.fixture
def layla(browser: Browser, reels: Stack) -> Iterator[Theatre]:
    with seat_of(browser, reels, "layla") as theatre:
        yield theatre


def names(page: Page, group: str) -> list[str]:
    items = page.get_by_role("group", name=group, exact=True).get_by_role("menuitemradio")
    return [text.strip() for text in items.all_inner_texts()]


def test_a_film_is_heard_and_read_in_the_languages_of_its_file(layla: Theatre):
    layla.watch()
    layla.until("v => v.currentTime > 0.5")
    layla.page.evaluate(EAR)
    layla.open_menu("Sound and subtitles")
    assert names(layla.page, "Sound") == ["English", "Hindi", "English, audio description"]
    assert names(layla.page, "Subtitles") == ["Off", "Hindi", "Tamil"]
    layla.page.keyboard.press("Escape")

    assert layla.hears(440) == 440
    layla.choose("Sound and subtitles", "Hindi", group="Sound")
    assert layla.hears(880) == 880
    layla.choose("Sound and subtitles", "English, audio description")
    assert layla.hears(1760) == 1760

    for language, code, when in (("Hindi", "hi", HINDI), ("Tamil", "ta", TAMIL)):
        layla.choose("Sound and subtitles", language, group="Subtitles")
        layla.video.evaluate("v => (v.currentTime = 1)")
        appeared, vanished = layla.moments_of_a_cue()
        assert (abs(appeared - when[0]) < 0.1, abs(vanished - when[1]) < 0.1) == (True, True)
        layla.video.evaluate("v => { v.pause(); v.currentTime = 5 }")
        expect(layla.cues).to_have_text(WORDS[code])
        layla.page.keyboard.press("k")


def test_place_and_languages_are_kept_here_and_on_another_screen(
    layla: Theatre, browser: Browser, reels: Stack
):
    layla.watch()
    layla.until("v => v.currentTime > 0.5")
    layla.choose("Sound and subtitles", "Hindi", group="Sound")
    layla.choose("Sound and subtitles", "Tamil", group="Subtitles")
    with layla.page.expect_response("**/heartbeat"):
        layla.video.evaluate("v => (v.currentTime = 60)")
    layla.until("v => v.currentTime > 62")

    layla.page.reload()
    goes_on(layla)
    layla.page.goto("about:blank")

    with seat_of(browser, reels, "layla") as elsewhere:
        elsewhere.watch()
        goes_on(elsewhere)


def goes_on(theatre: Theatre) -> None:
    theatre.until("v => v.currentTime > 60 && v.readyState >= 3")
    assert theatre.video.evaluate("v => v.played.start(0)") >= 59
    expect(theatre.page.get_by_text("Resumed at 1:")).to_be_visible()
    theatre.page.evaluate(EAR)
    assert theatre.hears(880) == 880
    theatre.open_menu("Sound and subtitles")
    for group, language in (("Sound", "Hindi"), ("Subtitles", "Tamil")):
        chosen = theatre.page.get_by_role("group", name=group, exact=True)
        item = chosen.get_by_role("menuitemradio", name=language, exact=True)
        expect(item).to_have_attribute("aria-checked", "true")


def test_a_locked_film_opens_for_its_viewer_alone(layla: Theatre, browser: Browser, reels: Stack):
    asked: list[str] = []
    layla.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    layla.page.goto(reels.url("alpha", LOCKED_URL))
    layla.until("v => v.currentTime > 6.5")
    key = next(path for path in asked if "/key/" in path)
    segment = next(path for path in asked if path.endswith("seg_00001.m4s"))

    def ask(path: str) -> tuple[int, bytes]:
        status, body = layla.page.evaluate(ASK, path)
        return status, bytes(body)

    status, secret = ask(key)
    assert (status, len(secret)) == (200, 16)
    assert b"moof" not in ask(segment)[1]
    # Signed for this stream up to its ceiling, on this host, and for nothing else.
    for place, other in ((2, "A" * 22), (5, "2160"), (6, "beta")):
        parts = key.split("/")
        assert parts[place] != other
        parts[place] = other
        assert ask("/".join(parts))[0] == 403

    with seat_of(browser, reels, "bela", "beta") as beta:
        status, body = beta.page.evaluate(ASK, key)
        assert (status, secret in bytes(body)) == (403, False)

    assert ask(key)[0] == 200
    layla.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    for _ in range(130):
        if ask(key)[0] != 200:
            break
        layla.page.wait_for_timeout(100)
    assert ask(key)[0] == 403
