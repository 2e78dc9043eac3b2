"""Every page, light and dark: nothing serious for axe, nothing in the console, no broken policy."""

from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal import auth as totp
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.journeys.axe import faults
from tests.journeys.content import SECRET, Content
from tests.journeys.pages import EVERY_PAGE, ON_A_PHONE, Visit
from tests.journeys.people import sign_in
from tests.journeys.stack import Stack
from tests.people import PASSWORD

pytestmark = pytest.mark.journey

EMAILS = {
    "member": ("", "dewi@people.example"),
    "staff": ("", "eko@people.example"),
    "viewer": ("alpha", "vino@people.example"),
    "owner": ("alpha", "oki@people.example"),
    "guarded": ("alpha", "gunnar@people.example"),
}
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def page_of(stack: Stack, browser: Browser, content: Content) -> Iterator[Open]:
    """One open page for each person, signed in once; what its console says is in ``told``."""
    pages: dict[str, Page] = {}

    def of(who: str) -> Page:
        if who not in pages:
            pages[who] = signed_in(browser, stack, content, who)
        pages[who].set_viewport_size(DESKTOP)
        return pages[who]

    yield of
    for page in pages.values():
        page.context.close()


def signed_in(browser: Browser, stack: Stack, content: Content, who: str) -> Page:
    page = browser.new_context(locale="en-US", reduced_motion="reduce").new_page()
    page.set_default_timeout(20_000)
    if who in EMAILS:
        slug, email = EMAILS[who]
        sign_in(page, stack, slug, email)
    if who == "guarded":
        second_step(page)
    if who in {"guarded", "owner"}:
        prove_oneself(page, stack)
    if who == "staff":
        look_into(page, stack, content["studio"])
    return page


def second_step(page: Page) -> None:
    assert faults(page) == []
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    code = totp.format_hotp_value(totp.hotp_value(SECRET, counter))
    page.get_by_label("code").first.fill(code)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).not_to_have_url("**/2fa/authenticate/")


def prove_oneself(page: Page, stack: Stack) -> None:
    page.goto(stack.url("alpha", "/accounts/reauthenticate/"))
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    expect(page).not_to_have_url(stack.url("alpha", "/accounts/reauthenticate/"))


def look_into(page: Page, stack: Stack, studio: str) -> None:
    page.goto(stack.url("", f"/admin/studios/{studio}/open/"))
    page.get_by_label("Why").fill("Looking at every page")
    page.get_by_role("button", name="Open read-only").click()
    page.wait_for_url("**/admin/open/")


def check(page: Page, stack: Stack, content: Content, visit: Visit) -> None:
    told: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            told.append(message.text)

    url = stack.url(visit.slug, visit.path.format(**content))
    page.on("console", listen)
    page.on("pageerror", listen_to := lambda error: told.append(str(error)))
    response = page.goto(url, wait_until="load")
    found = faults(page)
    page.remove_listener("console", listen)
    page.remove_listener("pageerror", listen_to)

    assert response.status == visit.status
    assert found == []
    assert [line for line in told if not is_about_status(line, visit)] == []


def is_about_status(line: str, visit: Visit) -> bool:
    """Chromium also writes down that a page was an error page, which it was meant to be."""
    return line.startswith("Failed to load resource") and f"status of {visit.status}" in line


@pytest.mark.parametrize("visit", EVERY_PAGE, ids=str)
def test_everybody_can_use_the_page(page_of: Open, stack: Stack, content: Content, visit: Visit):
    check(page_of(visit.who), stack, content, visit)


@pytest.mark.parametrize("visit", ON_A_PHONE, ids=str)
def test_the_page_works_on_a_phone(page_of: Open, stack: Stack, content: Content, visit: Visit):
    page = page_of(visit.who)
    page.set_viewport_size(PHONE)

    check(page, stack, content, visit)

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_studios_long_reference_fits_a_phone(page_of: Open, stack: Stack):
    """axe has judged it on the desktop, and the platform's shorter one on a phone."""
    page = page_of("stranger")
    page.set_viewport_size(PHONE)
    page.goto(stack.url("alpha", "/api/docs/"))

    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_the_tab_one_is_on_is_in_sight_on_a_phone(page_of: Open, stack: Stack):
    page = page_of("viewer")
    page.set_viewport_size(PHONE)
    page.goto(stack.url("alpha", "/account/data/"))

    expect(page.locator('.tabs__tab[aria-current="page"]')).to_be_in_viewport(ratio=0.9)


def test_the_cookie_chooses_the_theme(page: Page, stack: Stack):
    colours = set()
    for theme in ("light", "dark"):
        page.context.add_cookies([{"name": "theme", "value": theme, "url": stack.url("alpha")}])
        page.goto(stack.url("alpha", "/accounts/login/"))
        expect(page.locator("html")).to_have_attribute("data-theme", theme)
        colours.add(page.evaluate("getComputedStyle(document.body).color"))

    assert len(colours) == 2


GREY = "{color: '#808080', background: '#707070'}"


def test_axe_would_see_a_fault(page_of: Open, stack: Stack):
    page = page_of("stranger")
    page.goto(stack.url("", "/accounts/login/"))
    page.evaluate("document.body.append(document.createElement('button'))")
    page.evaluate(f"Object.assign(document.querySelector('h1').style, {GREY})")

    found = faults(page)

    assert [fault.split(":")[0] for fault in found if "button" in fault] == ["light button-name"]
    assert {fault.split()[0] for fault in found if "color-contrast" in fault} == {"light", "dark"}


def test_the_answer_to_a_sign_up_can_be_read(page_of: Open, stack: Stack):
    page = page_of("stranger")
    page.goto(stack.url("", "/start/"))
    page.get_by_label("e-mail").fill("reader@newcomer.example")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()

    assert faults(page) == []
