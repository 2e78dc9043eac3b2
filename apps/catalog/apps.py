from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CatalogConfig(AppConfig):
    name = "apps.catalog"
    verbose_name = _("films")

    def ready(self) -> None:
        import_module("apps.catalog.checks")
        import_module("apps.catalog.services.jobs")
        # Its numbers are exported from the start, not from the first film on.
        import_module("apps.catalog.services.quality")
