from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TenantsConfig(AppConfig):
    name = "apps.tenants"
    verbose_name = _("studios")

    def ready(self) -> None:
        import_module("apps.tenants.services.jobs")
