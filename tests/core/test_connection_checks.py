"""What the checks find out from the database itself."""

import psycopg
import pytest
from django.db import connection

from apps.core import connection_checks
from apps.core.connection_checks import check_pooler, check_role, shares_sessions
from tests.database import OWNER, url_of


@pytest.fixture
def signed_in(db, monkeypatch, settings):
    """The checks sign in as somebody, for real."""

    def as_role(role):
        url = url_of(connection.settings_dict["NAME"], role)
        monkeypatch.setattr(
            connection_checks, "_session", lambda alias: psycopg.connect(url, autocommit=True)
        )
        monkeypatch.setitem(connection.settings_dict, "USER", role)
        return [message.id for message in check_role(databases=["default"])]

    settings.DATABASE_OWNER_URL = ""
    return as_role


def test_the_applications_role_passes(signed_in):
    assert signed_in("cineradar") == []


def test_a_superuser_is_an_error(signed_in):
    assert signed_in(connection.settings_dict["USER"]) == ["core.E007"]


def test_the_owner_is_an_error_where_it_is_not_meant(signed_in, settings):
    assert signed_in(OWNER) == ["core.E008"]
    settings.DATABASE_OWNER_URL = f"postgres://{OWNER}@localhost/cineradar"
    assert signed_in(OWNER) == []


def test_without_a_database_nothing_is_asked(monkeypatch):
    monkeypatch.setattr(connection_checks, "_session", None)
    assert check_role() == check_pooler() == []


class Pooled:
    """A client of a pooler in transaction mode that has one server session free."""

    def __init__(self, free):
        self.free, self.held = free, None

    def execute(self, statement):
        session = self.held or self.free.pop()
        if statement == "BEGIN":
            self.held = session
        answer = session.execute(statement)
        if self.held is None:
            self.free.append(session)
        return answer

    def __enter__(self):
        return self

    def __exit__(self, *error):
        if self.held is not None:
            self.held.execute("ROLLBACK")
            self.free.append(self.held)


@pytest.fixture
def sessions(db):
    url = url_of(connection.settings_dict["NAME"])
    opened = [psycopg.connect(url, autocommit=True) for _ in range(3)]
    yield opened
    for session in opened:
        session.close()


def test_direct_sessions_are_nobody_elses(sessions):
    unused = list(sessions)
    assert not shares_sessions(unused.pop)


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_pooler_in_transaction_mode_gives_itself_away(sessions, newest_first):
    class Free(list):
        def append(self, session):
            self.insert(len(self) if newest_first else 0, session)

    free = Free(sessions)
    assert shares_sessions(lambda: Pooled(free))


def test_the_pooler_is_an_error(db, monkeypatch):
    monkeypatch.setattr(connection_checks, "shares_sessions", lambda connect: True)
    assert [message.id for message in check_pooler(databases=["default"])] == ["core.E009"]
