"""Reports that were asked for, with the jobs that make them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from apps.accounts.models import User
from apps.core.enums import JobState
from apps.core.errors import NotFound
from apps.core.models import Job
from apps.studio.models import Report
from apps.studio.rules import can_make_report, report_kinds_for


@dataclass(frozen=True)
class DeskReport:
    """A report, how far it is, and who asked for it (None: somebody who is gone)."""

    report: Report
    job: Job | None
    asked_by: User | None
    now: datetime

    @property
    def is_ready(self) -> bool:
        return bool(self.report.file) and not self.has_expired

    @property
    def has_expired(self) -> bool:
        ends = self.report.expires_at
        return ends is not None and ends <= self.now

    @property
    def is_under_way(self) -> bool:
        return self.job is not None and not self.job.is_over

    @property
    def ended_badly(self) -> bool:
        return self.job is not None and self.job.state in {JobState.FAILED, JobState.CANCELLED}


def reports_for(person: Any, *, kind: str = "") -> QuerySet[Report]:
    """What this person may see, newest first."""
    kinds = [one for one in report_kinds_for(person) if kind in {"", one}]
    return Report.objects.filter(kind__in=kinds).order_by("-created_at", "-pk")


def with_jobs(reports: Iterable[Report]) -> list[DeskReport]:
    """Each report with its job and its person, in the same order: 2 queries."""
    reports = list(reports)
    pks = [report.job_pk for report in reports]
    jobs = {job.pk: job for job in Job.objects.for_studio().filter(pk__in=pks)}
    people = User.objects.in_bulk([one.created_by_pk for one in reports if one.created_by_pk])
    now = timezone.now()
    return [
        DeskReport(one, jobs.get(one.job_pk), people.get(one.created_by_pk), now) for one in reports
    ]


def report_for(person: Any, pk: UUID) -> DeskReport:
    """One report with its job: 3 queries. Raises NotFound, also for kinds not meant for him."""
    report = Report.objects.filter(pk=pk).first()
    if report is None or not can_make_report(person, report.kind):
        raise NotFound
    return with_jobs([report])[0]
