"""Every studio brought up to date, with a migration that is really applied: in waves, again after
a failure, after a killed worker, and by several at once."""

import itertools
import threading
from collections import Counter
from io import StringIO

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections

from apps.accounts.models import AuditEvent
from apps.core.tenancy import platform_context
from apps.tenants.enums import MigrationState, RunState, Wave
from apps.tenants.errors import NothingToMigrate, WrongStatus
from apps.tenants.models import MigrationRun, SpareSchema, Studio
from apps.tenants.selectors.versions import current_version, is_sufficient
from apps.tenants.selectors.waves import progress_of, schema_state, stale_studios
from apps.tenants.services import schemas, waves
from apps.tenants.services.spares import build_schema
from apps.tenants.services.waves import (
    begin_run,
    pause_run,
    queue_silent_run,
    resume_run,
    retry_failed,
    run_slice,
    set_canary,
    start_run,
    work_on,
)
from tests import database
from tests.tenants.conftest import KilledWorker
from tests.tenants.releases import next_release

OTHERS = ["gita", "hana", "indra", "joko"]
COLUMN = """
SELECT table_schema FROM information_schema.columns
WHERE table_name = 'catalog_film' AND column_name = 'one_more' ORDER BY 1
"""
BY = "eko"


@pytest.fixture
def six(on_platform, monkeypatch):
    """Alpha, beta and four more, all up to date; nothing is queued."""
    monkeypatch.setattr(waves, "enqueue", lambda *args, **kwargs: None)
    for slug in OTHERS:
        build_schema(database.make_studio(slug, slug, slug.title(), f"{slug}.localhost"))
    set_canary(Studio.objects.get(slug="hana"), is_canary=True, by=BY)


@pytest.fixture
def release(six, tmp_path, settings):
    with next_release(tmp_path, settings):
        yield


def migrated():
    """The schemas that have the new column, without the template's."""
    with connection.cursor() as cursor:
        cursor.execute(COLUMN)
        return [row[0] for row in cursor.fetchall() if row[0] != "template_studio"]


def states(run):
    return dict(run.studios.values_list("studio__slug", "state"))


def break_(schema):
    """The migration will fail here: the column exists already."""
    execute(f"ALTER TABLE {schema}.catalog_film ADD COLUMN one_more integer")


def mend(schema):
    execute(f"ALTER TABLE {schema}.catalog_film DROP COLUMN one_more")


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.slow
def test_nothing_is_done_when_nothing_is_stale(six, django_assert_max_num_queries):
    # Two ask; the others set the search path, open the transaction and close it.
    with django_assert_max_num_queries(6):
        assert start_run(by=BY) is None
    with pytest.raises(NothingToMigrate):
        begin_run(by=BY)
    assert not MigrationRun.objects.exists()


@pytest.mark.slow
def test_canaries_come_first_then_a_tenth_then_the_rest(release):
    lines = []
    run = start_run(by=BY)
    waves_of = {
        wave: list(run.studios.filter(wave=wave).values_list("studio__slug", flat=True))
        for wave in Wave
    }
    assert waves_of[Wave.CANARY] == ["hana"]
    assert (len(waves_of[Wave.TENTH]), len(waves_of[Wave.REST])) == (1, 4)

    assert work_on(run.pk, tell=lines.append)

    run.refresh_from_db()
    assert (run.state, run.is_over) == (RunState.DONE, True)
    assert lines[0].startswith("hana:")
    assert [line.partition(":")[0] for line in lines[1:2]] == waves_of[Wave.TENTH]
    assert migrated() == sorted(["alpha", "beta", *OTHERS])
    assert not stale_studios().exists()
    assert SpareSchema.objects.get(is_template=True).version == current_version()
    assert (progress_of(run).percent, progress_of(run).failed) == (100, 0)
    assert AuditEvent.objects.filter(action="studios.migration_started").count() == 1
    took = [row.took for row in run.studios.all()]
    assert all(0 < one.total_seconds() < 30 for one in took)


