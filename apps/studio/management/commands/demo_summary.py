"""`manage.py demo_summary`: where everything is, and how to sign in."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.conf import settings
from django.core.management.base import BaseCommand

from apps.core.addresses import platform_site, site_of
from apps.studio.domain.demo.people import DEMO_PASSWORD, PLATFORM_PEOPLE
from apps.studio.domain.demo.showcase import DemoPerson, DemoProfile, DemoStudio
from apps.studio.domain.demo.studios import STUDIOS

Row = tuple[str, str]


class Command(BaseCommand):
    help = "Print the addresses of the demo and its logins by role."

    # The checks ran with the migrations just before; they take longer than all of this.
    requires_system_checks: ClassVar[list[str]] = []

    def handle(self, *args: Any, **options: Any) -> None:
        rows = [*platform_rows(), *(row for studio in STUDIOS for row in studio_rows(studio))]
        width = max(len(label) for label, _ in rows)
        for label, value in rows:
            self.stdout.write(f"  {label:<{width}}  {value}".rstrip())
        self.stdout.write(f"\n  Password of everybody: {DEMO_PASSWORD}\n")


def platform_rows() -> list[Row]:
    site = platform_site()
    rows = [("", ""), ("CineRadar", f"{site}/"), ("  back-office", f"{site}/admin/")]
    if settings.DEVELOPER_PAGES:
        rows.append(("  mailbox", f"{site}/mailbox/"))
    return [*rows, *login_rows(PLATFORM_PEOPLE)]


def studio_rows(studio: DemoStudio) -> list[Row]:
    site = site_of(f"{studio.slug}.{settings.BASE_DOMAIN}")
    rows = [("", ""), (studio.name, f"{site}/"), ("  desk", f"{site}/studio/")]
    return [*rows, *login_rows(studio.people), *profile_rows(studio.profiles)]


def profile_rows(profiles: Iterable[DemoProfile]) -> list[Row]:
    """Who shares the viewer's account, and what proves it."""
    named = [f"{p.name} (PIN {p.pin})" if p.pin else p.name for p in profiles]
    return [("    profiles", ", ".join(named))] if named else []


def login_rows(people: Iterable[DemoPerson]) -> list[Row]:
    return [(f"  {person.role}", person.email) for person in people]
