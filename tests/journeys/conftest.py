"""A real browser against the whole running product. All journeys share one run of it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import database
from tests.journeys.content import Content, content_of
from tests.journeys.seats import far_east, package, phone, seat, theatre
from tests.journeys.stack import Stack, running_stack

__all__ = ["far_east", "package", "phone", "seat", "theatre"]
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
]
EVIDENCE = Path("var/journeys")


@pytest.fixture(scope="package")
def stack(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any
) -> Iterator[Stack]:
    """The running product; its logs and mail stay in var/journeys when a journey failed."""
    with database.admin_connection() as admin:
        database.clone(admin, database.clone_name("journey"), database.template_name())
    home = (EVIDENCE / f"run-{os.getpid()}").absolute()
    with django_db_blocker.unblock(), running_stack(home) as stack:
        yield stack
    if not request.session.testsfailed:
        shutil.rmtree(home)
    with database.admin_connection() as admin:
        admin.execute(f'drop database if exists "{database.clone_name("journey")}" with (force)')


@pytest.fixture(scope="package")
def content(stack: Stack) -> Content:
    """One of everything that a page can show; the words that its path is made of."""
    return content_of(stack)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    # Playwright's own event loop lives in this thread; Django must not take it for ours.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=15_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="en-US")
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext, request: pytest.FixtureRequest) -> Iterator[Page]:
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    yield page
    if getattr(request.node, "failed", False):
        EVIDENCE.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=EVIDENCE / f"{request.node.name}.png", full_page=True)
    assert problems == []


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    report = yield
    if report.when == "call" and report.failed:
        item.failed = True  # type: ignore[attr-defined]
    return report
