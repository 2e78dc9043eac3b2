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
def lila(browser: Browser, reels: Stack) -> Iterator[Theatre]:
    with seat_of(browser, reels, "lila") as theatre:
        yield theatre


def names(page: Page, group: str) -> list[str]:
    items = page.get_by_role("group", name=group, exact=True).get_by_role("menuitemradio")
    return [text.strip() for text in items.all_inner_texts()]


def test_a_film_is_heard_and_read_in_the_languages_of_its_file(lila: Theatre):
    lila.watch()
    lila.until("v => v.currentTime > 0.5")
    lila.page.evaluate(EAR)
    lila.open_menu("Sound and subtitles")
    assert names(lila.page, "Sound") == ["English", "Hindi", "English, audio description"]
    assert names(lila.page, "Subtitles") == ["Off", "Hindi", "Tamil"]
    lila.page.keyboard.press("Escape")

    assert lila.hears(440) == 440
    lila.choose("Sound and subtitles", "Hindi", group="Sound")
    assert lila.hears(880) == 880
    lila.choose("Sound and subtitles", "English, audio description")
    assert lila.hears(1760) == 1760

    for language, code, when in (("Hindi", "hi", HINDI), ("Tamil", "ta", TAMIL)):
        lila.choose("Sound and subtitles", language, group="Subtitles")
        lila.video.evaluate("v => (v.currentTime = 1)")
        appeared, vanished = lila.moments_of_a_cue()
        assert (abs(appeared - when[0]) < 0.1, abs(vanished - when[1]) < 0.1) == (True, True)
        lila.video.evaluate("v => { v.pause(); v.currentTime = 5 }")
        expect(lila.cues).to_have_text(WORDS[code])
        lila.page.keyboard.press("k")


def test_place_and_languages_are_kept_here_and_on_another_screen(
    lila: Theatre, browser: Browser, reels: Stack
):
    lila.watch()
    lila.until("v => v.currentTime > 0.5")
    lila.choose("Sound and subtitles", "Hindi", group="Sound")
    lila.choose("Sound and subtitles", "Tamil", group="Subtitles")
    with lila.page.expect_response("**/heartbeat"):
        lila.video.evaluate("v => (v.currentTime = 60)")
    lila.until("v => v.currentTime > 62")

    lila.page.reload()
    goes_on(lila)
    lila.page.goto("about:blank")

    with seat_of(browser, reels, "lila") as elsewhere:
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


def test_a_locked_film_opens_for_its_viewer_alone(lila: Theatre, browser: Browser, reels: Stack):
    asked: list[str] = []
    lila.page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    lila.page.goto(reels.url("alpha", LOCKED_URL))
    lila.until("v => v.currentTime > 6.5")
    key = next(path for path in asked if "/key/" in path)
    segment = next(path for path in asked if path.endswith("seg_00001.m4s"))

    def ask(path: str) -> tuple[int, bytes]:
        status, body = lila.page.evaluate(ASK, path)
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
    lila.page.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")
    for _ in range(130):
        if ask(key)[0] != 200:
            break
        lila.page.wait_for_timeout(100)
    assert ask(key)[0] == 403
