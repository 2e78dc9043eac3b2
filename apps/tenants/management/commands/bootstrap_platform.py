"""Called after the migrations: the platform's host answers from then on."""

from typing import Any

from django.core.management.base import BaseCommand

from apps.tenants.services.platform import ensure_platform


class Command(BaseCommand):
    help = "Create the platform's own row and domain (BASE_DOMAIN). May run any number of times."

    def handle(self, *args: Any, **options: Any) -> None:
        platform = ensure_platform()
        domain = platform.domains.get(is_primary=True)
        self.stdout.write(f"The platform answers on {domain}.")
