"""Fixtures: somebody who has signed in sits before the player, at a desk, in Singapore, with a phone."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.journeys.content import Content
from tests.journeys.packages import make_package
from tests.journeys.people import sign_in
from tests.journeys.stack import Stack
from tests.journeys.theatre import Theatre

VINO = "vino@people.example"
DESKTOP = {"viewport": {"width": 1280, "height": 720}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
Seat = dict[str, Any]


@pytest.fixture(scope="package")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_package(tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="package")
def seat(stack: Stack, browser: Browser, content: Content) -> Seat:
    """What the browser keeps of somebody who has signed in, and the page to open."""
    context = browser.new_context(locale="en-US")
    sign_in(context.new_page(), stack, "alpha", VINO)
    kept = context.storage_state()
    context.close()
    return {"state": kept, "url": stack.url("alpha", f"/watch/{content['slug']}/")}


@contextmanager
def seated(browser: Browser, package: Path, seat: Seat, **kind: Any) -> Iterator[Theatre]:
    context = browser.new_context(locale="en-US", storage_state=seat["state"], **kind)
    context.set_default_timeout(15_000)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    theatre = Theatre(page, package, seat["url"])
    theatre.open()
    yield theatre
    context.close()
    assert problems == []


@pytest.fixture
def theatre(browser: Browser, package: Path, seat: Seat) -> Iterator[Theatre]:
    with seated(browser, package, seat, **DESKTOP) as theatre:
        yield theatre


@pytest.fixture
def far_east(browser: Browser, package: Path, seat: Seat) -> Iterator[Theatre]:
    with seated(browser, package, seat, timezone_id="Asia/Singapore", **DESKTOP) as theatre:
        yield theatre


@pytest.fixture
def phone(browser: Browser, package: Path, seat: Seat) -> Iterator[Theatre]:
    with seated(browser, package, seat, **PHONE) as theatre:
        yield theatre
