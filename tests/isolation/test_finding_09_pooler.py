"""A pooler in transaction mode mixes studios: shown here, refused by tests/core/test_connection_checks.py."""

import psycopg
import pytest
from django.db import connection

from apps.core.connection_checks import shares_sessions
from apps.core.tenancy import studio_context
from apps.core.tripwire import WrongSchema
from tests.database import url_of


@pytest.fixture
def one_session(db):
    """Both clients' statements reach one session of the server, by turns."""
    url = url_of(connection.settings_dict["NAME"])
    with psycopg.connect(url, autocommit=True) as session:
        yield session


def slug_seen_by_alpha_after_beta(session):
    session.execute("SET search_path = alpha, public")
    session.execute("SET search_path = beta, public")  # the other client's
    return session.execute("SELECT slug FROM tenants_studio").fetchone()[0]


def test_control_a_shared_session_answers_alpha_with_beta(one_session):
    assert slug_seen_by_alpha_after_beta(one_session) == "beta"


def test_such_a_session_is_recognised(one_session):
    class Client:
        execute = staticmethod(one_session.execute)

        def __enter__(self):
            return self

        def __exit__(self, *error):
            one_session.execute("ROLLBACK")

    assert shares_sessions(Client)


def test_the_tripwire_notices_what_the_check_has_missed(alpha, settings):
    """The path changes between Django's setting it and the statement."""
    settings.TRIPWIRE_SAMPLE = 1
    with studio_context(alpha), connection.cursor() as cursor:
        connection.connection.execute("SET search_path = beta, public")
        with pytest.raises(WrongSchema, match=r"Work for alpha .* in beta"):
            cursor.execute("SELECT slug FROM tenants_studio")
        settings.TRIPWIRE_SAMPLE = 0  # the control
        cursor.execute("SELECT slug FROM tenants_studio")
        assert cursor.fetchone() == ("beta",)
