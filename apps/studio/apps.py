from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class StudioConfig(AppConfig):
    name = "apps.studio"
    verbose_name = _("studio desk")

    def ready(self) -> None:
        import_module("apps.studio.services.reports.requests")
