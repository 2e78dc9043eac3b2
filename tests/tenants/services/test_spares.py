"""Schemas that are ready beforehand: taken by renaming, each by one studio, never an old one."""

import subprocess
import sys
import threading

import pytest
from django.db import DatabaseError, connection, connections

from apps.accounts.models import User
from apps.core.models import Job
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.domain.slugs import POOL_PREFIX, RESERVED, TEMPLATE_SCHEMA, schema_name_for
from apps.tenants.enums import StudioStatus
from apps.tenants.models import SpareSchema, Studio
from apps.tenants.selectors.versions import current_version
from apps.tenants.services import provisioning, spares
from apps.tenants.services.provisioning import open_studio, provision_studio
from apps.tenants.services.schemas import LOCK_SPACE, drop_schema, migrate_schema, schema_exists
from apps.tenants.services.spares import build_schema, ensure_template, fill_pool
from tests import database
from tests.tenants.catalogue import description_of
from tests.tenants.conftest import KilledWorker
from tests.tenants.releases import next_release


@pytest.fixture
def pool(on_platform, settings, monkeypatch):
    """One schema is ready; what would be queued is noted."""
    queued = []
    monkeypatch.setattr(provisioning, "enqueue", lambda *args, **kwargs: None)
    monkeypatch.setattr(spares, "enqueue", lambda name, **kwargs: queued.append(name))
    settings.STUDIO_SCHEMA_POOL = 1
    assert fill_pool() == 1
    return queued


def ready():
    return list(SpareSchema.objects.filter(is_template=False))


def number_of(schema):
    with connection.cursor() as cursor:
        cursor.execute("SELECT oid FROM pg_namespace WHERE nspname = %s", [schema])
        row = cursor.fetchone()
        return row and row[0]


def opened(wishes, **changes):
    opening = open_studio(**{**wishes, **changes})
    provision_studio(opening.studio.pk, job_pk=opening.job.pk)
    opening.studio.refresh_from_db()
    return opening.studio


@pytest.mark.slow
def test_a_new_studio_gets_a_ready_schema_by_renaming_it(pool, wishes):
    spare = ready()[0]
    number = number_of(spare.schema_name)

    studio = opened(wishes)

    assert studio.status == StudioStatus.ACTIVE
    assert studio.schema_version == spare.version == current_version()
    assert number_of("s_gamma") == number
    assert not schema_exists(spare.schema_name)
    assert ready() == []
    assert pool == [spares.TEND]  # the next one is asked for at once
    assert description_of("s_gamma") == description_of("alpha")
    with studio_context(studio):
        assert User.objects.get().email == "dewi@people.example"


@pytest.mark.slow
def test_an_empty_pool_costs_a_copy_of_the_template(pool, wishes):
    drop_schema(ready()[0].schema_name)  # by hand, behind our back

    studio = opened(wishes)

    assert (studio.status, studio.schema_version) == (StudioStatus.ACTIVE, current_version())
    assert ready() == []
    assert description_of("s_gamma") == description_of(TEMPLATE_SCHEMA)


@pytest.mark.slow
def test_a_schema_of_an_older_release_is_not_used_but_replaced(pool, wishes, tmp_path, settings):
    old = ready()[0]
    with next_release(tmp_path, settings):
        studio = opened(wishes)

        assert [spare.pk for spare in ready()] == [old.pk]
        assert studio.schema_version == current_version() != old.version
        assert fill_pool() == 1
        assert ready()[0].version == current_version()
        assert not schema_exists(old.schema_name)
    # The release before can use what the next one has made.
    assert fill_pool() == 0
    assert opened(wishes, slug="delta").status == StudioStatus.ACTIVE


@pytest.mark.slow
def test_filling_up_is_done_by_one_process_and_stops_at_the_number_wanted(pool, settings):
    assert fill_pool() == 0
    settings.STUDIO_SCHEMA_POOL = 3
    with spares.sole_worker_on_pool() as mine:
        assert mine
        assert fill_pool() == 0
    assert fill_pool() == 2
    assert len(ready()) == 3
    settings.STUDIO_SCHEMA_POOL = 0
    assert fill_pool() == 0


def race(wishes):
    """Two studios are built at once; what each worker met."""
    barrier, outcomes = threading.Barrier(2), []
    studios = [
        open_studio(**{**wishes, "slug": slug, "name": slug}).studio for slug in ("gamma", "delta")
    ]

    def worker(studio):
        with platform_context():
            barrier.wait()
            try:
                build_schema(studio)
                outcomes.append("built")
            except DatabaseError:
                outcomes.append("refused")
        connections.close_all()

    threads = [threading.Thread(target=worker, args=[studio]) for studio in studios]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return outcomes


@pytest.mark.slow
def test_of_two_who_want_the_last_one_one_gets_it_and_the_other_a_copy(pool, wishes):
    number = number_of(ready()[0].schema_name)

    assert race(wishes) == ["built", "built"]

    numbers = [number_of("s_gamma"), number_of("s_delta")]
    assert numbers.count(number) == 1
    assert None not in numbers
    assert ready() == []
    assert len(pool) == 1


