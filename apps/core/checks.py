"""Start-up checks of what keeps studios apart. Each says what is wrong and what fixes it."""

import re
from importlib.metadata import version
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register

KEY_FUNCTION = "apps.core.tenancy.cache_key"
SAFE_DJANGO_TENANTS = (4, 0, 1)


@register("tenancy")
def check_app_lists(**kwargs: Any) -> list[CheckMessage]:
    """An app stands in public or in every studio; in both only where that is meant.

    A table that stands in both is read from public, without a word, when a studio's is missing.
    """
    shared, studio = set(settings.SHARED_APPS), set(settings.TENANT_APPS)
    meant = set(settings.APPS_IN_BOTH)
    return [
        Error(
            f"{name} {'is' if name in shared & studio else 'is not'} in both SHARED_APPS and TENANT_APPS.",
            hint="Correct APPS_IN_BOTH in config/settings/tenancy.py, or move the app.",
            id="core.E001",
        )
        for name in sorted((shared & studio) ^ meant)
    ]


@register("tenancy")
def check_table_names(**kwargs: Any) -> list[CheckMessage]:
    """No table of a shared app has the name of a studio's table."""
    only_shared = tables_of(set(settings.SHARED_APPS) - set(settings.TENANT_APPS))
    in_studios = tables_of(set(settings.TENANT_APPS))
    return [
        Error(
            f"The table {name} stands in public and in every studio.",
            hint="Give one of the two models another Meta.db_table.",
            id="core.E002",
        )
        for name in sorted(only_shared & in_studios)
    ]


@register("tenancy")
def check_cache_keys(**kwargs: Any) -> list[CheckMessage]:
    """The default cache takes the studio from the context, which raises when it is unset."""
    if settings.CACHES["default"].get("KEY_FUNCTION") == KEY_FUNCTION:
        return []
    hint = f'Set CACHES["default"]["KEY_FUNCTION"] to "{KEY_FUNCTION}".'
    return [Error("Cache keys do not carry the studio.", hint=hint, id="core.E003")]


@register("tenancy")
def check_connection_reset(**kwargs: Any) -> list[CheckMessage]:
    """A pooled connection forgets its search path before somebody else gets it."""
    pools = {
        alias: database.get("OPTIONS", {}).get("pool")
        for alias, database in settings.DATABASES.items()
    }
    hint = "Give the pool the reset function of config/settings/database.py."
    return [
        Error(f"Pooled connections of {alias} keep the last studio.", hint=hint, id="core.E004")
        for alias, pool in pools.items()
        if pool and not (isinstance(pool, dict) and callable(pool.get("reset")))
    ]


@register("tenancy")
def check_search_path_is_always_set(**kwargs: Any) -> list[CheckMessage]:
    """Every cursor sets its search path: skipping that when it "has not changed" is a leak.

    Whatever the connection did outside of Django's sight has changed it.
    """
    if not getattr(settings, "TENANT_LIMIT_SET_CALLS", False):
        return []
    hint = "Remove TENANT_LIMIT_SET_CALLS; it gains nothing measurable."
    return [Error("Cursors may keep the last studio.", hint=hint, id="core.E005")]


@register("tenancy")
def check_django_tenants(**kwargs: Any) -> list[CheckMessage]:
    """Older releases leak after a rolled back savepoint and take a schema's name for SQL."""
    installed = version("django-tenants")
    if tuple(map(int, re.findall(r"\d+", installed)[:3])) >= SAFE_DJANGO_TENANTS:
        return []
    hint = "Compile requirements/base.txt anew."
    return [Error(f"django-tenants {installed} leaks.", hint=hint, id="core.E006")]


def tables_of(names: set[str]) -> set[str]:
    """Every table of the installed apps ``names``, many-to-many tables included."""
    return {
        model._meta.db_table
        for config in apps.get_app_configs()
        if config.name in names
        for model in config.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
