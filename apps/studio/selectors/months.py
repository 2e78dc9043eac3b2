"""A stretch of days, and the months it touches, in the time zone in force."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both counted in."""

    since: date
    until: date

    @property
    def start(self) -> datetime:
        return _midnight(self.since)

    @property
    def end(self) -> datetime:
        """The first moment that no longer belongs to it."""
        return _midnight(self.until + timedelta(days=1))

    @cached_property
    def months(self) -> list[date]:
        """The first day of every month it touches."""
        return list(_months(self.since.replace(day=1), self.until))

    def within(self, field: str) -> dict[str, Any]:
        """A filter: the moment in ``field`` belongs to the period."""
        return {f"{field}__gte": self.start, f"{field}__lt": self.end}

    def per_month(self, rows: QuerySet[Any], field: str) -> list[int]:
        """How many rows fall into each month: 1 query."""
        counted = dict(
            rows.filter(**self.within(field))
            .order_by()
            .annotate(month=TruncMonth(field))
            .values_list("month")
            .annotate(Count("pk"))
        )
        by_day = {timezone.localtime(month).date(): count for month, count in counted.items()}
        return [by_day.get(month, 0) for month in self.months]

    def growth(self, rows: QuerySet[Any], field: str) -> list[int]:
        """How many rows there were at the end of each month, or of the period: 2 queries."""
        total = rows.filter(**{f"{field}__lt": self.start}).count()
        totals = []
        for count in self.per_month(rows, field):
            total += count
            totals.append(total)
        return totals


def _months(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first = (first + timedelta(days=32)).replace(day=1)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
