"""Bringing the schemas of all studios up to date: canaries, then a tenth, then the rest.

What is written down is enough to go on from: a worker may be killed anywhere, several may work at
once, and a studio that is up to date costs nothing.
"""

import logging
import time
from collections.abc import Callable
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.services import audit
from apps.core.queue import enqueue
from apps.core.tenancy import platform_context
from apps.tenants.enums import MigrationState, RunState, Wave
from apps.tenants.errors import NothingToMigrate, WrongStatus
from apps.tenants.models import MigrationRun, Studio, StudioMigration
from apps.tenants.selectors.versions import current_version
from apps.tenants.selectors.waves import stale_studios, unfinished_run
from apps.tenants.services.lifecycle import forget_studio_hosts
from apps.tenants.services.schemas import LOCK_SPACE, Locks, locks, migrate_schema
from apps.tenants.services.spares import ensure_template, mark_version

TASK = "tenants.migrate_stale_studios"
STARTING = -3
TENTH = 10
CANDIDATES = 10
MOST_ATTEMPTS = 3
LONGEST_ERROR = 2000
# A worker of the queue comes back to the queue so often, so that openings are not held up.
SLICE_SECONDS = 5.0
SECONDS_BETWEEN_LOOKS = 0.2
# A worker reports with every studio; one that has been silent for longer is dead, or has a long one.
SILENCE_SECONDS = 30
By = User | str
Tell = Callable[[str], None]
logger = logging.getLogger(__name__)


def start_run(*, by: By) -> MigrationRun | None:
    """The run that brings every stale studio up to date; None when there is none: 2 queries.

    One that is unfinished is gone on with, unless it was for another version of the code: it is
    replaced then. Work on it with ``work_on``, or let a worker do it: ``queue_run``.
    """
    with platform_context(), transaction.atomic():
        if not stale_studios().exists():
            return None
        _one_starts_at_a_time()
        run = unfinished_run()
        if run is not None and run.target != current_version():
            MigrationRun.objects.filter(pk=run.pk).update(
                state=RunState.REPLACED, ended_at=timezone.now()
            )
            run = None
        if run is None:
            run = MigrationRun.objects.create(target=current_version(), started_by=str(by))
            audit.record("studios.migration_started", by=by, target=run)
        _add_studios(run)
        return run


def _one_starts_at_a_time() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK_SPACE, STARTING])


