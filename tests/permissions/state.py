"""Has anything been written? Asked of the database itself, so that no table can be forgotten."""

from django.db import connection

# Who is signed in where changes with every visit.
VOLATILE = ["django_session", "usersessions_usersession"]
TABLES = """
select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname = any(%s) and not c.relname = any(%s)
"""
WRITTEN = """
select coalesce(sum(
    pg_stat_get_xact_tuples_inserted(oid)
    + pg_stat_get_xact_tuples_updated(oid)
    + pg_stat_get_xact_tuples_deleted(oid)
), 0) from unnest(%s::oid[]) oid
"""


def tables(*schemas: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [list(schemas), VOLATILE])
        return [oid for (oid,) in cursor]


def rows_written(oids: list[int]) -> int:
    """How many rows the current transaction has added, changed and deleted so far.

    What a savepoint has taken back still counts: it was tried.
    """
    with connection.cursor() as cursor:
        cursor.execute(WRITTEN, [oids])
        return int(cursor.fetchone()[0])
