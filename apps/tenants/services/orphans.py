"""Schemas that nothing names any more: leftovers of a killed worker or of a hand at the console."""

import logging

from django.db import connection, transaction
from psycopg import sql

from apps.core.tenancy import platform_context
from apps.tenants.selectors.schemas import nameless_schemas
from apps.tenants.services.schemas import drop_schema, sole_worker_on_pool

logger = logging.getLogger(__name__)


def clear_orphans() -> list[str]:
    """Drop schemas of our kinds that no row names; returns those that were dropped.

    One in which people have accounts is left alone and reported: a database whose ``public`` came
    from an older backup must not lose the studios that were opened since.
    """
    with platform_context(), sole_worker_on_pool() as mine:
        return [name for name in nameless_schemas() if _clear(name)] if mine else []


@transaction.atomic
def _clear(name: str) -> bool:
    _forbid_new_names()
    if name not in nameless_schemas():
        return False
    if _is_lived_in(name):
        logger.error("Schema %s has people in it and belongs to no studio.", name)
        return False
    drop_schema(name)
    logger.warning("Schema %s belonged to no studio and was dropped.", name)
    return True


def _forbid_new_names() -> None:
    """Until the transaction ends no studio can be signed up and no schema be put into the pool."""
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE tenants_studio, tenants_spareschema IN SHARE MODE")


def _is_lived_in(schema: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(format('%%I.accounts_user', %s::text))", [schema])
        if cursor.fetchone()[0] is None:
            return False
        people = sql.SQL("SELECT EXISTS (SELECT FROM {}.accounts_user)")
        cursor.execute(people.format(sql.Identifier(schema)))
        return bool(cursor.fetchone()[0])