@pytest.mark.slow
def test_a_failing_canary_stops_it_before_anybody_else_is_touched(release):
    break_("hana")
    run = start_run(by=BY)
    assert work_on(run.pk)

    run.refresh_from_db()
    assert run.state == RunState.STOPPED
    assert migrated() == ["hana"]  # the column that was in the way, nothing else
    assert Counter(states(run).values()) == {"failed": 1, "waiting": 5}
    assert "DuplicateColumn" in run.studios.get(studio__slug="hana").error or "already exists" in (
        run.studios.get(studio__slug="hana").error
    )
    assert work_on(run.pk)  # a late message changes nothing
    assert Counter(states(run).values()) == {"failed": 1, "waiting": 5}

    mend("hana")
    retry_failed(run, by=BY)
    assert work_on(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert set(states(run).values()) == {MigrationState.OK}


@pytest.mark.slow
def test_another_failure_holds_up_nobody(release):
    break_("joko")
    run = start_run(by=BY)
    work_on(run.pk)

    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert states(run) == {
        slug: "failed" if slug == "joko" else "ok" for slug in ["alpha", "beta", *OTHERS]
    }
    assert [studio.slug for studio in stale_studios()] == ["joko"]
    mend("joko")
    retry_failed(run, by=BY)
    work_on(run.pk)
    run.refresh_from_db()
    assert (run.state, states(run)["joko"]) == (RunState.DONE, MigrationState.OK)


@pytest.mark.slow
def test_a_killed_worker_leaves_what_the_next_one_finishes(release, monkeypatch):
    real, calls = waves.migrate_schema, []

    def dying(studio):
        calls.append(studio.slug)
        real(studio)
        if len(calls) == 3:
            raise KilledWorker

    monkeypatch.setattr(waves, "migrate_schema", lambda studio: dying(studio) or current_version())
    run = start_run(by=BY)
    with pytest.raises(KilledWorker):
        work_on(run.pk)
    assert Counter(states(run).values()) == {"ok": 2, "migrating": 1, "waiting": 3}

    assert work_on(run.pk)

    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert Counter(calls) == {**dict.fromkeys(states(run), 1), calls[2]: 2}
    assert run.studios.get(studio__slug=calls[2]).attempts == 2


@pytest.mark.slow
def test_a_studio_that_kills_every_worker_fails_instead_of_looping(release, monkeypatch):
    real = waves.migrate_schema

    def poisoned(studio):
        if studio.slug == "indra":
            raise KilledWorker
        return real(studio)

    monkeypatch.setattr(waves, "migrate_schema", poisoned)
    run, deaths = start_run(by=BY), 0
    for _worker in range(10):
        try:
            if work_on(run.pk):
                break
        except KilledWorker:
            deaths += 1

    run.refresh_from_db()
    assert (run.state, deaths) == (RunState.FAILED, 3)
    assert states(run) == {slug: "failed" if slug == "indra" else "ok" for slug in states(run)}


@pytest.mark.slow
def test_two_workers_share_the_studios(release, monkeypatch):
    real, calls, barrier = waves.migrate_schema, [], threading.Barrier(2)
    turns, both_at_work = itertools.count(1), threading.Barrier(2)

    def counted(studio):
        calls.append((studio.slug, threading.get_ident()))
        # A canary, a tenth, then the rest: there the first waits until the other has one too.
        if next(turns) in {3, 4}:
            both_at_work.wait(60)
        return real(studio)

    def worker():
        with platform_context():
            barrier.wait()
            work_on(run.pk)
        connections.close_all()

    monkeypatch.setattr(waves, "migrate_schema", counted)
    run = start_run(by=BY)
    threads = [threading.Thread(target=worker) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)

    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert Counter(slug for slug, _thread in calls) == dict.fromkeys(states(run), 1)
    assert len({thread for _slug, thread in calls}) == 2


@pytest.mark.slow
def test_a_table_in_use_is_waited_for_and_then_given_up(release, monkeypatch):
    monkeypatch.setattr(schemas, "LOCK_TIMEOUT", "80ms")
    monkeypatch.setattr(schemas, "PAUSES", (0.1,))
    run = start_run(by=BY)
    with psycopg.connect(**connection.get_connection_params()) as reader:
        reader.execute("SELECT * FROM beta.catalog_film")
        work_on(run.pk)

    run.refresh_from_db()
    assert run.state == RunState.FAILED
    assert {slug for slug, state in states(run).items() if state == "failed"} == {"beta"}
    assert "lock timeout" in run.studios.get(studio__slug="beta").error
    execute("SELECT 1")
    with connection.cursor() as cursor:  # the connection is as patient as before
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)


