from importlib import import_module

from celery import current_app
from django.apps import AppConfig
from django.conf import settings
from django.db.models import sql
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "apps.core"
    verbose_name = _("background work")

    def ready(self) -> None:
        import_module("apps.core.checks")
        import_module("apps.core.connection_checks")
        import_module("apps.core.scope_checks")
        sql.Query = import_module("apps.core.models").StudioQuery  # type: ignore[misc]
        import_module("apps.core.storage_checks")
        import_module("apps.core.outbox.leaving")
        if settings.SENTRY_DSN:
            import_module("apps.core.error_reports").start()
        if settings.OTEL_EXPORTER_OTLP_ENDPOINT:
            import_module("apps.core.traces").start()
        # Web processes must know every task too: ``enqueue`` checks names when called.
        current_app.autodiscover_tasks(force=True)
