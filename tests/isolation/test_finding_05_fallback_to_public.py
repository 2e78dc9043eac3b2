"""A studio that lacks a table is given public's. There it finds nothing, and it is not served."""

import pytest
from django.db import connection

from apps.accounts.models import User
from apps.core.checks import check_app_lists, check_table_names
from apps.core.tenancy import StudioRef, platform_context, studio_context
from apps.tenants.selectors.hosts import forget_hosts
from tests.people import make_cast

GHOST = StudioRef(pk=None, schema_name="no_such_schema", slug="ghost")


def platforms_people():
    return {user.name for user in User.objects.all()}


def open_the_wall():
    with platform_context(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE public.accounts_user DISABLE ROW LEVEL SECURITY")


@pytest.fixture
def platform_staff(alpha, beta):
    make_cast(alpha, beta)
    with platform_context():
        assert platforms_people() == {"Dewi", "Eko"}


def test_a_schema_that_does_not_exist_shows_nobody(platform_staff):
    with studio_context(GHOST):
        assert platforms_people() == set()


def test_control_without_the_wall_it_shows_the_platforms_people(platform_staff, as_owner):
    open_the_wall()
    with studio_context(GHOST):
        assert platforms_people() == {"Dewi", "Eko"}


def test_a_studio_without_its_tables_is_not_served(alpha, as_owner, client_for, monkeypatch):
    with platform_context(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE alpha.catalog_film RENAME TO lost")
    assert client_for(alpha).get("/accounts/login/").status_code == 503

    forget_hosts(["alpha.localhost"])
    monkeypatch.setattr("apps.tenants.selectors.hosts.is_usable", lambda *studio: True)
    assert client_for(alpha).get("/accounts/login/").status_code == 200  # the control


def test_the_lists_of_apps_are_checked(settings):
    assert check_app_lists() == check_table_names() == []
    settings.SHARED_APPS = [*settings.SHARED_APPS, "apps.catalog"]
    assert [message.id for message in check_app_lists()] == ["core.E001"]
