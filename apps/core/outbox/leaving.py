"""A worker that is asked to leave gives back what it could not end; one that is killed cannot."""

import atexit
import logging
import os
from typing import Any

from celery.signals import worker_init
from django.db import Error as DatabaseFault

from apps.core.outbox import rows
from apps.core.outbox.work import IDENTITY
from apps.core.tenancy import platform_context

logger = logging.getLogger(__name__)


@worker_init.connect
def give_back_at_the_end(**kwargs: Any) -> None:
    """Children of the worker end without their parent's exit functions, so this runs once."""
    atexit.register(give_back, os.getpid())


def give_back(parent: int) -> None:
    """Called when the process ends and its children are gone."""
    if os.getpid() != parent:
        return
    try:
        with platform_context():
            count = rows.hand_back(IDENTITY)
    except DatabaseFault:
        return
    if count:
        logger.warning("%s unfinished tasks were given back.", count)
