"""A task that was given up: somebody is told, and what waits for it is told too."""

import logging

from apps.core.metrics import DEAD
from apps.core.models import Task
from apps.core.outbox.post import follow_up
from apps.core.tenancy import studio_context

logger = logging.getLogger(__name__)


def bury(row: Task) -> None:
    """Log it as an error, and queue the task that ends what depended on it, with its arguments.

    Call it in the transaction that has made the row dead.
    """
    logger.error(
        "%s (%s) is dead after %s attempts: %s", row.name, row.pk, row.attempts, row.error_name
    )
    DEAD.labels(row.name).inc()
    if row.on_dead:
        with studio_context(row.studio):
            follow_up(row)
