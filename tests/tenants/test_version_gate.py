"""A studio whose tables are older than the code is not served, and says so."""

import pytest
from django.core.cache import caches
from django.db import ProgrammingError, connection
from django.test import Client

from apps.core.tenancy import platform_context, studio_context
from apps.tenants.domain.versions import Needed, suffices, version_of
from apps.tenants.models import SchemaVersion, Studio
from apps.tenants.selectors import hosts
from apps.tenants.selectors.hosts import forget_hosts, host_named
from apps.tenants.selectors.studios import studios_at_work
from apps.tenants.selectors.versions import current_version, is_sufficient
from tests.tenants.releases import next_release


@pytest.fixture
def next_code(db, tmp_path, settings):
    """The next release runs; nobody has migrated anything yet."""
    with next_release(tmp_path, settings):
        yield


def get(path="/", **headers):
    return Client().get(path, headers={"host": "alpha.localhost", **headers})


def test_a_studio_of_the_release_before_is_being_updated(alpha, next_code):
    response = get()
    assert response.status_code == 503
    assert (response["Retry-After"], response["Cache-Control"]) == ("15", "no-store")
    assert "Alpha Pictures is being updated" in response.content.decode()
    assert get("/api/v1/movies/").status_code == 503


def test_it_is_served_by_the_code_of_the_release_before(alpha, beta, client_for):
    assert client_for(alpha).get("/").status_code == 200


@pytest.mark.slow
def test_control_without_the_gate_the_page_breaks(alpha, next_code, monkeypatch):
    """What the gate keeps from people: code that asks for a column that is not there."""
    monkeypatch.setattr(hosts, "is_usable", lambda studio: True)
    assert get().status_code == 200  # today's pages do not ask for it ...
    with studio_context(alpha), connection.cursor() as cursor, pytest.raises(ProgrammingError):
        cursor.execute("SELECT one_more FROM catalog_film")  # ... the next release's would


def test_no_scheduled_work_is_done_in_it(alpha, beta, tmp_path, settings):
    with platform_context():
        assert {studio.slug for studio in studios_at_work()} == {"alpha", "beta"}
        with next_release(tmp_path, settings):
            assert not studios_at_work().exists()


def test_a_studio_without_a_version_is_not_served(alpha):
    with platform_context():
        Studio.objects.filter(pk=alpha.pk).update(schema_version="")
    assert get().status_code == 503


def test_more_than_is_needed_is_enough(alpha, client_for):
    applied = [
        "accounts.0999_more",
        *SchemaVersion.objects.get(version=current_version()).migrations,
    ]
    version = version_of(applied)
    assert not is_sufficient(version)  # nobody knows it yet
    with platform_context():
        SchemaVersion.objects.create(version=version, migrations=applied)
        Studio.objects.filter(pk=alpha.pk).update(schema_version=version)
    assert is_sufficient(version)
    assert client_for(alpha).get("/").status_code == 200


def test_what_one_release_has_cached_does_not_count_for_the_other(alpha, tmp_path, settings):
    assert host_named("alpha.localhost").is_open
    with next_release(tmp_path, settings):
        assert not host_named("alpha.localhost").is_open
    assert host_named("alpha.localhost").is_open


def test_the_verdict_is_cached_with_the_host(alpha, django_assert_num_queries):
    host_named("alpha.localhost")
    with django_assert_num_queries(0):
        host_named("alpha.localhost")
    forget_hosts(["alpha.localhost"])
    assert caches["platform"].get("host:alpha.localhost") is None


@pytest.mark.parametrize(
    ("applied", "enough"),
    [
        ({"a.0001", "a.0002_squashed"}, True),
        ({"a.0001", "a.0002", "a.0003"}, True),
        ({"a.0001", "a.0002"}, False),
        ({"a.0002", "a.0003"}, False),
        (set(), False),
    ],
)
def test_a_squashed_migration_is_met_by_those_it_replaces(applied, enough):
    needed = [Needed("a.0001"), Needed("a.0002_squashed", ("a.0002", "a.0003"))]
    assert suffices(applied, needed) is enough


def test_a_version_is_the_set_not_the_order():
    assert version_of(["b", "a", "a"]) == version_of(["a", "b"])
    assert version_of(["a"]) != version_of(["a", "b"])
    assert version_of([]) != ""