@pytest.mark.slow
def test_control_without_the_lock_both_want_the_same_one(pool, wishes, monkeypatch):
    barrier = threading.Barrier(2)

    def unlocked():
        spare = SpareSchema.objects.filter(is_template=False).first()
        barrier.wait(10)
        return spare

    monkeypatch.setattr(spares, "_lock_spare", unlocked)
    assert sorted(race(wishes)) == ["built", "refused"]


@pytest.mark.slow
@pytest.mark.parametrize("moment", ["rename_schema", "mark_version", "enqueue"])
def test_a_death_while_taking_one_leaves_it_in_the_pool(pool, wishes, monkeypatch, moment):
    def deadly(*args, **kwargs):
        raise KilledWorker

    before = ready()[0].schema_name
    opening = open_studio(**wishes)
    with monkeypatch.context() as patch:
        patch.setattr(spares, moment, deadly)
        with pytest.raises(KilledWorker):
            provision_studio(opening.studio.pk, job_pk=opening.job.pk)
    assert [spare.schema_name for spare in ready()] == [before]
    assert schema_exists(before)
    assert not schema_exists("s_gamma")
    assert Studio.objects.get(slug="gamma").schema_version == ""

    provision_studio(opening.studio.pk, job_pk=opening.job.pk)
    assert Studio.objects.get(slug="gamma").status == StudioStatus.ACTIVE
    assert ready() == []


KILLER = """
import os, signal, sys, django
django.setup()
from uuid import UUID
from apps.tenants.services import {module}
{module}.{name} = lambda *args, **kwargs: os.kill(os.getpid(), signal.SIGKILL)
from apps.tenants.services.provisioning import provision_studio
provision_studio(UUID(sys.argv[1]), job_pk=UUID(sys.argv[2]))
"""


def its_locks_are_free(studio):
    """Waits until PostgreSQL has noticed that whoever worked on the studio is gone."""
    with connection.cursor() as cursor:
        key = [LOCK_SPACE, studio.pk.int & 0x7FFF_FFFF]
        cursor.execute("SELECT pg_advisory_lock(%s, %s), pg_advisory_unlock(%s, %s)", key * 2)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "name"),
    [("spares", "mark_version"), ("provisioning", "create_person"), ("provisioning", "draw_icons")],
)
def test_kill_nine_in_a_real_process_is_survived(pool, wishes, module, name):
    opening = open_studio(**wishes)
    url = database.url_of(connection.settings_dict["NAME"], database.OWNER)
    environ = {"DJANGO_SETTINGS_MODULE": "config.settings.dev", "DATABASE_URL": url}
    killed = subprocess.run(
        [
            sys.executable,
            "-c",
            KILLER.format(module=module, name=name),
            str(opening.studio.pk),
            str(opening.job.pk),
        ],
        env={**database.os.environ, **environ},
        check=False,
    )
    assert killed.returncode == -9
    its_locks_are_free(opening.studio)

    provision_studio(opening.studio.pk, job_pk=opening.job.pk)

    studio = Studio.objects.get(slug="gamma")
    assert studio.status == StudioStatus.ACTIVE
    assert Job.objects.for_studio().get().attempts == 2
    assert description_of("s_gamma") == description_of("alpha")
    with studio_context(studio):
        assert User.objects.count() == 1
    assert ready() == []


@pytest.mark.slow
def test_what_an_interrupted_attempt_left_is_not_built_upon(pool, wishes):
    opening = open_studio(**wishes)
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA s_gamma; CREATE TABLE s_gamma.accounts_user (old integer)")

    provision_studio(opening.studio.pk, job_pk=opening.job.pk)

    assert description_of("s_gamma") == description_of("alpha")


@pytest.mark.slow
def test_a_template_that_cannot_be_copied_costs_time_and_nothing_else(pool, wishes, settings):
    settings.STUDIO_SCHEMA_POOL = 2
    drop_schema(ready()[0].schema_name)
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIEW template_studio.people AS SELECT 1 AS one")

    assert opened(wishes).status == StudioStatus.ACTIVE
    assert fill_pool() == 2

    assert description_of("s_gamma") == description_of("alpha")
    assert description_of(ready()[0].schema_name) == description_of("alpha")


@pytest.mark.slow
def test_the_template_is_made_once_and_kept_current(pool):
    number = number_of(TEMPLATE_SCHEMA)
    ensure_template()
    assert number_of(TEMPLATE_SCHEMA) == number
    drop_schema(TEMPLATE_SCHEMA)
    ensure_template()
    assert description_of(TEMPLATE_SCHEMA) == description_of("alpha")


def test_a_schema_that_does_not_exist_is_not_migrated_into_public(db, as_owner, alpha):
    alpha.schema_name = "no_such_schema"
    with pytest.raises(LookupError):
        migrate_schema(alpha)


def test_django_tenants_own_way_of_making_schemas_is_closed(alpha):
    with pytest.raises(TypeError, match="provisioning"):
        alpha.create_schema()
    assert not Studio.auto_create_schema


@pytest.mark.parametrize("slug", ["pool-1", "pool", "template-studio", "restore-x", "public"])
def test_no_slug_becomes_a_name_of_ours(slug):
    if slug in RESERVED:
        with pytest.raises(ValueError, match="Not a usable slug"):
            schema_name_for(slug)
        return
    name = schema_name_for(slug)
    assert not name.startswith(POOL_PREFIX)
    assert name not in {TEMPLATE_SCHEMA, "public", "nobody"}
