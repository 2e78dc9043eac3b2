"""Data leaves in a ZIP that anybody can open, and people leave for good, with every process at work."""

import json
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.content import Content
from tests.journeys.people import add_person, sign_in
from tests.journeys.stack import Stack
from tests.people import PASSWORD

pytestmark = pytest.mark.journey


def prove(page: Page) -> None:
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def fetched(page: Page, opener: Locator, into: Path) -> zipfile.ZipFile:
    with page.expect_download() as download:
        opener.first.click()
    path = into / download.value.suggested_filename
    download.value.save_as(path)
    return zipfile.ZipFile(path)


def test_an_owner_takes_the_studio_along(
    page: Page, stack: Stack, content: Content, tmp_path: Path
):
    owner = add_person(stack, "alpha", "Olga", "owner")
    sign_in(page, stack, "alpha", owner)
    page.goto(stack.url("alpha", "/studio/settings/"))
    page.get_by_role("link", name="Export and close").click()
    page.get_by_role("button", name="Collect everything").click()
    prove(page)
    expect(page.get_by_role("row").filter(has_text="Olga")).to_contain_text("Ready")

    opened = fetched(page, page.get_by_role("button", name="Download"), tmp_path)

    assert opened.testzip() is None
    manifest = json.loads(opened.read("manifest.json"))
    assert set(manifest["members"]) == set(opened.namelist()) - {"manifest.json"}
    films = [name for name in opened.namelist() if name.startswith("files/media/films/")]
    assert any(name.endswith(".m3u8") for name in films)
    assert any(name.startswith("files/originals/") for name in opened.namelist())
    assert stack.newest_link(owner, "/studio/settings/archives/")


def test_a_viewer_takes_his_data_along_leaves_and_stays_after_all(
    page: Page, stack: Stack, tmp_path: Path
):
    viewer = add_person(stack, "alpha", "Valeria", "viewer")
    sign_in(page, stack, "alpha", viewer)
    page.goto(stack.url("alpha", "/account/data/"))
    page.get_by_role("button", name="Collect my data").click()
    prove(page)
    download = page.get_by_role("link", name="Download your data")
    expect(download).to_be_visible()
    opened = fetched(page, download, tmp_path)
    assert "Valeria" in opened.read("index.html").decode()

    page.get_by_role("link", name="Delete my account").click()
    page.get_by_label("Type your e-mail address").fill(viewer)
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Delete my account").click()
    expect(page.get_by_role("heading", name="Your account is closed")).to_be_visible()
    page.goto(stack.newest_link(viewer, "/account/keep/"))
    page.get_by_role("button", name="Keep my account").click()
    sign_in(page, stack, "alpha", viewer)
    expect(page).to_have_url(stack.url("alpha", "/"))
