"""A schema as PostgreSQL's own catalogue describes it, without the schema's name or any object's number."""

import re

from django.db import connection

from apps.core.tripwire import lifted

COLUMNS = """
SELECT relname, relkind, relpersistence, relreplident, relacl::text, relowner::regrole::text,
       reloptions::text, attname, format_type(atttypid, atttypmod), attnotnull, attidentity,
       attgenerated, attstorage, attcompression, attcollation::regcollation::text, attstattarget,
       attacl::text, pg_get_expr(adbin, adrelid), col_description(pg_class.oid, attnum),
       obj_description(pg_class.oid, 'pg_class'),
       row_number() OVER (PARTITION BY pg_class.oid ORDER BY attnum)
FROM pg_class
JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
LEFT JOIN pg_attrdef ON adrelid = pg_class.oid AND adnum = attnum
WHERE relnamespace = %(schema)s::regnamespace AND relkind NOT IN ('i', 'S')
"""
CONSTRAINTS = """
SELECT conrelid::regclass::text, conname, contype, condeferrable, condeferred, convalidated,
       confupdtype, confdeltype, confmatchtype, confrelid::regclass::text,
       pg_get_constraintdef(oid, true), obj_description(oid, 'pg_constraint')
FROM pg_constraint WHERE connamespace = %(schema)s::regnamespace
"""
INDEXES = """
SELECT indrelid::regclass::text, relname, indisunique, indisprimary, indisvalid, indimmediate,
       pg_get_indexdef(indexrelid, 0, true), relacl::text, reloptions::text,
       obj_description(indexrelid, 'pg_class')
FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
WHERE relnamespace = %(schema)s::regnamespace
"""
SEQUENCES = """
SELECT relname, seqtypid::regtype::text, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle,
       relacl::text, relowner::regrole::text, deptype, refobjid::regclass::text, attname
FROM pg_sequence JOIN pg_class ON pg_class.oid = seqrelid
JOIN pg_depend ON objid = seqrelid AND pg_depend.classid = 'pg_class'::regclass
    AND refclassid = 'pg_class'::regclass AND refobjsubid > 0
JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid
WHERE relnamespace = %(schema)s::regnamespace
"""
TRIGGERS = """
SELECT tgrelid::regclass::text, pg_get_triggerdef(pg_trigger.oid, true), tgenabled
FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = %(schema)s::regnamespace AND NOT tgisinternal
"""
OTHERS = """
SELECT classid::regclass::text, count(*) FROM pg_depend
WHERE refclassid = 'pg_namespace'::regclass AND refobjid = %(schema)s::regnamespace GROUP BY 1
"""
SCHEMA = """
SELECT nspowner::regrole::text, nspacl::text FROM pg_namespace WHERE nspname = %(schema)s
"""
ROWS = "SELECT app, name FROM django_migrations"
QUESTIONS = {
    "columns": COLUMNS,
    "constraints": CONSTRAINTS,
    "indexes": INDEXES,
    "sequences": SEQUENCES,
    "triggers": TRIGGERS,
    "others": OTHERS,
    "schema": SCHEMA,
    "migrations": ROWS,
}
TEXT_CASTS = re.compile(r"::(character varying|text)(\[\])?|[()]")
CROSSINGS = """
SELECT pg_describe_object(d.classid, d.objid, d.objsubid),
       pg_describe_object(d.refclassid, d.refobjid, d.refobjsubid)
FROM pg_depend AS d
JOIN pg_class AS mine ON d.classid = 'pg_class'::regclass AND mine.oid = d.objid
JOIN pg_class AS other ON d.refclassid = 'pg_class'::regclass AND other.oid = d.refobjid
WHERE mine.relnamespace = %(schema)s::regnamespace AND other.relnamespace <> mine.relnamespace
UNION ALL
SELECT conname, confrelid::regclass::text FROM pg_constraint
JOIN pg_class ON pg_class.oid = confrelid
WHERE connamespace = %(schema)s::regnamespace AND relnamespace <> connamespace
"""


def description_of(schema: str) -> dict[str, list[tuple]]:
    """Everything about the schema that matters, sorted, with its own names unqualified."""
    return {name: _ask(question, schema) for name, question in QUESTIONS.items()}


def crossings_of(schema: str) -> list[tuple]:
    """What of the schema depends on a table, index or sequence outside of it."""
    return _ask(CROSSINGS, schema)


def _ask(question: str, schema: str) -> list[tuple]:
    return sorted((tuple(map(plain, row)) for row in _rows(question, schema)), key=repr)


def plain(value: object) -> object:
    """PostgreSQL writes the same condition with casts elsewhere once it has read its own text; so
    does a schema that pg_dump restored. The casts between its two types of text mean nothing."""
    return TEXT_CASTS.sub("", value) if isinstance(value, str) else value


@lifted()
def _rows(question: str, schema: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('search_path', %s, false)", [schema])
        cursor.execute(question, {"schema": schema})
        return cursor.fetchall()
