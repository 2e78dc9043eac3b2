"""The table holds, and it is complete."""

from collections import defaultdict

import pytest
from django.contrib import admin
from django.db import transaction

from apps.tenants.adapters.dns import client as dns_client
from tests.fakes.dns import NameServer
from tests.permissions import desk_table, table
from tests.permissions.requests import send
from tests.permissions.routes import HANDLERS, Route, backoffice_routes, routes_of
from tests.permissions.rows import Row, all_rows, cell, rows_of
from tests.permissions.state import rows_written, tables
from tests.permissions.world import World

HOSTS = ("platform", "studio")
ROUTES = {host: routes_of(host) for host in HOSTS}
LISTED = {(row.host, row.route, row.method.lower()) for row in all_rows()}
# Django's own doors of the back-office; signing in happens on the product's pages.
OPEN_BACKOFFICE = {"admin:login", "admin:logout", "admin:jsi18n", "inspection:login"}
OUTSIDERS = ("anonymous", "customer")


@pytest.fixture(autouse=True)
def _nobody_answers(settings, monkeypatch):
    """Domains are asked about at a name server of our own."""
    monkeypatch.setattr(dns_client, "SECONDS_IN_ALL", 0.4)
    with NameServer() as server:
        settings.DNS_RESOLVER = server.address
        yield


@pytest.mark.parametrize("row", all_rows(), ids=str)
def test_everybody_gets_what_the_table_says(world: World, row: Row):
    routes = [route for route in ROUTES[row.host] if route.name == row.route]

    for route in routes:
        got = {who: outcome(world, row.host, route, row.method, who) for who, _ in row.expected}
        assert got == dict(row.expected), route.pattern


def outcome(world: World, host: str, route: Route, method: str, column: str) -> str:
    """What the answer was and whether anything was written; it is taken back at once."""
    everything = tables("public", "alpha")
    mark, before = transaction.savepoint(), rows_written(everything)
    response = send(world, host, route, method, column)
    told = cell(response, wrote=rows_written(everything) > before)
    transaction.savepoint_rollback(mark)
    return told


@pytest.mark.parametrize("host", HOSTS)
def test_every_address_is_in_the_table(host):
    names = {(host, route.name) for route in ROUTES[host]}
    methods = {(host, route.name, name) for route in ROUTES[host] for name in route.handlers}

    assert names - {(host, route) for host, route, _method in LISTED} == set()
    assert methods - LISTED == set()


def test_no_row_is_left_of_an_address_that_is_gone():
    known = {(host, route.name) for host in HOSTS for route in ROUTES[host]}
    twice = defaultdict(int)
    for row in all_rows():
        twice[row.host, row.route, row.method] += 1

    assert {(host, route) for host, route, _method in LISTED} - known == set()
    assert [key for key, count in twice.items() if count > 1] == []


@pytest.mark.parametrize("host", HOSTS)
def test_our_functions_refuse_every_other_method(world, host):
    for route in ROUTES[host]:
        for method in HANDLERS:
            if route.handlers or not route.is_ours or (host, route.name, method) in LISTED:
                continue
            assert outcome(world, host, route, method.upper(), "team") == "405", route.pattern


@pytest.mark.parametrize(
    "row", rows_of("studio", table.DESK) + rows_of("studio", desk_table.DESK_CATALOGUE), ids=str
)
def test_the_desk_is_closed_to_strangers_and_viewers(row):
    assert dict(row.expected).items() >= {"anonymous": "login", "viewer": "403"}.items()


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_backoffice_is_closed_to_everybody_outside(world, method):
    """One rule for all of it; tests/backoffice looks at what staff, support and finance may do."""
    answers = defaultdict(set)
    for route in backoffice_routes():
        if route.name not in OPEN_BACKOFFICE:
            for who in OUTSIDERS:
                answers[who].add(outcome(world, "platform", route, method, who))

    # Both are sent to the sign-in page, which refuses whoever is signed in already.
    assert answers == {"anonymous": {"302"}, "customer": {"302"}}


def test_the_backoffice_shows_no_tables_of_packages():
    """Secrets of second factors and addresses nobody has proved are not for staff to edit."""
    shown = {model._meta.app_label for model in admin.site._registry}

    assert shown == {"accounts", "core", "tenants"}
