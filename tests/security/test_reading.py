"""Looking changes nothing: mail programs, crawlers and other people's pages make anybody look."""

import pytest

from tests.permissions.backoffice import BACKOFFICE
from tests.permissions.requests import path_of, send
from tests.permissions.routes import routes_of
from tests.permissions.rows import all_rows, rows_of
from tests.permissions.state import rows_written, tables
from tests.permissions.world import World

pytestmark = pytest.mark.django_db
# Addresses that write when somebody looks, and why they may.
MAY_WRITE: dict[str, str] = {}
HOSTS = ("platform", "studio")
WORDS = "confirm=1&delete=1&action=delete&_method=POST"


def test_no_row_of_the_permission_tables_writes_by_get():
    """Each of them has been asked by the tests of permissions, and the database was."""
    rows = [*all_rows(), *rows_of("platform", BACKOFFICE)]
    writing = {
        row.route for row in rows if row.method == "GET" and any("+" in c for _, c in row.expected)
    }

    assert writing == set(MAY_WRITE)


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("host", HOSTS)
def test_nothing_is_written_by_whoever_only_looks(world: World, host: str, method: str):
    everything, writing = tables("public", "alpha"), {}
    for route in routes_of(host):
        before = rows_written(everything)
        client = world.client(host, "team")
        for words in ("", WORDS) if method == "GET" else (WORDS,):
            client.generic(method, path_of(world, host, route), QUERY_STRING=words)
        if rows_written(everything) > before:
            writing[route.name] = rows_written(everything) - before

    assert set(writing) == set(MAY_WRITE)


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_no_header_makes_looking_a_deed(world: World, header: str):
    routes = {route.name: route for route in routes_of("studio")}
    everything = tables("public", "alpha")
    before = rows_written(everything)
    for name in ("account", "desk-film-delete", "account_logout", "account-delete"):
        client = world.client("studio", "team")
        client.get(path_of(world, "studio", routes[name]), headers={header: "POST"})

    assert rows_written(everything) == before


def test_the_counter_sees_a_single_row(world: World):
    """The control."""
    everything = tables("public", "alpha")
    before = rows_written(everything)
    route = next(route for route in routes_of("studio") if route.name == "welcome")

    send(world, "studio", route, "GET", "anonymous")
    assert rows_written(everything) == before
    send(world, "studio", route, "POST", "anonymous")
    assert rows_written(everything) > before
