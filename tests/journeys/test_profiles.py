"""A household: a child gets a profile, stays in it, and everybody goes on where they stopped."""

import json
import subprocess
import sys
import time
from http.client import HTTPConnection
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from deploy.local.workspace import ROOT
from tests.journeys.people import add_person, sign_in
from tests.journeys.stack import Stack
from tests.people import PASSWORD

pytestmark = pytest.mark.journey

FURNISH = """
from apps.accounts.models import User
from apps.catalog.models import Encode, Film
from apps.catalog.services.films import create_film
from apps.core.tenancy import studio_context
from tests.database import studio_row
from tests.factories.catalog import published
with studio_context(studio_row("alpha")):
    editor = User.objects.get(email="raka@people.example")
    for title, maturity in (("Gentle morning", "all"), ("Night of knives", "16")):
        film = published(create_film(title, by=editor, maturity=maturity))
        Encode.objects.filter(pk=film.current_encode_id).update(duration_seconds=3600)
"""
WRITTEN = """
from apps.catalog.models import Progress
from apps.core.tenancy import studio_context
from tests.database import studio_row
with studio_context(studio_row("alpha")):
    print(Progress.objects.filter(film__title={title!r}, completions=0).count())
"""


def in_the_product(stack: Stack, script: str) -> str:
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", script]
    done = subprocess.run(
        command, cwd=ROOT, env=stack.environ, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


@pytest.fixture
def rani(page: Page, stack: Stack) -> Page:
    """Signed in, with a film for everybody and one that is not for children."""
    add_person(stack, "alpha", "Raka", "editor")
    email = add_person(stack, "alpha", "Rani", "viewer")
    in_the_product(stack, FURNISH)
    sign_in(page, stack, "alpha", email)
    return page


def watch(stack: Stack, title: str, position: float) -> None:
    """As her phone's program does it, with the profile that comes with the account."""
    login = {"email": "rani@people.example", "password": PASSWORD}
    token = called(stack, "POST", "auth/login", login)["access"]
    films = called(stack, "GET", "movies", token=token)["results"]
    film = next(one["id"] for one in films if one["title"] == title)
    wish = {"film": film, "device_id": "ranis-phone", "device": "Phone"}
    session = called(stack, "POST", "playback/sessions", wish, token=token)["session"]
    beat = {"film": film, "session": session, "seq": 1, "position_seconds": position}
    told = called(stack, "POST", "watch/progress", beat, token=token)
    assert told["resume_seconds"] == position


def called(stack: Stack, method: str, path: str, body: Any = None, *, token: str = "") -> Any:
    headers = {"Host": f"alpha.localhost:{stack.port}", "Content-Type": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    connection = HTTPConnection("127.0.0.1", stack.port, timeout=60)
    connection.request(method, f"/api/v1/{path}", json.dumps(body) if body else None, headers)
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    assert answer.status < 300, text
    return json.loads(text)


def add_a_child_and_a_pin(page: Page, stack: Stack) -> None:
    page.goto(stack.url("alpha", "/profiles/new/"))
    page.get_by_label("Name", exact=True).fill("Sari")
    page.get_by_label("A children's profile").check()
    page.get_by_label("Films and series shown").select_option("7")
    page.get_by_role("button", name="Add a profile").click()
    expect(page.get_by_text("The profile of Sari is made.")).to_be_visible()
    page.get_by_role("link", name="Change Rani").click()
    page.get_by_role("link", name="Set a PIN").click()
    page.get_by_label("New PIN").fill("4711")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The PIN is set.")).to_be_visible()


def come_back_as_rani(page: Page, stack: Stack) -> None:
    """Out of the child's profile leads her PIN alone."""
    page.goto(stack.url("alpha", "/account/"))
    expect(page.get_by_role("heading", name="Who is watching?")).to_be_visible()
    page.get_by_role("button", name="Rani").click()
    page.get_by_label("PIN", exact=True).fill("0000")
    page.get_by_role("button", name="Watch", exact=True).click()
    expect(page.get_by_text("That is not the PIN.").first).to_be_visible()
    page.get_by_label("PIN", exact=True).fill("4711")
    page.get_by_role("button", name="Watch", exact=True).click()
    expect(page).to_have_url(stack.url("alpha", "/"))


def test_a_household_shares_an_account(rani: Page, stack: Stack):
    page = rani
    watch(stack, "Night of knives", 1800)
    page.goto(stack.url("alpha", "/"))
    row = page.locator("#row-continue-title").locator("xpath=ancestor::section")
    expect(row.get_by_role("link", name="Night of knives")).to_be_visible()

    add_a_child_and_a_pin(page, stack)
    page.goto(stack.url("alpha", "/profiles/"))
    page.get_by_role("button", name="Sari").click()
    expect(page.get_by_role("link", name="Gentle morning").first).to_be_visible()
    expect(page.get_by_text("Night of knives")).to_have_count(0)
    assert page.goto(stack.url("alpha", "/films/night-of-knives/")).status == 404
    page.goto(stack.url("alpha", "/history/"))
    expect(page.get_by_text("Nothing watched yet")).to_be_visible()

    come_back_as_rani(page, stack)

    page.goto(stack.url("alpha", "/history/"))
    expect(page.get_by_role("link", name="Night of knives")).to_be_visible()
    assert written(stack, "Night of knives")
    page.get_by_role("button", name="Forget Night of knives").click()
    expect(page.get_by_text("It is out of your history.")).to_be_visible()
    expect(page.get_by_text("Nothing watched yet")).to_be_visible()


def written(stack: Stack, title: str) -> bool:
    """The workers have written it, ten seconds after the beat at the latest."""
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        if in_the_product(stack, WRITTEN.format(title=title)) == "1":
            return True
        time.sleep(1)
    return False
