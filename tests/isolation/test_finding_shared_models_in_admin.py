"""Shared tables are within reach of every studio's pages: an admin there would show all studios."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test import RequestFactory

from apps.core.tenancy import platform_context, studio_context
from apps.tenants.models import Studio
from tests.database import acting_as_owner


def listed_in(studio):
    page = admin.site._registry[Studio]
    with studio_context(studio):
        return {row.slug for row in page.get_queryset(RequestFactory().get("/"))}


@pytest.mark.parametrize("path", ["/admin/", "/admin/tenants/studio/", "/admin/login/"])
def test_a_studios_host_has_no_back_office(client_for, alpha, people, path):
    assert client_for(alpha, people.ana).get(path).status_code == 404


def test_control_with_the_platforms_addresses_it_would(client_for, alpha, settings):
    settings.ROOT_URLCONF = settings.PUBLIC_SCHEMA_URLCONF
    assert client_for(alpha).get("/admin/tenants/studio/").status_code == 302


def test_in_a_studio_its_list_holds_that_studio_alone(alpha, beta):
    assert listed_in(alpha) == {"alpha"}


def test_control_without_the_wall_it_lists_every_studio(alpha, beta):
    with acting_as_owner(), platform_context(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE public.tenants_studio DISABLE ROW LEVEL SECURITY")
    assert listed_in(alpha) >= {"alpha", "beta"}
