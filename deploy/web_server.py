"""gunicorn for the `web` process; locally behind nginx on a Unix socket, on platforms on $PORT."""

import os

bind = os.environ.get("WEB_BIND") or f"0.0.0.0:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
reload = os.environ.get("WEB_RELOAD", "").lower() in {"1", "true", "yes", "on"}
# The proxy in front keeps connections open; it must never reuse one that we are closing.
keepalive = 75
timeout = 60
graceful_timeout = 8
max_requests = 5000
max_requests_jitter = 500
accesslog = (
    "-" if os.environ.get("WEB_ACCESS_LOG", "").lower() in {"1", "true", "yes", "on"} else None
)
forwarded_allow_ips = "*"
# Heartbeat files on a disk can stall a worker until it is killed for being slow.
worker_tmp_dir = "/dev/shm"  # noqa: S108
