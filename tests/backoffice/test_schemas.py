"""Migrations of all studios and ready-made schemas, watched and steered from the back-office."""

import pytest

from apps.accounts.models import AuditEvent
from apps.core.ids import uuid7
from apps.core.tenancy import platform_context
from apps.tenants.enums import MigrationState, RunState, Wave
from apps.tenants.models import MigrationRun, SpareSchema, Studio, StudioMigration
from apps.tenants.selectors.versions import current_version
from apps.tenants.services import waves

RUNS, ROWS, SPARES = (
    f"/admin/tenants/{name}/" for name in ("migrationrun", "studiomigration", "spareschema")
)
TABLES = [RUNS, ROWS, SPARES]


@pytest.fixture
def queued(monkeypatch):
    asked = []
    monkeypatch.setattr(waves, "enqueue", lambda name, **kwargs: asked.append(kwargs["run_pk"]))
    return asked


@pytest.fixture
def stale(alpha, beta):
    with platform_context():
        Studio.objects.filter(slug__in=["alpha", "beta"]).update(schema_version="0123456789abcdef")


@pytest.fixture
def run(alpha, beta, queued):
    with platform_context():
        run = MigrationRun.objects.create(target=current_version(), started_by="release")
        for studio, wave in ((alpha, Wave.CANARY), (beta, Wave.REST)):
            StudioMigration.objects.create(run=run, studio=studio, wave=wave)
        return run


def fail(run, studio, *, state):
    with platform_context():
        run.studios.filter(studio=studio).update(
            state=MigrationState.FAILED, error="DataError: <b>bad</b>", attempts=1
        )
        MigrationRun.objects.filter(pk=run.pk).update(state=state)


def done():
    """What the platform's log says besides who signed in."""
    events = AuditEvent.objects.filter(action__startswith="studio").order_by("pk")
    return list(events.values_list("action", flat=True))


def press(client, run, button):
    return client.post(f"{RUNS}{run.pk}/{button}/")


def state_of(run):
    with platform_context():
        return MigrationRun.objects.get(pk=run.pk).state


@pytest.mark.parametrize("path", TABLES)
def test_staff_alone_sees_them(as_eko, as_sari, client_for, office, run, path):
    assert as_eko.get(path).status_code == 200
    assert as_eko.get(f"{path}export/").status_code == 200
    assert as_sari.get(path).status_code == 403
    assert as_sari.get(f"{path}export/").status_code == 403
    assert client_for(None, office.fajar).get(path).status_code == 403
    assert path in as_eko.get("/admin/").content.decode()
    assert path not in as_sari.get("/admin/").content.decode()


@pytest.mark.parametrize("button", ["pause", "resume", "retry"])
def test_support_changes_nothing(as_sari, run, button, queued):
    assert press(as_sari, run, button).status_code == 403
    assert as_sari.get(f"{RUNS}{run.pk}/live/").status_code == 403
    assert as_sari.post(f"{RUNS}start/").status_code == 403
    assert state_of(run) == RunState.RUNNING
    assert queued == []


@pytest.mark.parametrize("path", TABLES)
def test_nothing_is_edited_in_a_form(as_eko, run, path):
    for page in ("add/", f"{run.pk}/delete/", f"{uuid7()}/change/"):
        assert as_eko.post(path + page, {"post": "yes"}).status_code in {302, 403}
    assert state_of(run) == RunState.RUNNING


def test_the_top_of_the_list_says_how_things_stand(as_eko, stale):
    with platform_context():
        SpareSchema.objects.create(schema_name="pool_1", version=current_version())
        SpareSchema.objects.create(schema_name="pool_2", version="0123456789abcdef")
    page = as_eko.get(RUNS).content.decode()

    assert "2 wait for an update" in page
    assert current_version() in page
    spares = as_eko.get(SPARES).content.decode()
    assert "Template of all new schemas" in spares
    assert spares.count("Waits for a studio") == 2


