"""After a backup of the whole database was restored: erase again what was erased since.

manage.py replay_tombstones    as the owner of the database, before anybody is let in
"""

from typing import Any

from django.core.management.base import BaseCommand

from apps.tenants.services.tombstones import replay_tombstones


class Command(BaseCommand):
    help = "Erase again the people and studios that a restored backup has brought back."

    def handle(self, *args: Any, **options: Any) -> None:
        done = replay_tombstones()
        self.stdout.write(
            f"{done.read_back} tombstones were missing; "
            f"{done.people} people and {done.studios} studios erased again."
        )
