"""Who made a title, as its page lists them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from apps.catalog.enums import CreditJob
from apps.catalog.models import Credit
from apps.catalog.selectors.titles import Title


@dataclass(frozen=True)
class Name:
    """Somebody in the credits; ``url`` is empty for those who have no page."""

    name: str
    url: str = ""
    character: str = ""


@dataclass(frozen=True)
class Group:
    """Everybody who did the same."""

    label: str
    names: list[Name]


def credit_groups(title: Title) -> list[Group]:
    """In the order in which credits name jobs; nobody twice in one job."""
    lines = list(title.credits.all())
    groups = [_group(job, [line for line in lines if line.job == job]) for job in CreditJob]
    return [group for group in groups if group.names]


def _group(job: CreditJob, lines: Iterable[Credit]) -> Group:
    names = [
        Name(
            line.contributor.name,
            reverse("person", args=[line.contributor.slug]),
            line.character,
        )
        for line in lines
    ]
    return Group(str(job.label), names)
