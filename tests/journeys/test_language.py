import pytest
from playwright.sync_api import Page, expect

from tests.journeys.stack import Stack

pytestmark = pytest.mark.journey


def test_a_visitor_switches_to_hindi_and_the_site_stays_hindi(page: Page, stack: Stack):
    page.goto(stack.url("alpha", "/accounts/login/"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.get_by_text("Language: English").click()
    page.get_by_role("button", name="हिन्दी").click()

    expect(page.locator("html")).to_have_attribute("lang", "hi")
    expect(page.get_by_role("heading", level=1)).to_have_text("साइन इन करें")
    page.goto(stack.url("alpha", "/films/"))
    expect(page.locator("html")).to_have_attribute("lang", "hi")


def test_a_hindi_browser_gets_hindi_without_asking(stack: Stack, browser):
    context = browser.new_context(locale="hi-IN")
    page = context.new_page()
    page.goto(stack.url("alpha", "/"))
    expect(page.locator("html")).to_have_attribute("lang", "hi")
    context.close()
