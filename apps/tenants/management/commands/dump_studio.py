"""Back a studio up: ``manage.py dump_studio kush --into /backups``, as the owner of the database."""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.core.errors import AdapterError
from apps.core.tenancy import platform_context
from apps.tenants.models import Studio
from apps.tenants.selectors.studios import studios
from apps.tenants.services.dumps import dump_studio


class Command(BaseCommand):
    help = "Dump studios: schema, shared rows, files and their checksums."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("slugs", nargs="*", help="subdomains of the studios")
        parser.add_argument("--all", action="store_true", help="every studio")
        parser.add_argument("--into", type=Path, required=True, help="directory for the dumps")
        parser.add_argument(
            "--without-files", action="store_true", help="when the storage keeps versions itself"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        for studio in self._chosen(options["slugs"], everyone=options["all"]):
            began = time.monotonic()
            try:
                path = dump_studio(
                    studio, into=options["into"], with_files=not options["without_files"]
                )
            except AdapterError as error:
                raise CommandError(f"{studio.slug}: {error}") from error
            self.stdout.write(f"{studio.slug}: {path} ({time.monotonic() - began:.1f} s)")

    def _chosen(self, slugs: list[str], *, everyone: bool) -> list[Studio]:
        with platform_context():
            found = list(studios() if everyone else studios().filter(slug__in=slugs))
        missing = set(slugs) - {studio.slug for studio in found}
        if missing or not found:
            raise CommandError(f"No such studio: {', '.join(sorted(missing)) or 'name one'}")
        return found
