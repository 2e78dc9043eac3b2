"""The first page of the back-office: the platform in numbers, brought up to date by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format

from apps.accounts import rules
from apps.core.job_kinds import kind_of
from apps.studio.selectors.figures import Day, Figures, platform_figures
from apps.tenants.enums import StudioStatus

BAR_STEP = 10
CHART_HEIGHT = 80


@dataclass(frozen=True)
class Bar:
    x: int
    y: int
    height: int
    label: str


@dataclass(frozen=True)
class Chart:
    """Bars in the units of the picture's own grid, the oldest day on the left."""

    bars: list[Bar]
    width: int
    height: int
    total: int
    most: int
    first: date
    last: date


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """What the first page shows besides what every page does."""
    return {**context, **_page(request)}


def figures(request: HttpRequest) -> HttpResponse:
    """The numbers alone, for the page that asks for them again."""
    return render(request, "admin/_figures.html", _page(request))


def _page(request: HttpRequest) -> dict[str, Any]:
    found = platform_figures()
    return {
        "figures": found,
        "studios": _studio_rows(found),
        "failures": [(job, str(kind_of(job).label)) for job in found.failures],
        "charts": {"sign_ups": chart_of(found.sign_ups), "jobs": chart_of(found.jobs_a_day)},
        "may_see_studios": rules.can_open_studios(request.user),
        "may_see_jobs": rules.can_read_jobs(request.user),
    }


def _studio_rows(found: Figures) -> list[tuple[StudioStatus, int]]:
    return [(status, found.studios[status]) for status in StudioStatus]


def chart_of(days: Sequence[Day]) -> Chart:
    """The days as bars; the highest fills the picture."""
    most = max(day.count for day in days)
    return Chart(
        bars=[_bar(index, day, most) for index, day in enumerate(days)],
        width=len(days) * BAR_STEP,
        height=CHART_HEIGHT,
        total=sum(day.count for day in days),
        most=most,
        first=days[0].on,
        last=days[-1].on,
    )


def _bar(index: int, day: Day, most: int) -> Bar:
    height = max(1, day.count * CHART_HEIGHT // most) if day.count else 0
    label = f"{date_format(day.on, 'DATE_FORMAT')}: {day.count}"
    return Bar(x=index * BAR_STEP, y=CHART_HEIGHT - height, height=height, label=label)
