"""A copy of the database to read from, for lists and reports that may be a moment behind.

Nothing reads from it unless it says so: ``Film.objects.using(for_reading())``. Reading one's own
writes is the caller's concern in one way only: whoever has just written and shows the result to
the same person reads without it. Inside a transaction ``for_reading()`` takes care of that itself.
"""

from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models

REPLICA = "replica"


def for_reading() -> str:
    """The alias to read from: the replica if there is one and no transaction is open."""
    if REPLICA in connections and not connections[DEFAULT_DB_ALIAS].in_atomic_block:
        return REPLICA
    return DEFAULT_DB_ALIAS


class ReplicaRouter:
    """Rows read from the replica are the same rows: related to the others, and written to the main database."""

    def db_for_write(self, model: type[models.Model], **hints: Any) -> str:
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one: models.Model, other: models.Model, **hints: Any) -> bool | None:
        aliases = {one._state.db, other._state.db} - {None}
        return True if aliases <= {DEFAULT_DB_ALIAS, REPLICA} else None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db == REPLICA else None
