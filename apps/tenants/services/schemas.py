"""PostgreSQL schemas of studios: made, brought up to date, dropped."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from uuid import UUID

import psycopg
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

    PostgreSQL drops the lock with its session, so a killed worker never leaves one behind.
    """
    key = studio_pk.int & 0x7FFF_FFFF
    with _lock_session() as session:
        row = session.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK_SPACE, key]).fetchone()
        try:
            yield bool(row and row[0])
        finally:
            # Closing the session frees the lock too, but only once the server has noticed.
            session.execute("SELECT pg_advisory_unlock_all()")


@contextmanager
def _lock_session() -> Iterator[psycopg.Connection]:
    """A session of its own: Django's goes back to the pool during migrations, lock and all."""
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as session:
        yield session


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
    with _lock_session() as session:
        session.execute("SELECT pg_advisory_lock(%s, %s)", [LOCK_SPACE, ANY_SCHEMA])
        yield
