from importlib import import_module

from celery import current_app
from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "apps.core"

    def ready(self) -> None:
        import_module("apps.core.checks")
        # Web processes must know every task too: ``enqueue`` checks names when called.
        current_app.autodiscover_tasks(force=True)
