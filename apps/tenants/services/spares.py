"""Schemas that are ready before anybody asks: one template, and a few copies of it in a pool.

Making one, taking one and the row that says so are one transaction each, so a killed worker
leaves either all of it or nothing.
"""

import logging

from django.conf import settings
from django.db import transaction

from apps.core.ids import uuid7
from apps.core.queue import enqueue
from apps.core.tenancy import platform_context
from apps.tenants.adapters.postgres.copying import NotToBeCopied, copy_schema
from apps.tenants.domain.slugs import POOL_PREFIX, TEMPLATE_SCHEMA
from apps.tenants.models import SpareSchema, Studio
from apps.tenants.selectors.versions import is_sufficient, sufficient_versions
from apps.tenants.services.schemas import (
    create_schema,
    drop_schema,
    keep_template_still,
    migrate_schema,
    rename_schema,
    schema_exists,
    schema_ref,
    sole_worker_on_pool,
    template_locked,
)

TEND = "tenants.tend_schemas"
logger = logging.getLogger(__name__)


def ensure_template() -> None:
    """Make the template, or bring it up to date; one query when there is nothing to do."""
    with platform_context():
        if _template_is_ready():
            return
        with template_locked():
            if not _template_is_ready():
                _make_template()


def _template_is_ready() -> bool:
    row = SpareSchema.objects.filter(is_template=True).first()
    return row is not None and is_sufficient(row.version) and schema_exists(TEMPLATE_SCHEMA)


def _make_template() -> None:
    if not schema_exists(TEMPLATE_SCHEMA):
        create_schema(TEMPLATE_SCHEMA)
    version = migrate_schema(schema_ref(TEMPLATE_SCHEMA))
    SpareSchema.objects.update_or_create(
        is_template=True, defaults={"schema_name": TEMPLATE_SCHEMA, "version": version}
    )


def build_schema(studio: Studio) -> None:
    """Give a studio that has never been open its schema: a ready one, else a copy of the template.

    Should the template hold something that cannot be copied, the schema is left empty, for
    ``migrate_schema`` to fill. What an interrupted attempt has left under its name is dropped.
    """
    with platform_context():
        if take_spare(studio):
            return
        ensure_template()
        try:
            _copy_for(studio)
        except NotToBeCopied:
            logger.exception("The template cannot be copied: %s is migrated.", studio.schema_name)
            drop_schema(studio.schema_name)
            create_schema(studio.schema_name)


@transaction.atomic
def take_spare(studio: Studio) -> bool:
    """Rename a ready schema into the studio's; False when there is none that this code can use.

    Of several who ask at once each gets another one: whoever locks a row has its schema.
    """
    spare = _lock_spare()
    if spare is None:
        return False
    drop_schema(studio.schema_name)
    rename_schema(spare.schema_name, studio.schema_name)
    spare.delete()
    mark_version(studio, spare.version)
    enqueue(TEND, dedupe_key="pool")
    return True


def _lock_spare() -> SpareSchema | None:
    ready = SpareSchema.objects.select_for_update(skip_locked=True).filter(
        is_template=False, version__in=sufficient_versions()
    )
    while (spare := ready.first()) and not schema_exists(spare.schema_name):
        spare.delete()
    return spare


@transaction.atomic
def _copy_for(studio: Studio) -> None:
    drop_schema(studio.schema_name)
    mark_version(studio, _copy_template(studio.schema_name))


def _copy_template(name: str) -> str:
    """Copy the template; returns the version. Part of the caller's transaction."""
    keep_template_still()
    version = SpareSchema.objects.get(is_template=True).version
    copy_schema(TEMPLATE_SCHEMA, name)
    return version


def mark_version(studio: Studio, version: str) -> None:
    """Write down which version the studio's schema is in."""
    Studio.objects.filter(pk=studio.pk).update(schema_version=version)
    studio.schema_version = version


def fill_pool() -> int:
    """Bring template and pool up to date; how many schemas were made. One process at a time."""
    with platform_context(), sole_worker_on_pool() as mine:
        if not mine or settings.STUDIO_SCHEMA_POOL < 1:
            return 0
        ensure_template()
        drop_useless_spares()
        ready = SpareSchema.objects.filter(is_template=False).count()
        missing = max(0, settings.STUDIO_SCHEMA_POOL - ready)
        for _number in range(missing):
            _make_spare()
        return missing


def _make_spare() -> None:
    name = f"{POOL_PREFIX}{uuid7().hex}"
    try:
        with transaction.atomic():
            SpareSchema.objects.create(schema_name=name, version=_copy_template(name))
    except NotToBeCopied:
        create_schema(name)
        version = migrate_schema(schema_ref(name))
        SpareSchema.objects.create(schema_name=name, version=version)


def drop_useless_spares() -> int:
    """Drop ready schemas that this code cannot use, and rows whose schema is gone; how many.

    Making a new one takes less than migrating an old one, and nothing is in it.
    """
    kept = sufficient_versions()
    spares = SpareSchema.objects.filter(is_template=False)
    useless = [
        spare
        for spare in spares
        if spare.version not in kept or not schema_exists(spare.schema_name)
    ]
    return sum(_drop(spare) for spare in useless)


@transaction.atomic
def _drop(spare: SpareSchema) -> bool:
    """Leaves alone what somebody takes at this moment."""
    locked = SpareSchema.objects.select_for_update(skip_locked=True).filter(pk=spare.pk).first()
    if locked is None:
        return False
    drop_schema(locked.schema_name)
    locked.delete()
    return True
