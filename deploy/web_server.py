"""gunicorn for the `web` process; locally behind nginx on a Unix socket, on platforms on $PORT."""

import gc
import os
from typing import Any

from django.db import connections

# Objects made between two looks for garbage: a call of the API makes thousands, hardly any in circles.
GARBAGE_AFTER = (20_000, 20, 20)
ON = {"1", "true", "yes", "on"}

bind = os.environ.get("WEB_BIND") or f"0.0.0.0:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
reload = os.environ.get("WEB_RELOAD", "").lower() in ON
# Django is imported once and shared by the workers: half the start-up time, less memory.
preload_app = not reload
# The proxy in front keeps connections open; it must never reuse one that we are closing.
keepalive = 75
timeout = 60
graceful_timeout = 8
max_requests = 5000
max_requests_jitter = 500
accesslog = "-" if os.environ.get("WEB_ACCESS_LOG", "").lower() in ON else None
forwarded_allow_ips = "*"
# It would lie in the home directory, one for all clones.
control_socket_disable = True
# Heartbeat files on a disk can stall a worker until it is killed for being slow.
worker_tmp_dir = "/dev/shm"  # noqa: S108  # nosec B108  # gunicorn makes files without names


def pre_fork(_server: Any, _worker: Any) -> None:
    _close_connections()
    _settle_memory()


def _settle_memory() -> None:
    """What was loaded for all workers stays: nobody looks through it again, so it stays shared."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*GARBAGE_AFTER)


def _close_connections() -> None:
    """Two processes on one database connection would read each other's answers."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.settings_dict["OPTIONS"].get("pool"):
            connection.close_pool()  # type: ignore[attr-defined]
