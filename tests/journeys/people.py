"""Puts people into the running product's database, and walks them through its sign-in page."""

import subprocess
import sys

from playwright.sync_api import Page, expect

from deploy.local.workspace import ROOT
from tests.journeys.stack import Stack
from tests.people import PASSWORD

SCRIPT = """
from apps.core.tenancy import studio_context, platform_context
from tests.database import studio_row
from tests.people import person
with (studio_context(studio_row({slug!r})) if {slug!r} else platform_context()):
    person({name!r}, {role!r})
"""


def add_person(stack: Stack, slug: str, name: str, role: str) -> str:
    """A verified person of the studio ``slug`` (empty: the platform); returns the e-mail."""
    script = SCRIPT.format(slug=slug, name=name, role=role)
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", script]
    subprocess.run(command, cwd=ROOT, env=stack.environ, check=True, capture_output=True)
    return f"{name.lower()}@people.example"


def sign_in(page: Page, stack: Stack, slug: str, email: str, password: str = PASSWORD) -> None:
    page.goto(stack.url(slug, "/accounts/login/"))
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).not_to_have_url(stack.url(slug, "/accounts/login/"))