def _add_studios(run: MigrationRun) -> None:
    """Deal out those that the run does not have yet; the oldest goes first if nobody is a canary."""
    known = run.studios.values("studio")
    studios = list(stale_studios().exclude(pk__in=known).order_by("created_at"))
    canaries = [studio for studio in studios if studio.is_canary]
    if not canaries and not run.studios.filter(wave=Wave.CANARY).exists():
        canaries = studios[:1]
    others = [studio for studio in studios if studio not in canaries]
    tenth = -(-len(others) // TENTH)
    waves = {Wave.CANARY: canaries, Wave.TENTH: others[:tenth], Wave.REST: others[tenth:]}
    StudioMigration.objects.bulk_create(
        StudioMigration(run=run, studio=studio, wave=wave, from_version=studio.schema_version)
        for wave, members in waves.items()
        for studio in members
    )


def begin_run(*, by: By) -> MigrationRun:
    """Start a run, or go on with the unfinished one, in a worker. Raises NothingToMigrate."""
    with platform_context(), transaction.atomic():
        run = start_run(by=by)
        if run is None:
            raise NothingToMigrate
        queue_run(run)
        return run


def queue_run(run: MigrationRun) -> None:
    """Let a worker go on with the run, unless one is about to."""
    enqueue(TASK, run_pk=str(run.pk), dedupe_key=str(run.pk))


def pause_run(run: MigrationRun, *, by: By) -> None:
    """The studio at hand is finished, the next one is not begun. Raises WrongStatus."""
    with platform_context(), transaction.atomic():
        _change(run, [RunState.RUNNING], RunState.PAUSED)
        audit.record("studios.migration_paused", by=by, target=run)


def resume_run(run: MigrationRun, *, by: By) -> None:
    """Go on after a pause. Raises WrongStatus."""
    with platform_context(), transaction.atomic():
        _change(run, [RunState.PAUSED], RunState.RUNNING)
        audit.record("studios.migration_resumed", by=by, target=run)
        queue_run(run)


def retry_failed(run: MigrationRun, *, by: By) -> None:
    """Let the failed studios try again, canaries first. Raises WrongStatus."""
    with platform_context(), transaction.atomic():
        _one_starts_at_a_time()
        if unfinished_run() not in {None, run}:
            raise WrongStatus
        _change(run, [RunState.STOPPED, RunState.FAILED], RunState.RUNNING)
        run.studios.filter(state=MigrationState.FAILED).update(
            state=MigrationState.WAITING, attempts=0, error="", ended_at=None
        )
        audit.record("studios.migration_retried", by=by, target=run)
        queue_run(run)


def _change(run: MigrationRun, before: list[RunState], after: RunState) -> None:
    fields = {"state": after, "ended_at": None, "error": "", "seen_at": timezone.now()}
    if not MigrationRun.objects.filter(pk=run.pk, state__in=before).update(**fields):
        raise WrongStatus
    run.refresh_from_db()


def set_canary(studio: Studio, *, is_canary: bool, by: By) -> None:
    """Canary studios are migrated before all others, and stop the run when they fail."""
    with platform_context(), transaction.atomic():
        Studio.objects.filter(pk=studio.pk).update(is_canary=is_canary)
        studio.is_canary = is_canary
        action = "studio.made_canary" if is_canary else "studio.no_longer_canary"
        audit.record(action, by=by, target=studio)


def queue_silent_run() -> bool:
    """Queue the run again whose worker has fallen silent; False if there is none."""
    with platform_context():
        run = unfinished_run()
        if run is None or run.state != RunState.RUNNING:
            return False
        silent = (timezone.now() - run.seen_at).total_seconds() > SILENCE_SECONDS
        if silent:
            queue_run(run)
        return silent


def run_slice(run_pk: UUID) -> None:
    """A few seconds of the run, then back to the queue with what is left."""
    if not work_on(run_pk, seconds=SLICE_SECONDS):
        with platform_context():
            enqueue(TASK, run_pk=str(run_pk))


def work_on(run_pk: UUID, *, seconds: float | None = None, tell: Tell = lambda line: None) -> bool:
    """Migrate studio by studio; False when ``seconds`` are over before the run is.

    Code of another version leaves the run alone: it does not have the migrations.
    """
    with platform_context():
        run = MigrationRun.objects.get(pk=run_pk)
        if not (_is_ours(run) and _prepare(run)):
            return True
        with locks() as session:
            deadline = time.monotonic() + seconds if seconds else float("inf")
            while _is_ours(run) and time.monotonic() < deadline:
                if not _work_on_next(run, session, tell):
                    time.sleep(SECONDS_BETWEEN_LOOKS)
                run.refresh_from_db()
        return not _is_ours(run)


def _is_ours(run: MigrationRun) -> bool:
    return run.state == RunState.RUNNING and run.target == current_version()


def _prepare(run: MigrationRun) -> bool:
    """The template comes before any studio: a migration that fails on it fails on all of them."""
    try:
        ensure_template()
    except Exception as error:
        logger.exception("The template cannot be migrated.")
        _end(run, RunState.STOPPED, error=_first_words(error))
        return False
    return True


def _work_on_next(run: MigrationRun, session: Locks, tell: Tell) -> bool:
    """Migrate one studio, or end the run; False when other workers have all that is left."""
    left = run.studios.filter(state__in=MigrationState.unfinished())
    first = left.order_by("wave").values_list("wave", flat=True).first()
    if _canary_has_failed(run) and first is not None:
        _end(run, RunState.STOPPED)
    elif first is None:
        _end(run, _outcome(run))
    else:
        # Those that wait come before those that some worker is at, or died on.
        candidates = left.filter(wave=first).order_by("-state", "pk")[:CANDIDATES]
        return any(_claim(row, session, tell) for row in candidates)
    return True


def _canary_has_failed(run: MigrationRun) -> bool:
    return run.studios.filter(wave=Wave.CANARY, state=MigrationState.FAILED).exists()


def _outcome(run: MigrationRun) -> RunState:
    failed = run.studios.filter(state=MigrationState.FAILED).exists()
    return RunState.FAILED if failed else RunState.DONE


def _end(run: MigrationRun, state: RunState, *, error: str = "") -> None:
    """Of several workers one ends it, and none a run that somebody has paused meanwhile."""
    MigrationRun.objects.filter(pk=run.pk, state=RunState.RUNNING).update(
        state=state, error=error, ended_at=timezone.now()
    )


def _claim(row: StudioMigration, session: Locks, tell: Tell) -> bool:
    """True when this worker dealt with the studio. Its lock is free again if a worker died on it."""
    with session.sole_worker_on(row.studio_id) as mine:
        now = timezone.now()
        if not mine or not StudioMigration.objects.filter(
            pk=row.pk, state__in=MigrationState.unfinished()
        ).update(state=MigrationState.MIGRATING, attempts=F("attempts") + 1, started_at=now):
            return False
        MigrationRun.objects.filter(pk=row.run_id).update(seen_at=now)
        row.refresh_from_db()
        _migrate(row)
        tell(f"{row.studio.slug}: {row.get_state_display()}")
    return True


def _migrate(row: StudioMigration) -> None:
    try:
        _refuse_a_killer(row)
        mark_version(row.studio, migrate_schema(row.studio))
    except Exception as error:
        logger.exception("Studio %s could not be migrated.", row.studio.slug)
        row.state, row.error = MigrationState.FAILED, _first_words(error)
    else:
        row.state, row.error = MigrationState.OK, ""
        forget_studio_hosts(row.studio)
    row.ended_at = timezone.now()
    row.save(update_fields=["state", "error", "ended_at"])


def _refuse_a_killer(row: StudioMigration) -> None:
    """Attempts are counted before the work, so one that killed its worker counts too."""
    if row.attempts > MOST_ATTEMPTS:
        raise RuntimeError(f"Workers died on it {MOST_ATTEMPTS} times.")


def _first_words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
