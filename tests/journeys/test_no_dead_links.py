"""Whoever follows the links of the product, from page to page, arrives somewhere."""

from collections import Counter, deque
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit, urlunsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.content import Content
from tests.journeys.people import sign_in
from tests.journeys.stack import Stack

pytestmark = pytest.mark.journey

MOST_PAGES = 300
# The same page with other filters, sorting or a place to come back to.
MOST_QUERIES = 2
LEAVES = ("/accounts/logout/",)


class Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href")
        if tag == "a" and href is not None:
            self.found.append(href)


# Redirects are followed; only pages are read.
FETCH = """async (url) => {
    const answer = await fetch(url);
    const isPage = (answer.headers.get("content-type") || "").startsWith("text/html");
    return {status: answer.status, url: answer.url, html: isPage ? await answer.text() : ""};
}"""


def crawl(page: Page, start: str) -> dict[str, tuple[int, str]]:
    """Each address reached: its status, and the page that links to it first."""
    page.goto(start)
    seen = {start: ""}
    queries: Counter[str] = Counter()
    waiting, answers = deque([start]), {}
    while waiting and len(answers) < MOST_PAGES:
        url = waiting.popleft()
        answer = page.evaluate(FETCH, url)
        answers[url] = (answer["status"], seen[url])
        for link in Links(answer["html"]).found:
            target = same_site(start, urljoin(answer["url"], link))
            if target and target not in seen and queries[path_of(target)] < MOST_QUERIES:
                queries[path_of(target)] += 1
                seen[target] = url
                waiting.append(target)
    return answers


def same_site(start: str, url: str) -> str:
    """The address without its fragment, or nothing when it leads elsewhere or signs out."""
    parts = urlsplit(url)
    if parts.netloc != urlsplit(start).netloc or parts.path in LEAVES:
        return ""
    return urlunsplit(parts._replace(fragment=""))


def path_of(url: str) -> str:
    return urlsplit(url).path


@pytest.mark.parametrize(
    ("slug", "email", "least"),
    [
        ("", "", 4),
        ("", "eko@people.example", 40),
        ("alpha", "", 6),
        ("alpha", "vino@people.example", 12),
        ("alpha", "oki@people.example", 30),
    ],
    ids=["stranger", "staff", "visitor", "viewer", "owner"],
)
def test_no_link_is_dead(
    browser: Browser, stack: Stack, content: Content, slug: str, email: str, least: int
):
    context = browser.new_context(locale="en-US")
    page = context.new_page()
    if email:
        sign_in(page, stack, slug, email)
    start = stack.url(slug, "/admin/" if email.startswith("eko") else "/")

    answers = crawl(page, start)
    context.close()

    dead = {url: answer for url, answer in answers.items() if answer[0] >= 400}
    assert dead == {}
    assert len(answers) >= least
