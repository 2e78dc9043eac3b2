"""A worker that writes what was watched, and is killed on the way: run as a process of its own."""

import os
import signal
import sys
from typing import Any

import django
from django.conf import settings

MOMENTS = ("read", "uncommitted", "unconfirmed")


def main(prefix: str, moment: str) -> None:
    django.setup()
    settings.STREAMS_PREFIX = prefix
    from apps.catalog.adapters.progress import store
    from apps.catalog.services import progress
    from apps.core.tenancy import studio_context
    from tests import database

    write = progress._write

    def die(*_arguments: Any) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def write_and_die(rows: Any) -> None:
        write(rows)
        die()

    if moment == "read":
        progress._write = die
    elif moment == "uncommitted":
        progress._write = write_and_die
    else:
        store.confirm = die
    with studio_context(database.studio_row("alpha")):
        progress.flush_progress()


if __name__ == "__main__":
    main(*sys.argv[1:])
