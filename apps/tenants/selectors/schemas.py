"""Whether a studio's schema has all of its tables, as new as this code needs them.

PostgreSQL reads a missing table of a studio from public without a word, so a studio that lacks
one must not be served at all.
"""

from django.apps import apps
from django.conf import settings
from django.db import connection

from apps.tenants.domain.slugs import POOL_PREFIX, SCHEMA_PREFIX
from apps.tenants.models import Studio
from apps.tenants.selectors.versions import is_sufficient

NAMELESS = """
SELECT nspname FROM pg_catalog.pg_namespace
WHERE (starts_with(nspname, %s) OR starts_with(nspname, %s))
  AND NOT EXISTS (SELECT FROM tenants_studio WHERE schema_name = nspname)
  AND NOT EXISTS (SELECT FROM tenants_spareschema WHERE schema_name = nspname)
ORDER BY nspname
"""
SET_ASIDE = "SELECT nspname FROM pg_namespace WHERE nspname ~ %s OR nspname = %s ORDER BY 1"
SQL = "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = %s AND tablename = ANY(%s)"


def studio_tables() -> list[str]:
    """Every table that a studio's schema must have."""
    return sorted(
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name in settings.TENANT_APPS
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    )


def is_complete(schema: str) -> bool:
    """True when no table of the studio is missing: 1 query of the catalogue."""
    tables = studio_tables()
    with connection.cursor() as cursor:
        cursor.execute(SQL, [schema, tables])
        return int(cursor.fetchone()[0]) == len(tables)


def is_usable(studio: Studio) -> bool:
    """Whether this code may serve the studio; a schema made by hand has no version and waits."""
    return is_sufficient(studio.schema_version) and is_complete(studio.schema_name)


def schemas_set_aside(schema: str) -> list[str]:
    """What restores of the studio have put aside, and one that was broken off has left."""
    with connection.cursor() as cursor:
        cursor.execute(SET_ASIDE, [f"^old_{schema}_[0-9]{{16}}$", f"restore_{schema}"])
        return [row[0] for row in cursor.fetchall()]


def nameless_schemas() -> list[str]:
    """Schemas that are named like a studio's or like one of the pool, and that no row names."""
    with connection.cursor() as cursor:
        cursor.execute(NAMELESS, [SCHEMA_PREFIX, POOL_PREFIX])
        return [row[0] for row in cursor.fetchall()]
