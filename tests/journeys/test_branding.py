import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import add_person, sign_in
from tests.journeys.stack import Stack

pytestmark = pytest.mark.journey

COLOUR = "#0b6e4f"


def test_a_new_colour_shows_at_once_and_then_on_the_site(page: Page, stack: Stack):
    owner = add_person(stack, "beta", "Bella", "owner")
    sign_in(page, stack, "beta", owner)
    page.goto(stack.url("beta", "/studio/branding/"))
    page.get_by_label("Brand colour").first.fill(COLOUR)
    page.get_by_label("Tagline").fill("Films from the river")
    page.get_by_role("button", name="Save").first.click()
    expect(page.get_by_text("Your site wears its new look.")).to_be_visible()

    page.goto(stack.url("beta", "/"))
    brand = page.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--brand').trim()"
    )
    assert brand == COLOUR
    other = page.context.browser.new_context().new_page()
    other.goto(stack.url("alpha", "/"))
    assert COLOUR not in other.content()
    other.context.close()
    expect(page).to_have_title(re.compile("Beta Films"))
