import pytest
from playwright.sync_api import Page, expect

from tests.journeys.people import add_person, sign_in
from tests.journeys.stack import Stack

pytestmark = pytest.mark.journey


def test_an_owner_invites_somebody_who_joins_the_team(page: Page, stack: Stack):
    owner = add_person(stack, "alpha", "Owen", "owner")
    sign_in(page, stack, "alpha", owner)
    page.goto(stack.url("alpha", "/studio/team/"))
    page.get_by_role("link", name="Invite somebody").first.click()
    page.get_by_label("e-mail").fill("maya@newcomer.example")
    page.get_by_role("radio", name="Marketer").check()
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_text("maya@newcomer.example").first).to_be_visible()

    newcomer = page.context.browser.new_context(locale="en-US").new_page()
    newcomer.goto(stack.newest_link("maya@newcomer.example"))
    newcomer.get_by_label("Your name").fill("Maya")
    newcomer.get_by_label("Choose a password").fill("a sentence to remember")
    newcomer.get_by_role("button").filter(has_text="Join").click()
    newcomer.wait_for_url(stack.url("alpha", "/studio/"))
    newcomer.context.close()

    page.reload()
    expect(page.get_by_role("row").filter(has_text="Maya")).to_contain_text("Marketer")
