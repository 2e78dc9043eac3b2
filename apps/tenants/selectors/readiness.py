"""Whether the database is as far as this code."""

from functools import cache

from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from apps.core.readiness import NotReady
from apps.core.tenancy import platform_context
from apps.tenants.domain.versions import Needed, suffices

APPLIED = "SELECT app || '.' || name FROM public.django_migrations"


def platform_is_migrated() -> None:
    """Raises NotReady while the platform's schema lacks migrations that this code stands on.

    A studio whose own schema is behind is told so on its own pages and does not count here: one
    that could not be updated must not take the others' processes away.
    """
    with platform_context(), connection.cursor() as cursor:
        cursor.execute(APPLIED)
        applied = {row[0] for row in cursor.fetchall()}
    if not suffices(applied, _needed()):
        raise NotReady("The platform's schema lacks migrations.")


@cache
def _needed() -> frozenset[Needed]:
    names = set(settings.SHARED_APPS)
    labels = {config.label for config in apps.get_app_configs() if config.name in names}
    return frozenset(
        Needed(f"{label}.{name}", tuple(f"{app}.{old}" for app, old in migration.replaces))
        for (label, name), migration in MigrationLoader(None).graph.nodes.items()
        if label in labels
    )
