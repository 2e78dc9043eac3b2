"""Readable lines in development, one JSON object a line in production."""

from typing import Any

from config import env

LOG_FORMATS = {"plain", "json"}
LOG_FORMAT = env.choice("LOG_FORMAT", "plain", LOG_FORMATS)
# What runs, as a version or a commit; lines, errors and traces name it.
RELEASE = env.text("RELEASE", "")
WHERE = "%(studio)s %(request_id)s %(user)s %(task)s %(task_id)s %(release)s"


def access_level(log_format: str) -> str:
    """A line for each request is for collectors; development asks for it."""
    return "INFO" if env.flag("LOG_REQUESTS", default=log_format == "json") else "WARNING"


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"context": {"()": "apps.core.logs.ContextFilter"}},
    "formatters": {
        "plain": {
            "()": "apps.core.logs.PlainFormatter",
            "format": "%(levelname)s %(studio)s %(name)s: %(message)s",
        },
        "json": {
            "()": "apps.core.logs.LineFormatter",
            "format": f"{WHERE} %(name)s %(message)s",
            "rename_fields": {"name": "logger"},
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["context"],
            "formatter": LOG_FORMAT,
        }
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "cineradar.access": {"level": access_level(LOG_FORMAT)},
        # apps.core.outbox.work says the same, and in which studio, for whom, at which task.
        "celery.app.trace": {"level": "CRITICAL"},
        "django.request": {"level": "ERROR"},
        "django.channels.server": {"level": "WARNING"},
        # A line for every step and every declaration it does not know.
        "weasyprint": {"level": "ERROR"},
        "weasyprint.progress": {"level": "ERROR"},
    },
}
