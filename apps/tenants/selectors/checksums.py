"""What a schema holds, in figures that two copies can be compared by."""

from django.db import connection
from psycopg import sql

from apps.tenants.domain.dumps import TableSum

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = %s ORDER BY 1"
SEQUENCES = "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = %s ORDER BY 1"
# A digest of digests: 32 bytes a row in memory, however wide the rows are.
SUM = """
SELECT count(*), md5(coalesce(string_agg(digest, '' ORDER BY digest), ''))
FROM (SELECT md5(t::text) AS digest FROM {} t) digests
"""


def table_names(schema: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES, [schema])
        return [name for (name,) in cursor.fetchall()]


def table_sums(schema: str) -> dict[str, TableSum]:
    """Rows and digest of every table of the schema. Reads all of it."""
    sums = {}
    with connection.cursor() as cursor:
        for name in table_names(schema):
            cursor.execute(sql.SQL(SUM).format(sql.Identifier(schema, name)))
            sums[name] = TableSum(*cursor.fetchone())
    return sums


def sequence_values(schema: str) -> dict[str, int | None]:
    """Where each sequence stands; None for one that was never used."""
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCES, [schema])
        return dict(cursor.fetchall())
