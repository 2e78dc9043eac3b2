"""Whether a studio's schema has all of its tables.

PostgreSQL reads a missing table of a studio from public without a word, so a studio that lacks
one must not be served at all.
"""

from django.apps import apps
from django.conf import settings
from django.db import connection

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
