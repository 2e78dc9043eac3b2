from typing import Any

from django.core.management.base import BaseCommand

from apps.core.outbox.relay import Relay
from apps.core.outbox.until_stopped import run_until_stopped


class Command(BaseCommand):
    help = "Carries tasks from the database to the workers, until stopped. Several may run."

    def handle(self, *args: Any, **options: Any) -> None:
        run_until_stopped(Relay())
