"""Readable lines in development, one JSON object a line in production."""

from config import env

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"studio": {"()": "apps.core.logs.StudioFilter"}},
    "formatters": {
        "plain": {"format": "%(levelname)s %(studio)s %(name)s: %(message)s"},
        "json": {
            "()": "pythonjsonlogger.json.JsonFormatter",
            "format": "%(asctime)s %(levelname)s %(studio)s %(request_id)s %(name)s %(message)s",
        },
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["studio"],
            "formatter": env.choice("LOG_FORMAT", "plain", {"plain", "json"}),
        }
    },
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.channels.server": {"level": "WARNING"},
    },
}