@pytest.mark.slow
def test_a_pause_takes_effect_with_the_next_studio(release):
    run = start_run(by=BY)

    def pausing(line):
        pause_run(MigrationRun.objects.get(pk=run.pk), by=BY)

    assert work_on(run.pk, tell=pausing)
    run.refresh_from_db()
    assert run.state == RunState.PAUSED
    assert Counter(states(run).values()) == {"ok": 1, "waiting": 5}
    with pytest.raises(WrongStatus):
        pause_run(run, by=BY)
    with pytest.raises(CommandError, match="paused"):
        call_command("migrate_studios", stdout=StringIO())

    resume_run(run, by=BY)
    assert work_on(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.DONE


@pytest.mark.slow
def test_workers_take_slices_so_that_openings_are_not_held_up(release, monkeypatch):
    queued = []
    monkeypatch.setattr(waves, "enqueue", lambda name, **kwargs: queued.append(name))
    monkeypatch.setattr(waves, "SLICE_SECONDS", 0.01)
    run = begin_run(by=BY)
    for _message in range(20):
        run_slice(run.pk)

    run.refresh_from_db()
    assert run.state == RunState.DONE
    assert len(queued) == 7


@pytest.mark.slow
def test_code_of_another_release_leaves_the_run_alone_or_replaces_it(
    six, tmp_path, settings, monkeypatch
):
    with next_release(tmp_path, settings):
        run = start_run(by=BY)
        target = current_version()
    assert current_version() != target
    assert work_on(run.pk)  # the release before has nothing to do with it
    assert set(states(run).values()) == {MigrationState.WAITING}
    assert migrated() == []

    MigrationRun.objects.filter(pk=run.pk).update(target="0000000000000000")
    with next_release(tmp_path, settings):
        newer = start_run(by=BY)
        assert newer.pk != run.pk
        assert start_run(by=BY).pk == newer.pk
    run.refresh_from_db()
    assert run.state == RunState.REPLACED


@pytest.mark.slow
def test_the_release_before_serves_what_the_next_one_has_migrated(six, tmp_path, settings):
    with next_release(tmp_path, settings):
        work_on(start_run(by=BY).pk)
        version = Studio.objects.get(slug="alpha").schema_version
    assert version != current_version()
    assert is_sufficient(version)
    assert start_run(by=BY) is None


@pytest.mark.slow
def test_the_command_of_the_release(release, settings):
    settings.STUDIO_SCHEMA_POOL = 1
    output, errors = StringIO(), StringIO()
    break_("hana")
    with pytest.raises(CommandError, match="a canary failed"):
        call_command("migrate_studios", stdout=output, stderr=errors)
    assert "Migrating 6 studios" in output.getvalue()
    assert errors.getvalue().startswith("hana: ")

    mend("hana")
    call_command("migrate_studios", stdout=output)
    assert "6 studios are up to date." in output.getvalue()
    assert "Ready-made schemas: 1 new." in output.getvalue()
    again = StringIO()
    call_command("migrate_studios", stdout=again)
    assert again.getvalue() == "All studios are up to date.\n"
    assert (schema_state().ready, schema_state().stale) == (1, 0)


@pytest.mark.slow
def test_a_silent_run_is_queued_again(release, monkeypatch):
    queued = []
    monkeypatch.setattr(waves, "enqueue", lambda name, **kwargs: queued.append(name))
    run = start_run(by=BY)
    assert not queue_silent_run()
    MigrationRun.objects.filter(pk=run.pk).update(seen_at="2026-01-01T00:00:00Z")
    assert queue_silent_run()
    assert queued == [waves.TASK]
