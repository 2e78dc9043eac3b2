import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stack import Stack
from tests.people import PASSWORD

pytestmark = pytest.mark.journey


def test_a_newcomer_opens_a_studio_and_sees_it_live(page: Page, stack: Stack):
    page.goto(stack.url("", "/"))
    page.get_by_role("link", name="Open a studio").first.click()
    page.get_by_label("e-mail").fill("gita@newcomer.example")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", name="Look into your mailbox")).to_be_visible()

    page.goto(stack.newest_link("gita@newcomer.example"))
    page.get_by_label("Name of the studio").fill("Gita Pictures")
    slug = page.get_by_label("Address")
    slug.fill("alpha")
    expect(page.get_by_text("alpha is taken")).to_be_visible()
    slug.fill("gita")
    expect(page.get_by_text("gita is free")).to_be_visible()
    page.get_by_label("Your name").fill("Gita")
    page.get_by_label("password").first.fill(PASSWORD)
    page.get_by_role("button", name="Open the studio").click()

    page.get_by_role("button", name="Go to the desk").click(timeout=30_000)
    page.wait_for_url(stack.url("gita", "/studio/"))
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    visitor = page.context.browser.new_context().new_page()
    visitor.goto(stack.url("gita", "/"))
    expect(visitor).to_have_title(re.compile("Gita Pictures"))
    visitor.context.close()
