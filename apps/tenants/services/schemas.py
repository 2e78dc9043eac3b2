"""PostgreSQL schemas of studios: made, brought up to date, renamed, dropped.

Only the owner of the database can do it: the release, and the worker of the queue ``schemas``.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from psycopg import sql
from psycopg.errors import DeadlockDetected, LockNotAvailable

from apps.core.tenancy import PUBLIC_SCHEMA, StudioLike, StudioRef, platform_context, studio_context
from apps.tenants.domain.versions import version_of
from apps.tenants.models import SchemaVersion
from apps.tenants.selectors.versions import applied_migrations

# Two arguments of pg_advisory_lock: ours, and which studio or which of the works below.
LOCK_SPACE = 7_204_001
POOL, TEMPLATE = -1, -2
# A migration that waits for a table makes everybody behind it wait too: give up soon, come again.
LOCK_TIMEOUT = "2s"
PAUSES = (0.5, 1.0, 2.0, 4.0)
_states: dict[frozenset[tuple[str, str]], ProjectState] = {}
logger = logging.getLogger(__name__)


class Locks:
    """A session of its own that holds one lock at a time.

    PostgreSQL drops the lock with its session, so a killed worker never leaves one behind.
    """

    def __init__(self, session: psycopg.Connection) -> None:
        self._session = session

    @contextmanager
    def sole_worker_on(self, studio_pk: UUID) -> Iterator[bool]:
        """True for the one process that works on this studio, False for any other meanwhile."""
        with self.held(studio_pk.int & 0x7FFF_FFFF) as mine:
            yield mine

    @contextmanager
    def held(self, key: int) -> Iterator[bool]:
        ask = "SELECT pg_try_advisory_lock(%s, %s)"
        row = self._session.execute(ask, [LOCK_SPACE, key]).fetchone()
        try:
            yield bool(row and row[0])
        finally:
            # Closing the session frees the lock too, but only once the server has noticed.
            self._session.execute("SELECT pg_advisory_unlock_all()")


@contextmanager
def locks() -> Iterator[Locks]:
    """For work on one studio after the other."""
    with _lock_session() as session:
        yield Locks(session)


@contextmanager
def sole_worker_on(studio_pk: UUID) -> Iterator[bool]:
    """True for the one process that works on this studio, False for any other meanwhile."""
    with locks() as session, session.sole_worker_on(studio_pk) as mine:
        yield mine


@contextmanager
def sole_worker_on_pool() -> Iterator[bool]:
    """True for the one process that makes and clears away schemas that no studio has."""
    with locks() as session, session.held(POOL) as mine:
        yield mine


@contextmanager
def template_locked() -> Iterator[None]:
    """Nobody copies the template, or changes it, while the body runs."""
    with _lock_session() as session:
        session.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_SPACE, TEMPLATE])
        try:
            yield
        finally:
            session.execute("SELECT pg_advisory_unlock_all()")


def keep_template_still() -> None:
    """Wait until nobody changes the template, and keep it so until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s, %s)", [LOCK_SPACE, TEMPLATE])


@contextmanager
def _lock_session() -> Iterator[psycopg.Connection]:
    """A session of its own: Django's goes back to the pool in between, lock and all."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as session:
        yield session


def schema_ref(name: str) -> StudioRef:
    """To enter a schema that belongs to no studio yet."""
    return StudioRef(pk=None, schema_name=name, slug="")


def create_schema(name: str) -> None:
    """Make the empty schema. Raises ProgrammingError when there is one of this name."""
    _execute(sql.SQL("CREATE SCHEMA {}"), name)


def rename_schema(name: str, new_name: str) -> None:
    """Everything in the schema stays as it is. Raises ProgrammingError unless it exists."""
    _execute(sql.SQL("ALTER SCHEMA {} RENAME TO {}"), name, new_name)


def drop_schema(name: str) -> None:
    """Erase the schema and everything in it. Never the platform's; nothing if it is gone."""
    if name == PUBLIC_SCHEMA:
        raise ValueError("The platform's schema is never dropped.")
    _execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE"), name)


def schema_exists(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [name])
        return cursor.fetchone() is not None


def _execute(statement: sql.SQL, *schemas: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(*map(sql.Identifier, schemas)))


def migrate_schema(studio: StudioLike) -> str:
    """Apply what this code's migrations add to the schema; returns the version it is in then.

    Every migration is a transaction of its own, so an interrupted run is continued by the next. A
    table that is in use is waited for briefly, five times. Raises LookupError for a schema that
    does not exist (the tables would land in public), and what the migration raised.
    """
    if not schema_exists(studio.schema_name):
        raise LookupError(f"There is no schema {studio.schema_name}.")
    for pause in PAUSES:
        try:
            _migrate(studio)
            break
        except OperationalError as error:
            if not isinstance(error.__cause__, LockNotAvailable | DeadlockDetected):
                raise
            logger.info("A table of %s is in use, again in %s s.", studio.schema_name, pause)
            time.sleep(pause)
    else:
        _migrate(studio)
    return record_version(studio.schema_name)


def _migrate(studio: StudioLike) -> None:
    with studio_context(studio), _patience():
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
        if plan:
            executor.loader.check_consistent_history(connection)
            executor.migrate(None, plan=plan, state=_state_before(executor))


def _state_before(executor: MigrationExecutor) -> ProjectState:
    """The models as they are before the plan. Working them out takes longer than most migrations,
    and one studio after the other starts from the same."""
    applied = frozenset(executor.loader.applied_migrations)
    if applied not in _states:
        state = _state_of(executor, applied)
        _ = state.apps
        _states.clear()
        _states[applied] = state
    return _states[applied].clone()


def _state_of(executor: MigrationExecutor, applied: frozenset[tuple[str, str]]) -> ProjectState:
    """As the executor itself does it."""
    loader = executor.loader
    state = ProjectState(real_apps=loader.unmigrated_apps)
    in_order = executor.migration_plan(loader.graph.leaf_nodes(), clean_start=True)
    for migration, _backwards in in_order:
        if (migration.app_label, migration.name) in applied:
            migration.mutate_state(state, preserve=False)
    return state


@contextmanager
def _patience() -> Iterator[None]:
    """How long this connection waits for locks and for one statement; as before afterwards."""
    limits = {
        "lock_timeout": LOCK_TIMEOUT,
        "statement_timeout": f"{settings.STUDIO_MIGRATION_STATEMENT_SECONDS}s",
    }
    with connection.cursor() as cursor:
        for name, value in limits.items():
            cursor.execute("SELECT set_config(%s, %s, false)", [name, value])
    try:
        yield
    finally:
        _forget(limits)


def _forget(names: dict[str, str]) -> None:
    """A connection that cannot be put right must not go back to the pool."""
    try:
        with connection.cursor() as cursor:
            for name in names:
                cursor.execute(sql.SQL("RESET {}").format(sql.Identifier(name)))
    except DatabaseError:
        connection.close()


def record_version(schema: str) -> str:
    """The version that the schema itself says it is in, made known to code of any age."""
    with platform_context():
        applied = applied_migrations(schema)
        version = version_of(applied)
        SchemaVersion.objects.get_or_create(version=version, defaults={"migrations": applied})
    return version
