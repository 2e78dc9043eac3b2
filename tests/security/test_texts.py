"""Names that are more than names, on every page and in every table."""

import csv
import io
import re

import pytest

from apps.accounts.models import AuditEvent, User
from apps.catalog.models import Film
from apps.core.models import Archive, Job
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import Branding, Studio
from tests import database
from tests.core.test_csv_export import STARTS
from tests.permissions.requests import send
from tests.permissions.routes import backoffice_routes, routes_of
from tests.permissions.world import World

TAG = "<img src=x onerror=alert(1)>"
EVIL = f'=HYPERLINK("http://evil.example","x"){TAG}\u202egpj.exe'


def rename_everything(text: str) -> None:
    """Whatever somebody could have typed, in the studio and on the platform."""
    with platform_context():
        Studio.objects.all().update(name=text[:80])
        Branding.objects.all().update(tagline=text[:80])
        Job.objects.across_studios().update(title=text, error_detail=text[:80])
        Archive.everywhere.all().update(asked_by_label=text[:80])
        rename_people(text)
    with studio_context(database.studio_row("alpha")):
        Film.objects.all().update(title=text, synopsis=text, director=text, cast=text)
        rename_people(text)


def rename_people(text: str) -> None:
    User.objects.all().update(name=text)
    AuditEvent.objects.all().update(
        actor_label=text, target_label=text, changes={"name": ["", text]}
    )


@pytest.fixture
def renamed(world: World, db) -> World:
    rename_everything(EVIL)
    return world


def answers_of(world: World, host: str, routes) -> dict[str, tuple[str, str]]:
    """(kind, text) of every address that answers text."""
    found = {}
    for route in routes:
        answer = send(world, host, route, "GET", "team")
        kind = answer.headers.get("Content-Type", "").partition(";")[0]
        if kind in {"text/html", "text/csv"}:
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            found[route.name] = (kind, body.decode("utf-8-sig"))
    return found


PLACES = {
    "studio": lambda: routes_of("studio"),
    "platform": lambda: routes_of("platform"),
    "back-office": backoffice_routes,
}


@pytest.mark.slow
@pytest.mark.parametrize(("place", "least"), [("studio", 15), ("platform", 5), ("back-office", 10)])
def test_a_name_stays_a_name_on_every_page_and_in_every_table(renamed: World, place, least):
    host = "studio" if place == "studio" else "platform"
    shown, broken = set(), {}
    for name, (kind, text) in answers_of(renamed, host, PLACES[place]()).items():
        if kind == "text/csv":
            cells = [cell for line in csv.reader(io.StringIO(text)) for cell in line]
            bad = [cell for cell in cells if cell.startswith(STARTS)]
        else:
            bad = re.findall(r".{0,60}<img src=x", text)
        if bad:
            broken[name] = bad[:3]
        if "onerror=alert" in text:
            shown.add(name)

    assert broken == {}
    assert len(shown) >= least, shown
