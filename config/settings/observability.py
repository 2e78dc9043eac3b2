"""What watches the product: readiness and, where they are set, metrics, errors and traces."""

import os
from pathlib import Path

from config import env

# What must answer before traffic comes here. Core knows no studio, so parts are named, not imported.
READINESS_PARTS = {
    "database": "apps.core.readiness.database_answers",
    "cache": "apps.core.readiness.cache_answers",
    "broker": "apps.core.readiness.broker_answers",
    "realtime": "apps.core.readiness.realtime_answers",
    "limits": "apps.core.readiness.limits_are_counted",
    "storage": "apps.core.readiness.storage_takes_files",
    "queue": "apps.core.readiness.queue_keeps_up",
    "schemas": "apps.tenants.selectors.readiness.platform_is_migrated",
}
# A part that has not answered by then is said not to.
READINESS_SECONDS = 2.0
# How long the oldest task may have waited. Encodes and reports wait as long as they must.
READINESS_QUEUE_SECONDS = {
    "default": env.number("READINESS_QUEUE_SECONDS", 300),
    "schemas": 900,
}

# /metrics answers to this token, and to the networks below when no proxy stands between.
METRICS_TOKEN = env.text("METRICS_TOKEN", "")
METRICS_NETWORKS = env.words("METRICS_NETWORKS", "127.0.0.0/8,::1/128")
# Where the processes of this machine put their counts; without it a process knows only its own.
METRICS_DIR = env.text("PROMETHEUS_MULTIPROC_DIR", "")
if METRICS_DIR:
    Path(METRICS_DIR).mkdir(parents=True, exist_ok=True)
else:
    # The library would take an empty one for the working directory.
    os.environ.pop("PROMETHEUS_MULTIPROC_DIR", None)
METRICS_NUMBERS = [
    "apps.core.exposition.queue_metrics",
    "apps.core.capacity.database_numbers",
    "apps.tenants.selectors.metrics.schema_metrics",
]
# Where errors are reported to; empty: nowhere.
SENTRY_DSN = env.text("SENTRY_DSN", "")
# Where traces are sent to, and of how many requests in a hundred; empty: nowhere.
OTEL_EXPORTER_OTLP_ENDPOINT = env.text("OTEL_EXPORTER_OTLP_ENDPOINT", "")
OTEL_TRACES_PERCENT = env.number("OTEL_TRACES_PERCENT", 5)

# A file that whoever makes the backups touches after each one.
BACKUP_STAMP = env.text("BACKUP_STAMP", "")
