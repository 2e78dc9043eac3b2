"""A schema with everything in it, made as a copy of another one.

PostgreSQL itself describes the source (``LIKE``, ``pg_get_indexdef`` and its sisters) while the
source alone is on the search path, so names of its own objects come out bare and all others
qualified. The same text, run with the new schema on the search path, builds the new one: no name
is replaced in any text. Unlike django-tenants' ``clone_schema`` nothing shared is touched, so any
number of copies may be made at once.
"""

from typing import Any

from django.db import connection, transaction
from psycopg import sql

from apps.core.tripwire import lifted

# What the copy would leave out. Better no copy than one that lacks something.
FOREIGN_BODIES = """
SELECT relname FROM pg_class
WHERE relnamespace = %(schema)s::regnamespace
  AND (relkind NOT IN ('r', 'i', 'S') OR relpersistence <> 'p' OR relkind = 'r' AND reloptions IS NOT NULL
       OR relrowsecurity OR relispartition OR relhassubclass OR relhasrules)
UNION ALL
SELECT relname FROM pg_class
WHERE relnamespace = %(schema)s::regnamespace AND relkind = 'S' AND NOT EXISTS (
    SELECT FROM pg_depend
    WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'i')
UNION ALL
SELECT typname FROM pg_type
WHERE typnamespace = %(schema)s::regnamespace AND typrelid = 0 AND typelem = 0
UNION ALL
SELECT conname FROM pg_constraint
WHERE connamespace = %(schema)s::regnamespace AND NOT convalidated
UNION ALL
SELECT tgname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = %(schema)s::regnamespace AND NOT tgisinternal AND tgenabled <> 'O'
UNION ALL
SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
WHERE relnamespace = %(schema)s::regnamespace
  AND (indisclustered OR indisreplident OR NOT indisvalid)
UNION ALL
SELECT classid::regclass::text FROM pg_depend
WHERE refclassid = 'pg_namespace'::regclass AND refobjid = %(schema)s::regnamespace
  AND classid NOT IN ('pg_class'::regclass, 'pg_type'::regclass)
"""

# Rows go in before keys and triggers: nothing fires, nothing is checked twice.
DESCRIPTION = """
WITH tables AS (
    SELECT oid, relname FROM pg_class
    WHERE relnamespace = %(schema)s::regnamespace AND relkind = 'r'
), statements AS (
    SELECT 1 AS step, relname AS place, format(
        'CREATE TABLE %%I (LIKE %%I.%%I INCLUDING ALL EXCLUDING INDEXES EXCLUDING IDENTITY)',
        relname, %(schema)s, relname) AS statement
    FROM tables
    UNION ALL
    SELECT 2, relname, format('INSERT INTO %%I (%%s) SELECT %%2$s FROM %%I.%%1$I', relname,
        string_agg(quote_ident(attname), ', ' ORDER BY attnum), %(schema)s)
    FROM tables JOIN pg_attribute ON attrelid = tables.oid
    WHERE attnum > 0 AND NOT attisdropped AND attgenerated = ''
    GROUP BY relname
    UNION ALL
    SELECT 3, relname, format(
        'ALTER TABLE %%I ALTER %%I ADD GENERATED %%s AS IDENTITY (SEQUENCE NAME %%I START %%s '
        'INCREMENT %%s MINVALUE %%s MAXVALUE %%s CACHE %%s %%s); '
        'SELECT setval(%%12$L, last_value, is_called) FROM %%11$I.%%4$I',
        relname, attname, CASE attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END,
        sequence.relname_, seqstart, seqincrement, seqmin, seqmax, seqcache,
        CASE WHEN seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END, %(schema)s,
        quote_ident(sequence.relname_))
    FROM tables
    JOIN pg_attribute ON attrelid = tables.oid AND attidentity <> ''
    JOIN pg_depend ON refobjid = tables.oid AND refobjsubid = attnum AND deptype = 'i'
        AND classid = 'pg_class'::regclass AND refclassid = 'pg_class'::regclass
    JOIN (SELECT oid, relname AS relname_ FROM pg_class WHERE relkind = 'S') AS sequence
        ON sequence.oid = pg_depend.objid
    JOIN pg_sequence ON seqrelid = sequence.oid
    UNION ALL
    SELECT CASE contype WHEN 'f' THEN 6 ELSE 4 END, conname,
        format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', relname, conname,
               pg_get_constraintdef(pg_constraint.oid, true))
    FROM pg_constraint JOIN tables ON tables.oid = conrelid
    WHERE contype IN ('p', 'u', 'x', 'f')
    UNION ALL
    SELECT 5, relname, pg_get_indexdef(indexrelid, 0, true)
    FROM pg_index JOIN tables ON tables.oid = indrelid
    WHERE NOT EXISTS (SELECT FROM pg_constraint
                      WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
    UNION ALL
    SELECT 7, tgname, pg_get_triggerdef(pg_trigger.oid, true)
    FROM pg_trigger JOIN tables ON tables.oid = tgrelid
    WHERE NOT tgisinternal
    UNION ALL
    SELECT 8, relname, format('COMMENT ON TABLE %%I IS %%L', relname, description)
    FROM tables JOIN pg_description ON objoid = tables.oid AND objsubid = 0
    WHERE classoid = 'pg_class'::regclass
    UNION ALL
    SELECT 8, relname, format('COMMENT ON INDEX %%I IS %%L', relname, description)
    FROM pg_class JOIN pg_description ON objoid = oid AND classoid = 'pg_class'::regclass
    WHERE relnamespace = %(schema)s::regnamespace AND relkind = 'i'
    UNION ALL
    SELECT 8, conname, format('COMMENT ON CONSTRAINT %%I ON %%I IS %%L',
                              conname, relname, description)
    FROM pg_constraint JOIN tables ON tables.oid = conrelid
    JOIN pg_description ON objoid = pg_constraint.oid AND classoid = 'pg_constraint'::regclass
)
SELECT statement FROM statements ORDER BY step, place, statement
"""


class NotToBeCopied(Exception):
    """The source holds something that the copy would lack; its names say what."""


@lifted()
@transaction.atomic
def copy_schema(source: str, name: str) -> None:
    """Make the schema ``name`` with the tables, keys, indexes, triggers, comments and rows of ``source``.

    All of it appears at once, with the caller's transaction. The new objects belong to the role
    of this connection and carry its default privileges. Raises NotToBeCopied.
    """
    statements = _statements_of(source)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(name)))
        _look_into(cursor, name, "public")
        # One message to the server for all of them; each is PostgreSQL's own text.
        cursor.execute(";\n".join(statements))


def _statements_of(source: str) -> list[str]:
    with connection.cursor() as cursor:
        _look_into(cursor, source)
        cursor.execute(FOREIGN_BODIES, {"schema": source})
        unknown = [row[0] for row in cursor.fetchall()]
        if unknown:
            raise NotToBeCopied(", ".join(unknown))
        cursor.execute(DESCRIPTION, {"schema": source})
        return [row[0] for row in cursor.fetchall()]


def _look_into(cursor: Any, *schemas: str) -> None:
    """Until Django's next cursor, which sets the search path of its studio again."""
    names = sql.SQL(", ").join(map(sql.Identifier, schemas))
    cursor.execute(sql.SQL("SET LOCAL search_path = {}").format(names))
