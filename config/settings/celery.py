"""Background work. The database holds it; the broker only carries keys to the workers."""

from datetime import timedelta

from config import env

CELERY_BROKER_URL = env.url(
    "BROKER_URL", "redis://localhost:6379/0", schemes={"redis", "rediss", "redis+socket"}
)
# Tests work on a task at the commit that asks for it, in the same process.
CELERY_TASK_ALWAYS_EAGER = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
# What may run longer says so itself: an encode does.
CELERY_TASK_TIME_LIMIT = 900
CELERY_TASK_SOFT_TIME_LIMIT = 840
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
    "tenants.write_archive": {"queue": "reports"},
    "studio.write_report": {"queue": "reports"},
    "accounts.collect_personal_data": {"queue": "reports"},
}
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_TASKS_PER_CHILD = 500
# Celery would throw the whole pool away before and after each task, and connecting takes longer than
# most work. A task gives its connection back itself; a child lives for fewer tasks than this.
CELERY_DB_REUSE_MAX = 1000
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
# How long a worker that is asked to leave (SIGQUIT, see Procfile) waits for the task at hand.
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = env.number("WORKER_SHUTDOWN_SECONDS", 60)
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TIMEZONE = "UTC"
# Redis delivers a message again that was not acknowledged for so long. The second worker finds the
# row leased and does nothing, so work may well take longer.
CELERY_VISIBILITY_TIMEOUT = 1800
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": CELERY_VISIBILITY_TIMEOUT,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_timeout": 10,
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 25,
}
CELERY_RESULT_BACKEND_TRANSPORT_OPTIONS = {"visibility_timeout": CELERY_VISIBILITY_TIMEOUT}

# A worker that has not renewed its hold on a task for so long is taken for dead.
QUEUE_LEASE_SECONDS = env.number("QUEUE_LEASE_SECONDS", 20)
# A message that is in no queue and was not begun for so long is lost, and sent again; while others
# stand in its queue it may be among them, and is given so many times as long.
QUEUE_RESEND_SECONDS = env.number("QUEUE_RESEND_SECONDS", 15)
QUEUE_RESEND_PATIENCE = 8
# Queues in which studios take turns, so that one with twenty films does not keep the others waiting,
# and how many tasks of each stand ready in the broker, where their order is settled.
QUEUE_TURNS = {"media": 1}
QUEUE_STUDIOS = "apps.tenants.selectors.studios.studios_at_work"
QUEUE_SCHEDULE = {
    "remove-expired-archives": {
        "task": "core.remove_expired_archives",
        "every": timedelta(hours=1),
    },
    "copy-tombstones": {"task": "core.copy_tombstones", "every": timedelta(minutes=5)},
    "erase-overdue-people": {
        "task": "accounts.erase_overdue_people",
        "every": timedelta(hours=1),
        "in_each_studio": True,
    },
    "erase-overdue-people-of-the-platform": {
        "task": "accounts.erase_overdue_people",
        "every": timedelta(hours=1),
    },
    "forget-old-calls": {
        "task": "accounts.forget_old_calls",
        "every": timedelta(hours=1),
        "in_each_studio": True,
    },
    "forget-old-calls-of-the-platform": {
        "task": "accounts.forget_old_calls",
        "every": timedelta(hours=1),
    },
    "erase-closed-studios": {
        "task": "tenants.erase_closed_studios",
        "every": timedelta(hours=1),
    },
    "recheck-custom-domains": {
        "task": "tenants.recheck_domains",
        "every": timedelta(days=1),
        "offset": timedelta(hours=3),
    },
    "tend-schemas": {"task": "tenants.tend_schemas", "every": timedelta(minutes=1)},
    "finish-half-made-studios": {
        "task": "tenants.finish_half_made_studios",
        "every": timedelta(seconds=30),
    },
    "delete-expired-reports": {
        "task": "studio.delete_expired_reports",
        "every": timedelta(hours=1),
        "in_each_studio": True,
    },
    "publish-due-titles": {
        "task": "catalog.publish_due_titles",
        "every": timedelta(minutes=1),
        "in_each_studio": True,
    },
    # Beats wait in Redis for five seconds and the way of two tasks.
    "ask-for-flushes": {"task": "catalog.ask_for_flushes", "every": timedelta(seconds=5)},
    "note-plays": {
        "task": "catalog.note_plays",
        "every": timedelta(minutes=2),
        "in_each_studio": True,
    },
    "forget-stale-files": {
        "task": "catalog.forget_stale_files",
        "every": timedelta(hours=1),
        "in_each_studio": True,
    },
}
