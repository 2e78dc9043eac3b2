"""A studio that lacks a table is not served: PostgreSQL would read public's instead."""

import pytest
from django.db import connection

from apps.accounts.models import User
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.selectors.schemas import is_complete, studio_tables
from tests.people import make_cast


@pytest.fixture
def torn(alpha, beta, as_owner):
    """Alpha has lost its table of people; the platform's own stands behind it in public."""
    make_cast(alpha, beta)
    with platform_context(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE alpha.accounts_user RENAME TO lost")
    return alpha


def test_the_platforms_people_are_not_found_in_the_gap(torn):
    with studio_context(torn):
        assert list(User.objects.all()) == []


def test_the_fallback_to_public_is_real(torn):
    """Control: without either guard, alpha's pages would show the platform's people."""
    with platform_context(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE public.accounts_user DISABLE ROW LEVEL SECURITY")
    with studio_context(torn):
        assert {user.name for user in User.objects.all()} == {"Dewi", "Eko"}


def test_an_incomplete_studio_answers_503_and_shows_nobody(torn, client_for):
    response = client_for(torn).get("/")
    assert response.status_code == 503
    assert response["Retry-After"] == "15"
    assert "Eko" not in response.content.decode()


def test_its_neighbour_and_the_platform_are_served(torn, beta, client_for):
    assert client_for(beta).get("/").status_code == 200
    assert client_for(None).get("/").status_code == 200


def test_a_studio_has_all_of_its_tables(alpha):
    assert is_complete("alpha")
    assert not is_complete("no_such_schema")
    assert "catalog_film" in studio_tables()
    assert "tenants_studio" not in studio_tables()
