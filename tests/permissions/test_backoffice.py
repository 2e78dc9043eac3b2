"""Who of the platform's people gets what from every page of the back-office."""

from fnmatch import fnmatchcase

import pytest
from django.db import transaction
from django.test.client import MULTIPART_CONTENT

from apps.core.tenancy import platform_context
from apps.studio.admin.jobs import JobAdmin
from tests import database
from tests.permissions.backoffice import BACKOFFICE, OPEN
from tests.permissions.backoffice_rows import ANSWERS, ROLES, furnish_backoffice, row_behind
from tests.permissions.requests import PARAMETER
from tests.permissions.routes import backoffice_routes
from tests.permissions.rows import cell, rows_of
from tests.permissions.state import rows_written, tables
from tests.permissions.world import sign_everybody_in

ROWS = rows_of("platform", BACKOFFICE)
ROUTES = [route for route in backoffice_routes() if route.name not in OPEN]
METHODS = ("GET", "POST")


@pytest.fixture(scope="module")
def behind(world):
    alpha = database.studio_row("alpha")
    with platform_context():
        furnish_backoffice(world, alpha)
    sign_everybody_in(world, alpha)
    return alpha


def row_of(route, method):
    """The first row whose pattern the page's name fits."""
    return next(row for row in ROWS if row.method == method and fnmatchcase(route.name, row.route))


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_the_platforms_people_get_what_the_table_says(world, behind, route, method):
    got = {who: outcome_of(world, behind, route, method, who) for who in ROLES}

    assert got == dict(row_of(route, method).expected)


def outcome_of(world, alpha, route, method, who):
    """What the answer was and whether anything was written; it is taken back at once."""
    with platform_context():
        path = PARAMETER.sub(row_behind(world, alpha, route), f"/{route.pattern}")
    everything = tables("public", "alpha")
    mark, before = transaction.savepoint(), rows_written(everything)
    client = world.client("platform", who)
    if method == "GET":
        response = client.get(path)
    else:
        form = client._encode_data(ANSWERS, MULTIPART_CONTENT)
        response = client.generic(method, path, form, MULTIPART_CONTENT)
    told = cell(response, wrote=rows_written(everything) > before)
    transaction.savepoint_rollback(mark)
    return told


def test_every_row_is_some_pages():
    used = {row_of(route, method) for route in ROUTES for method in METHODS}

    assert [str(row) for row in ROWS if row not in used] == []


def test_control_a_page_that_forgets_to_ask_is_noticed(world, behind, monkeypatch):
    live = next(route for route in ROUTES if route.name == "admin:core_job_live")
    monkeypatch.setattr(JobAdmin, "has_view_permission", lambda *args: True)

    assert outcome_of(world, behind, live, "GET", "finance") == "200"
