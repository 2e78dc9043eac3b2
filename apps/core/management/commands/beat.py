from typing import Any

from django.core.management.base import BaseCommand

from apps.core.outbox.beat import Beat
from apps.core.outbox.until_stopped import run_until_stopped


class Command(BaseCommand):
    help = "Queues what the schedule says, until stopped. Several may run; each job is queued once."

    def handle(self, *args: Any, **options: Any) -> None:
        run_until_stopped(Beat())
