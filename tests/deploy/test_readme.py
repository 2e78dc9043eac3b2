"""What the README promises is there: pictures, links, commands, logins."""

import re
from pathlib import Path

import pytest

from apps.studio.domain.demo.people import DEMO_PASSWORD, PLATFORM_PEOPLE
from apps.studio.domain.demo.studios import STUDIOS
from deploy.local.workspace import ROOT
from deploy.screenshots.take import LARGEST_BYTES, PICTURES

README = ROOT / "README.md"
PAGES = [README, *sorted(ROOT.glob("apps/**/README.md")), ROOT / "deploy" / "README.md"]
LINK = re.compile(r'\]\(([^)\s]+)\)|src="([^"]+)"')
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
HOST = re.compile(r"https?://([a-z0-9.-]+[a-z0-9])")
CREDITED = {"creativecommons.org", "peach.blender.org", "openfontlicense.org", "lucide.dev"}


def links_of(page: Path) -> list[str]:
    found = [one or other for one, other in LINK.findall(page.read_text())]
    return [link for link in found if not link.startswith("http")]


def anchors_of(page: Path) -> set[str]:
    return {title.lower().replace(" ", "-") for title in HEADING.findall(page.read_text())}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    for link in links_of(page):
        path, _, anchor = link.partition("#")
        target = page.parent / path
        assert target.exists(), link
        assert not anchor or anchor in anchors_of(target), link


def test_every_picture_is_shown_and_small():
    shown = {ROOT / link for link in links_of(README) if link.endswith(".jpg")}

    assert shown == set(PICTURES.glob("*.jpg"))
    assert max(picture.stat().st_size for picture in shown) <= LARGEST_BYTES


def test_every_command_exists():
    targets = set(re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE))

    assert set(re.findall(r"`make ([a-z]+)", README.read_text())) == targets - {"help"}


def test_the_logins_are_the_demos():
    text = README.read_text()
    kush = next(studio for studio in STUDIOS if studio.slug == "kush")

    assert DEMO_PASSWORD in text
    named = set(re.findall(r"\b[a-z]+@(?:kush|cineradar)\.example", text))
    assert named == {person.email for person in (*kush.people, *PLATFORM_PEOPLE)}


def test_no_other_hosts_are_named():
    hosts = set(HOST.findall(README.read_text()))

    assert {host for host in hosts if not host.endswith("localhost")} == CREDITED
