"""What leaked in older releases of django-tenants: rolled back savepoints, names taken for SQL."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django_tenants.postgresql_backend import base

from apps.core.tenancy import StudioRef, studio_context

WHERE = "SELECT current_setting('search_path')"


def searched():
    with connection.cursor() as cursor:
        cursor.execute(WHERE)
        return cursor.fetchone()[0]


def beta_after_alphas_savepoint(alpha, beta):
    """Beta's search path is set within a savepoint; PostgreSQL takes it back with the savepoint."""
    with studio_context(alpha):
        searched()
        savepoint = transaction.savepoint()
        with studio_context(beta):
            searched()
            transaction.savepoint_rollback(savepoint)
            return connection.connection.execute(WHERE).fetchone()[0], searched()


def test_the_path_is_set_anew_after_a_savepoint(alpha, beta):
    silently_back, ours = beta_after_alphas_savepoint(alpha, beta)
    assert silently_back.startswith("alpha")
    assert ours.startswith("beta")


def test_control_a_path_that_is_set_once_only_is_alphas_again(alpha, beta, settings, monkeypatch):
    """TENANT_LIMIT_SET_CALLS with a backend that forgets nothing, as up to release 3.14."""
    settings.TENANT_LIMIT_SET_CALLS = True
    settings.TRIPWIRE_SAMPLE = 0
    original = base.original_backend.DatabaseWrapper
    monkeypatch.setattr(base.DatabaseWrapper, "savepoint_rollback", original.savepoint_rollback)
    _, ours = beta_after_alphas_savepoint(alpha, beta)
    assert ours.startswith("alpha")


@pytest.mark.parametrize("name", ["x','beta", 'x","beta', "beta; SET ROLE postgres", "pg_temp", ""])
def test_a_name_that_is_sql_is_refused(db, name):
    ghost = StudioRef(pk=None, schema_name=name, slug="ghost")
    with studio_context(ghost), pytest.raises(Exception, match="schema") as refusal:
        searched()
    assert isinstance(refusal.value, ValidationError) or not name


def test_control_unchecked_it_would_lead_to_beta(db, monkeypatch, settings):
    settings.TRIPWIRE_SAMPLE = 0
    monkeypatch.setattr(base, "_check_schema_name", lambda name: None)
    monkeypatch.setattr(base, "quote_schema_name", lambda name: f"'{name}'")
    with studio_context(StudioRef(pk=None, schema_name="x','beta", slug="ghost")):
        assert "beta" in searched()
