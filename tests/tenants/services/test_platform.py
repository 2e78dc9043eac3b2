from io import StringIO

import pytest
from django.core.management import call_command

from apps.accounts.enums import Role
from apps.core.outbox import beat
from apps.core.queue import PlatformTask, TenantTask
from apps.tenants.models import Domain, Studio
from apps.tenants.rules import can_close_studio
from apps.tenants.services.platform import ensure_platform
from config.celery import app


@pytest.fixture
def without_platform(platform):
    Studio.objects.filter(schema_name="public").delete()


def test_the_platform_gets_its_row_and_host(without_platform, client_for):
    output = StringIO()
    call_command("bootstrap_platform", stdout=output)

    assert output.getvalue() == "The platform answers on localhost.\n"
    platform = Studio.objects.get(schema_name="public")
    assert (platform.slug, platform.status, platform.is_platform) == ("", "active", True)
    assert client_for(None).get("/robots.txt").status_code == 200


def test_a_second_run_changes_nothing(without_platform):
    first = ensure_platform()
    again = ensure_platform()
    assert (again.pk, again.opened_at) == (first.pk, first.opened_at)
    assert Domain.objects.filter(tenant=first).count() == 1


def test_another_base_domain_is_added(without_platform, settings):
    ensure_platform()
    settings.BASE_DOMAIN = "cineradar.example"
    platform = ensure_platform()
    assert set(platform.domains.values_list("domain", flat=True)) == {
        "localhost",
        "cineradar.example",
    }
    assert platform.domains.get(is_primary=True).domain == "cineradar.example"


def test_every_task_of_the_schedule_exists():
    for entry in beat.entries():
        task = app.tasks[entry.task]
        assert isinstance(task, TenantTask), entry
        assert not (entry.in_each_studio and isinstance(task, PlatformTask)), entry


def test_only_open_studios_are_given_scheduled_work(platform, alpha, beta):
    Studio.objects.filter(pk=beta.pk).update(status="suspended")
    assert [studio.slug for studio in beat.studios_at_work()()] == ["alpha"]


@pytest.mark.parametrize("role", Role)
def test_who_may_close_a_studio(people, role):
    people.ana.role = role
    assert can_close_studio(people.ana) is (role in {Role.OWNER, Role.STAFF})
