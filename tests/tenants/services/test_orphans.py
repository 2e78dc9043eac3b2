"""Schemas that nothing names are cleared away; a studio's never are."""

import logging

import pytest
from django.db import connection

from apps.core.tenancy import studio_context
from apps.tenants.models import Studio
from apps.tenants.services.orphans import clear_orphans
from apps.tenants.services.provisioning import open_studio
from apps.tenants.services.schemas import (
    create_schema,
    schema_exists,
    schema_ref,
    sole_worker_on_pool,
)
from apps.tenants.services.spares import build_schema, fill_pool
from tests.people import person


@pytest.fixture
def leftovers(on_platform):
    for name in ("s_ghost", "pool_ghost", "restore_s_alpha", "somebody_elses"):
        create_schema(name)


@pytest.mark.slow
def test_leftovers_go_and_everything_with_a_name_stays(leftovers, wishes, settings, monkeypatch):
    monkeypatch.setattr("apps.tenants.services.provisioning.enqueue", lambda *args, **kwargs: None)
    opening = open_studio(**wishes)
    build_schema(opening.studio)
    settings.STUDIO_SCHEMA_POOL = 1
    fill_pool()

    assert clear_orphans() == ["pool_ghost", "s_ghost"]

    kept = ["alpha", "beta", "s_gamma", "template_studio", "restore_s_alpha", "somebody_elses"]
    assert [schema_exists(name) for name in kept] == [True] * 6
    assert not schema_exists("s_ghost")
    assert clear_orphans() == []
    assert fill_pool() == 0


@pytest.mark.slow
def test_one_with_people_in_it_is_reported_not_dropped(on_platform, wishes, monkeypatch, caplog):
    """As after bringing back ``public`` from a backup that is older than the studio."""
    monkeypatch.setattr("apps.tenants.services.provisioning.enqueue", lambda *args, **kwargs: None)
    opening = open_studio(**wishes)
    build_schema(opening.studio)
    with studio_context(schema_ref("s_gamma")):
        person("Gita", "viewer")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM tenants_signup")
    Studio.objects.filter(slug="gamma").delete()

    with caplog.at_level(logging.ERROR):
        assert clear_orphans() == []

    assert schema_exists("s_gamma")
    assert "s_gamma has people in it" in caplog.text


@pytest.mark.slow
def test_nothing_is_cleared_while_another_process_makes_schemas(leftovers):
    with sole_worker_on_pool():
        assert clear_orphans() == []
    assert schema_exists("s_ghost")
