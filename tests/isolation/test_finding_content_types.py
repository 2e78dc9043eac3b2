"""Django remembers content types for the whole process, whichever schema they were read in."""

import threading

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections

from apps.catalog.models import Film
from apps.core.checks import check_app_lists
from apps.core.tenancy import platform_context, studio_context
from tests.database import acting_as_owner, studio_row


def remembered_in_alpha_used_in_beta():
    """Beta asks while alpha's answer is in the memory that both share: two threads at once."""
    entered, filled = threading.Event(), threading.Event()
    seen = []

    def beta():
        with studio_context(studio_row("beta")):
            entered.set()
            filled.wait(10)
            seen.append(ContentType.objects.get_for_model(Film).pk)
            stored = ContentType.objects.filter(app_label="catalog", model="film")
            seen.append(stored.values_list("pk", flat=True).get())
        connections.close_all()

    thread = threading.Thread(target=beta)
    thread.start()
    entered.wait(10)
    with studio_context(studio_row("alpha")):
        ContentType.objects.get_for_model(Film)
        filled.set()
        thread.join()
    used, stored = seen
    return used == stored


def test_all_studios_share_the_same_rows_so_any_answer_is_right(committed_db):
    assert remembered_in_alpha_used_in_beta()


def test_they_stand_in_public_alone(settings):
    assert "django.contrib.contenttypes" not in settings.TENANT_APPS
    settings.TENANT_APPS = [*settings.TENANT_APPS, "django.contrib.contenttypes"]
    assert [message.id for message in check_app_lists()] == ["core.E001"]


def test_control_were_they_in_each_studio_beta_would_get_alphas(committed_db):
    with acting_as_owner(), platform_context(), connection.cursor() as cursor:
        for number, schema in enumerate(("alpha", "beta")):
            cursor.execute(
                f"CREATE TABLE {schema}.django_content_type"
                " (LIKE public.django_content_type INCLUDING ALL)"
            )
            cursor.execute(
                f"INSERT INTO {schema}.django_content_type (id, app_label, model)"  # noqa: S608
                " VALUES (%s, 'catalog', 'film')",
                [9000 + number],
            )
    assert not remembered_in_alpha_used_in_beta()


@pytest.fixture(autouse=True)
def _forget():
    yield
    ContentType.objects.clear_cache()
