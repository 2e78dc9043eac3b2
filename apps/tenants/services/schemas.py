"""PostgreSQL schemas of studios: made, brought up to date, dropped."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from uuid import UUID

from django.core.management import call_command
from django.db import connection
from psycopg import sql

from apps.core.tenancy import PUBLIC_SCHEMA

# Two arguments of pg_advisory_lock: ours, and which schema (0: catalogue changes of any).
LOCK_SPACE = 7_204_001
ANY_SCHEMA = 0


@contextmanager
def sole_worker_on(studio_pk: UUID) -> Iterator[bool]:
    """True for the one process that works on this studio, False for any other meanwhile.

    PostgreSQL drops the lock with the connection, so a killed worker never leaves one behind.
    """
    key = studio_pk.int & 0x7FFF_FFFF
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_SPACE, key])
        (mine,) = cursor.fetchone()
    try:
        yield mine
    finally:
        if mine:
            _unlock(key)


def create_schema(name: str) -> None:
    """Make the empty schema unless it is there already."""
    _execute(sql.SQL("CREATE SCHEMA IF NOT EXISTS {}"), name)


def migrate_schema(name: str) -> None:
    """Bring the schema's tables up to date; continues where an interrupted run stopped.

    One schema at a time over all workers: parallel catalogue changes deadlock on shared tables.
    """
    with _one_at_a_time():
        call_command(
            "migrate_schemas", schema_name=name, interactive=False, verbosity=0, stdout=StringIO()
        )


def drop_schema(name: str) -> None:
    """Erase the schema and everything in it. Never the platform's; nothing if it is gone."""
    if name == PUBLIC_SCHEMA:
        raise ValueError("The platform's schema is never dropped.")
    _execute(sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE"), name)


def schema_exists(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [name])
        return cursor.fetchone() is not None


def _execute(statement: sql.SQL, schema: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(sql.Identifier(schema)))


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_SPACE, ANY_SCHEMA])
    try:
        yield
    finally:
        _unlock(ANY_SCHEMA)


def _unlock(key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK_SPACE, key])
