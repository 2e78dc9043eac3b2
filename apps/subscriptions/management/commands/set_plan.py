"""Give a viewer of a studio a plan: ``set_plan kush viewer@example.com premium --until 2027-01-31``."""

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from apps.accounts.models import User
from apps.core.errors import NotFound
from apps.core.tenancy import platform_context, studio_context
from apps.subscriptions.services.plans import set_plan
from apps.tenants.models import Studio


class Command(BaseCommand):
    help = "Gives a viewer of a studio a plan, instead of any other."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("studio", help="The studio's subdomain.")
        parser.add_argument("email", help="The viewer's e-mail address.")
        parser.add_argument("plan", help="The plan's key: free, basic, premium.")
        parser.add_argument("--until", help="The last day, as 2027-01-31; without it for good.")
        parser.add_argument("--reason", default="", help="Why.")

    def handle(self, *args: Any, **options: Any) -> None:
        with platform_context():
            studio = Studio.objects.filter(slug=options["studio"]).first()
        if studio is None:
            raise CommandError(f"There is no studio {options['studio']}.")
        with studio_context(studio):
            user = User.objects.filter(email=options["email"].lower()).first()
            if user is None:
                raise CommandError(f"Nobody of {studio} has the address {options['email']}.")
            try:
                set_plan(
                    user,
                    options["plan"],
                    by="command",
                    reason=options["reason"],
                    until=_end_of(options["until"]),
                )
            except NotFound as error:
                raise CommandError(f"{studio} has no plan {options['plan']}.") from error
        self.stdout.write(f"{user.email}: {options['plan']}")


def _end_of(day: str | None) -> datetime | None:
    """The end of the named day."""
    if day is None:
        return None
    try:
        last = datetime.strptime(day, "%Y-%m-%d")  # noqa: DTZ007  made aware below
    except ValueError as error:
        raise CommandError("Write the last day as 2027-01-31.") from error
    return timezone.make_aware(last.replace(hour=23, minute=59, second=59))
