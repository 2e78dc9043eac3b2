"""Walk through a running platform with a real browser: does its content policy stop what is ours?

    python -m deploy.attack.browser http://127.0.0.1:8000 --email owner@kush.example \\
        --staff staff@cineradar.example --password …

The other side of `door`: a policy that breaks icons, fonts, films or the back-office would soon be
loosened. A control breaks the policy on purpose, and must be seen.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Page, Response, expect, sync_playwright

from deploy.attack.verdict import Verdict, judged, tell
from deploy.attack.visitor import PLATFORM, STUDIO

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required"]
OPEN_PLATFORM = ("/", "/features/", "/pricing/", "/start/", "/api/docs/", "/accounts/login/")
OPEN_STUDIO = ("/", "/films/", "/accounts/login/", "/accounts/signup/", "/api/docs/", "/lost/")
DESK = tuple(
    f"/studio/{area}"
    for area in ("", "films/", "team/", "audit/", "branding/", "settings/", "reports/", "activity/")
)
PERSON = ("/account/", "/accounts/email/", "/accounts/2fa/")
BACK_OFFICE = ("/admin/", "/admin/tenants/studio/", "/admin/accounts/user/", "/admin/core/job/")
FILES = ("/static/core/favicon.svg", "/robots.txt", "/health")
# Runs before every page's own scripts, in the browser's name, so that no policy stops it.
WATCH = """document.addEventListener("securitypolicyviolation", event =>
    console.error(`policy: ${event.effectiveDirective} stopped ${event.blockedURI}`))"""
INLINE = """() => {
    const script = document.createElement("script")
    script.textContent = "window.broken = true"
    document.head.append(script)
    return window.broken === true
}"""
# Fallbacks are fonts of the person's own machine, which may not have them.
BROKEN = """() => [
    ...[...document.images].filter(image => image.complete && image.src && !image.naturalWidth)
        .map(image => image.src),
    ...[...document.fonts].filter(font => font.status === "error").map(font => font.family)
        .filter(name => !name.includes("Fallback")),
]"""
SECONDS_OF_FILM = "() => document.querySelector('video')?.currentTime ?? 0"


@dataclass
class Walk:
    """A page of the browser, and everything it complained of."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)
    seen: int = 0

    def watch(self) -> None:
        self.page.add_init_script(WATCH)
        self.page.on("console", self.complain)
        self.page.on("pageerror", lambda error: self.fault(str(error)))
        self.page.on("response", self.answered)

    def fault(self, words: str) -> None:
        self.faults.append(f"{self.page.url}: {words}")

    def complain(self, message: ConsoleMessage) -> None:
        """A failed resource is told by its answer, with its address."""
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.fault(message.text)

    def answered(self, response: Response) -> None:
        """Pages may be refusals, but what they are made of must be there."""
        if response.status >= 400 and not response.request.is_navigation_request():
            self.fault(f"{response.url} answers {response.status}")

    def url(self, host: str, path: str) -> str:
        return f"http://{host}:{urlsplit(self.base).port or 80}{path}"

    def go(self, host: str, *paths: str) -> None:
        for path in paths:
            self.page.goto(self.url(host, path), wait_until="load")
            self.page.wait_for_timeout(300)
            for broken in self.page.evaluate(BROKEN):
                self.fault(f"{broken} is not shown")
            self.seen += 1

    def sign_in(self, host: str, email: str, password: str) -> None:
        self.go(host, "/accounts/login/")
        self.page.get_by_label("Email").fill(email)
        self.page.get_by_label("Password", exact=True).fill(password)
        self.page.get_by_role("button", name="Sign in", exact=True).click()
        expect(self.page).not_to_have_url(self.url(host, "/accounts/login/"))


@contextmanager
def walking(browser: Browser, base: str) -> Iterator[Walk]:
    context = browser.new_context(locale="en-US", viewport={"width": 1440, "height": 900})
    context.set_default_timeout(30_000)
    walk = Walk(context.new_page(), base)
    walk.watch()
    yield walk
    context.close()


def strangers(walk: Walk) -> Iterator[str]:
    walk.go(PLATFORM, *OPEN_PLATFORM, *FILES)
    walk.go(STUDIO, *OPEN_STUDIO, *FILES)
    yield from walk.faults


def control(walk: Walk) -> Iterator[str]:
    walk.go(STUDIO, "/")
    ran = walk.page.evaluate(INLINE)
    walk.page.wait_for_timeout(300)
    if ran or not any("policy: script-src" in fault for fault in walk.faults):
        yield f"an inline script {'ran' if ran else 'was stopped unseen'}"


def desk(walk: Walk, email: str, password: str) -> Iterator[str]:
    walk.sign_in(STUDIO, email, password)
    walk.go(STUDIO, *DESK, *PERSON)
    yield from walk.faults


def film(walk: Walk, email: str, password: str) -> Iterator[str]:
    """One that is watched: playlist, pieces, the worker of the player, subtitles, fonts."""
    walk.sign_in(STUDIO, email, password)
    walk.go(STUDIO, "/films/")
    path = walk.page.locator("a[href^='/films/']:not([href='/films/'])").first.get_attribute("href")
    walk.go(STUDIO, str(path), str(path).replace("/films/", "/watch/"))
    for _second in range(20):
        if walk.page.evaluate(SECONDS_OF_FILM) > 1:
            break
        walk.page.wait_for_timeout(1000)
    else:
        yield "the film does not play"
    yield from walk.faults


def back_office(walk: Walk, email: str, password: str) -> Iterator[str]:
    walk.sign_in(PLATFORM, email, password)
    walk.go(PLATFORM, *BACK_OFFICE)
    walk.go(PLATFORM, "/admin/tenants/studio/")
    walk.page.locator("#result_list a[href*='/change/']").first.click()
    walk.page.wait_for_load_state()
    yield from walk.faults


def verdicts(browser: Browser, asked: argparse.Namespace) -> Iterator[Verdict]:
    owner, staff = (asked.email, asked.password), (asked.staff, asked.password)
    parts: dict[str, Callable[[Walk], Iterator[str]]] = {
        "control": control,
        "strangers": strangers,
        "desk": lambda walk: desk(walk, *owner),
        "film": lambda walk: film(walk, *owner),
        "back_office": lambda walk: back_office(walk, *staff),
    }
    for part, act in parts.items():
        with walking(browser, asked.base) as walk:
            faults = list(act(walk))
            yield judged(part, faults, held=f"{walk.seen} pages, nothing stopped or missing")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("base")
    parser.add_argument("--email", required=True)
    parser.add_argument("--staff", required=True)
    parser.add_argument("--password", required=True)
    asked = parser.parse_args()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            return tell(verdicts(browser, asked))
        finally:
            browser.close()


if __name__ == "__main__":
    sys.exit(main())
