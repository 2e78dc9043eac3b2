"""`manage.py load_demo`: two studios with people and films that play."""

from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from apps.studio.domain.demo.studios import STUDIOS, smaller
from apps.studio.errors import DemoStudioNotOpened
from apps.studio.services.demo.loading import Outcome, load_demo

CLEAR_LINE = "\r\x1b[K"


class Command(BaseCommand):
    help = "Set up the demo studios Kush Films and Falcon Pictures. Running it again adds only what is missing."

    # The checks ran with the migrations just before; they take longer than all of this.
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--no-wait", action="store_true", help="Leave the films to the workers and return."
        )
        parser.add_argument("--films", type=int, help="So many films a studio instead of all.")

    def handle(self, *args: Any, **options: Any) -> None:
        wait, films = not options["no_wait"], options["films"]
        studios = tuple(smaller(studio, films) for studio in STUDIOS) if films else STUDIOS
        try:
            outcome = load_demo(tell=self.tell, wait=wait, studios=studios)
        except DemoStudioNotOpened as error:
            raise CommandError(str(error)) from error
        self.report(outcome, waited=wait)

    def tell(self, line: str) -> None:
        """On a terminal one line that changes, elsewhere a line each."""
        if self.stdout.isatty():
            self.stdout.write(f"{CLEAR_LINE}{line}", ending="")
        else:
            self.stdout.write(line)
        self.stdout.flush()

    def report(self, outcome: Outcome, *, waited: bool) -> None:
        start = CLEAR_LINE if self.stdout.isatty() else ""
        self.stdout.write(
            f"{start}The demo is loaded: {outcome.ready} of {outcome.total} films are ready."
        )
        for title, reason in outcome.failures.items():
            self.stdout.write(f"  {title} failed: {reason}")
        if outcome.waiting and waited:
            self.stdout.write(
                f"  {outcome.waiting} films still wait for a worker. Start one with: "
                "celery --app config worker --queues media"
            )
        elif outcome.waiting:
            self.stdout.write(
                f"  {outcome.waiting} films are with the workers, and appear when encoded."
            )
