"""Reports, jobs and dead letters as their people see them, with every process at work."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.content import Content
from tests.journeys.people import add_person, sign_in
from tests.journeys.stack import Stack

pytestmark = pytest.mark.journey


@contextmanager
def held_up(stack: Stack, name: str) -> Iterator[None]:
    """The process and its children stand still, as on a machine that is too busy."""
    group = os.getpgid(stack.child(name).process.pid)
    os.killpg(group, signal.SIGSTOP)
    try:
        yield
    finally:
        os.killpg(group, signal.SIGCONT)


@pytest.fixture(scope="module")
def analyst(stack: Stack) -> str:
    return add_person(stack, "alpha", "Anisa", "analyst")


def ask_for_a_report(page: Page, stack: Stack) -> None:
    page.goto(stack.url("alpha", "/studio/reports/"))
    form = page.locator("main form").first
    form.get_by_label("File").select_option("csv")
    form.get_by_role("button", name="Make the report").click()


def test_a_report_is_made_while_its_page_is_open(page: Page, stack: Stack, analyst: str):
    sign_in(page, stack, "alpha", analyst)
    with held_up(stack, "worker-default"):
        ask_for_a_report(page, stack)
        expect(page.get_by_role("heading", name="The report is being made")).to_be_visible()
        expect(page.get_by_role("link", name="of your jobs are running")).to_be_visible()

    expect(page.get_by_role("heading", name="Ready")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename.startswith("catalogue-")


def test_a_report_is_stopped_and_made_after_all(page: Page, stack: Stack, analyst: str):
    sign_in(page, stack, "alpha", analyst)
    with held_up(stack, "worker-default"):
        ask_for_a_report(page, stack)
        page.get_by_role("button", name="Cancel").first.click()
        page.get_by_role("button", name="Stop it").click()
        expect(page.get_by_role("heading", name="There is no file")).to_be_visible()
        page.goto(stack.url("alpha", "/studio/activity/?state=cancelled&who=me"))
        expect(page.get_by_role("row").filter(has_text="Catalogue")).to_have_count(1)

    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="Ready")).to_be_visible()

    page.goto(stack.url("alpha", "/studio/reports/"))
    expect(page.get_by_role("row").filter(has_text="Anisa").first).to_contain_text("Ready")


def test_staff_try_a_dead_letter_again(browser: Browser, stack: Stack, content: Content):
    page = browser.new_context(locale="en-US").new_page()
    sign_in(page, stack, "", "eko@people.example")
    page.goto(stack.url("", "/admin/core/deadletter/"))
    page.get_by_role("link", name="catalog.give_encode_up").click()
    expect(page.get_by_text("WorkerLost").first).to_be_visible()

    page.get_by_role("link", name="Try again").click()
    page.get_by_role("button", name="Try again").click()

    expect(page.get_by_text("The work is queued again.")).to_be_visible()
    expect(page.get_by_text("Nothing yet")).to_be_visible()
    page.context.close()
