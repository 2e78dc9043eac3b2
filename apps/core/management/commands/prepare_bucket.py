from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from apps.core.errors import AdapterError


class Command(BaseCommand):
    help = "Set the rules of the object store's bucket: who may send to it, what it forgets."

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MEDIA_STORAGE != "s3":
            raise CommandError("MEDIA_STORAGE is not s3: there is no bucket.")
        # boto3 is loaded where there is an object store alone.
        from apps.core.storage.bucket import prepare_bucket  # noqa: PLC0415

        try:
            unknown = prepare_bucket()
        except AdapterError as error:
            raise CommandError(f"The bucket could not be prepared: {error}") from error
        for rule in unknown:
            self.stdout.write(f"This store has no rule for {rule}: see that the bucket is private.")
        self.stdout.write("The bucket is ready.")
