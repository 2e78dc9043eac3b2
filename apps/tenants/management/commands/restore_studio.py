"""Bring a studio back from a dump, as the owner of the database (DATABASE_URL=$DATABASE_OWNER_URL):

manage.py restore_studio /backups/kush-20261121T030000Z    compared, then swapped in at once
manage.py restore_studio --undo kush                       what was there before takes its place
manage.py restore_studio --confirm kush                    drops what was there before
"""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.core.errors import AdapterError, DomainError
from apps.core.tenancy import platform_context
from apps.tenants.models import Studio
from apps.tenants.selectors.studios import studios
from apps.tenants.services.restores import confirm_restore, restore_studio, undo_restore


class Command(BaseCommand):
    help = "Restore a studio from its dump, undo that, or confirm it."

    def add_arguments(self, parser: CommandParser) -> None:
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("dump", nargs="?", type=Path, help="a directory dump_studio has written")
        what.add_argument("--undo", metavar="SLUG", help="put back what the last restore set aside")
        what.add_argument("--confirm", metavar="SLUG", help="drop what restores have set aside")
        parser.add_argument(
            "--erased-too", action="store_true", help="also a studio that was erased on purpose"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            if options["undo"]:
                self.stdout.write(f"Set aside now: {undo_restore(self._studio(options['undo']))}")
            elif options["confirm"]:
                dropped = confirm_restore(self._studio(options["confirm"]))
                self.stdout.write(f"Dropped: {', '.join(dropped)}")
            else:
                self._restore(options["dump"], erased_too=options["erased_too"])
        except (AdapterError, DomainError) as error:
            raise CommandError(str(error)) from error

    def _restore(self, dump: Path, *, erased_too: bool) -> None:
        began = time.monotonic()
        done = restore_studio(dump, erased_too=erased_too)
        seconds = time.monotonic() - began
        self.stdout.write(
            f"{done.studio.slug}: {done.tables} tables, {done.rows} rows, checksums equal; "
            f"{done.files} files brought back; {done.erased_again} people erased again; "
            f"{seconds:.1f} s"
        )
        for row in done.skipped:
            self.stdout.write(f"Left out, its place is taken: {row}")
        if done.set_aside:
            self.stdout.write(
                f"What was there before is {done.set_aside}. "
                f"Look at the studio, then: --confirm {done.studio.slug}"
            )

    def _studio(self, slug: str) -> Studio:
        with platform_context():
            studio = studios().filter(slug=slug).first()
        if studio is None:
            raise CommandError(f"No such studio: {slug}")
        return studio