def test_a_run_is_started_and_handed_to_a_worker(as_eko, stale, queued):
    assert b"It stops when a canary fails" in as_eko.get(f"{RUNS}start/").content
    response = as_eko.post(f"{RUNS}start/")

    with platform_context():
        run = MigrationRun.objects.get()
        assert queued == [str(run.pk)]
        assert response.url == f"{RUNS}{run.pk}/change/"
        assert (run.state, run.studios.count()) == (RunState.RUNNING, 2)
        assert done() == ["studios.migration_started"]


def test_there_is_nothing_to_start_when_all_are_up_to_date(as_eko, alpha, queued):
    response = as_eko.post(f"{RUNS}start/")

    assert "All studios are up to date." in response.content.decode()
    with platform_context():
        assert not MigrationRun.objects.exists()
    assert queued == []


def test_pause_and_go_on(as_eko, run, queued):
    press(as_eko, run, "pause")
    assert state_of(run) == RunState.PAUSED
    assert queued == []
    assert press(as_eko, run, "pause").status_code == 422

    press(as_eko, run, "resume")
    assert state_of(run) == RunState.RUNNING
    assert queued == [str(run.pk)]


def test_failures_are_shown_with_their_errors_and_retried(as_eko, run, alpha, queued):
    fail(run, alpha, state=RunState.STOPPED)
    page = as_eko.get(f"{RUNS}{run.pk}/change/").content.decode()
    assert "DataError: &lt;b&gt;bad&lt;/b&gt;" in page
    assert "Alpha Pictures" in page
    assert "1 of 1" in page
    assert f"{ROWS}?run__id__exact={run.pk}" in page
    assert as_eko.get(f"{ROWS}?run__id__exact={run.pk}&state__exact=failed").status_code == 200

    press(as_eko, run, "retry")

    assert state_of(run) == RunState.RUNNING
    with platform_context():
        row = run.studios.get(studio=alpha)
    assert (row.state, row.attempts, row.error) == (MigrationState.WAITING, 0, "")
    assert queued == [str(run.pk)]


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        (RunState.RUNNING, {"pause"}),
        (RunState.PAUSED, {"resume"}),
        (RunState.STOPPED, {"retry"}),
        (RunState.FAILED, {"retry"}),
        (RunState.DONE, set()),
        (RunState.REPLACED, set()),
    ],
)
def test_only_buttons_that_do_something_are_there(as_eko, run, state, offered):
    with platform_context():
        MigrationRun.objects.filter(pk=run.pk).update(state=state)
    page = as_eko.get(f"{RUNS}{run.pk}/change/").content.decode()
    shown = {name for name in ("pause", "resume", "retry") if f"/{run.pk}/{name}/" in page}
    assert shown == offered


def test_progress_is_live_until_the_run_is_over(as_eko, run):
    response = as_eko.get(f"{RUNS}{run.pk}/live/")
    assert "0 of 2 studios" in response.content.decode()
    assert 'hx-trigger="every 1s"' in response.content.decode()
    assert "HX-Refresh" not in response.headers

    with platform_context():
        MigrationRun.objects.filter(pk=run.pk).update(state=RunState.DONE)
    over = as_eko.get(f"{RUNS}{run.pk}/live/")
    assert over.headers["HX-Refresh"] == "true"
    assert "hx-trigger" not in over.content.decode()


def test_a_studio_becomes_a_canary_and_no_longer(as_eko, alpha):
    page = f"/admin/tenants/studio/{alpha.pk}/"
    assert "/end_canary/" not in as_eko.get(f"{page}change/").content.decode()
    as_eko.post(f"{page}make_canary/")
    alpha.refresh_from_db()
    assert alpha.is_canary
    assert "/make_canary/" not in as_eko.get(f"{page}change/").content.decode()

    as_eko.post(f"{page}end_canary/")
    alpha.refresh_from_db()
    assert not alpha.is_canary
    with platform_context():
        assert done() == ["studio.made_canary", "studio.no_longer_canary"]


def test_the_lists_cost_the_same_with_more_rows(
    as_eko, run, alpha, beta, django_assert_max_num_queries
):
    for path in TABLES:
        with django_assert_max_num_queries(32):
            as_eko.get(path)
