"""Background work. A task survives the death of its worker (acks late, rejected when lost)."""

from config import env

CELERY_BROKER_URL = env.url(
    "BROKER_URL", "redis://localhost:6379/0", schemes={"redis", "rediss", "redis+socket"}
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 3 * 3600
CELERY_TASK_SOFT_TIME_LIMIT = 3 * 3600 - 60
CELERY_TASK_DEFAULT_QUEUE = "default"
# A two-hour encode must not hold up a letter. Schemas are changed by a worker of its own, which
# alone connects as the owner of the database.
CELERY_TASK_ROUTES = {
    "catalog.transcode_film": {"queue": "media"},
    "tenants.provision_studio": {"queue": "schemas"},
    "tenants.finish_half_made_studios": {"queue": "schemas"},
    "tenants.erase_studio": {"queue": "schemas"},
    "tenants.tend_schemas": {"queue": "schemas"},
    "tenants.migrate_stale_studios": {"queue": "schemas"},
}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
# Longer than the longest task: Redis hands an unacknowledged one to a second worker after it.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3 * 3600 + 600,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 10,
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 25,
}
CELERY_BEAT_SCHEDULE = {
    "erase-closed-studios": {"task": "tenants.erase_closed_studios", "schedule": 3600.0},
    "recheck-custom-domains": {"task": "tenants.recheck_domains", "schedule": 24 * 3600.0},
    "tend-schemas": {"task": "tenants.tend_schemas", "schedule": 60.0},
    "finish-half-made-studios": {"task": "tenants.finish_half_made_studios", "schedule": 30.0},
    "forget-stale-uploads": {"task": "catalog.fan_out_stale_uploads", "schedule": 3600.0},
    "resume-orphaned-encodes": {"task": "catalog.fan_out_orphaned_encodes", "schedule": 120.0},
}
