"""Which state of migrations a schema is in, and whether this code can work on it.

Judged by sets, not by equality: during a release the code before and the code after run side by
side, and a schema that has all that some code needs is served by it, whatever else it has.
"""

from functools import cache

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from apps.core.tenancy import platform_context
from apps.tenants.domain.versions import Needed, suffices, version_of
from apps.tenants.models import SchemaVersion

APPLIED = "SELECT app || '.' || name FROM {}.django_migrations WHERE app = ANY(%s) ORDER BY 1"
_verdicts: dict[tuple[str, str], bool] = {}


@cache
def needed_migrations() -> frozenset[Needed]:
    """The migrations of studios' apps on disk: what this code stands on."""
    labels = set(_labels())
    nodes = MigrationLoader(None).graph.nodes
    return frozenset(
        Needed(f"{label}.{name}", tuple(f"{app}.{old}" for app, old in migration.replaces))
        for (label, name), migration in nodes.items()
        if label in labels
    )


@cache
def current_version() -> str:
    """The version of a schema on which exactly this code's migrations were applied."""
    return version_of(one.name for one in needed_migrations())


def is_sufficient(version: str) -> bool:
    """Whether this code can work on a schema of ``version``; never for an unknown or empty one.

    At most 1 query for a version that this process has not met yet.
    """
    key = current_version(), version
    if version and key not in _verdicts:
        _verdicts.update(_judged(version))
    return _verdicts.get(key, False)


def _judged(version: str) -> dict[tuple[str, str], bool]:
    if version == current_version():
        return {(version, version): True}
    with platform_context():
        rows = list(SchemaVersion.objects.filter(version=version))
    return {
        (current_version(), row.version): suffices(row.migrations, needed_migrations())
        for row in rows
    }


def sufficient_versions() -> list[str]:
    """Every known version this code can work on, its own among them: 1 query."""
    with platform_context():
        known = SchemaVersion.objects.all()
        found = {row.version for row in known if suffices(row.migrations, needed_migrations())}
    return sorted(found | {current_version()})


def applied_migrations(schema: str) -> list[str]:
    """The migrations of studios' apps that the schema itself says were applied."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL(APPLIED).format(sql.Identifier(schema)), [_labels()])
        return [row[0] for row in cursor.fetchall()]


def _labels() -> list[str]:
    studios_apps = set(settings.TENANT_APPS)
    return [config.label for config in apps.get_app_configs() if config.name in studios_apps]
