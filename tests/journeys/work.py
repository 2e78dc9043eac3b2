"""Furnishes the product with background work in every state that a page shows."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from apps.accounts.models import User
from apps.core.enums import JobState, TaskState
from apps.core.models import Archive, Job, Task
from apps.core.queue import enqueue
from apps.studio.enums import ReportFormat, ReportKind
from apps.studio.models import Report
from apps.studio.services.reports.requests import request_report
from apps.tenants.enums import MigrationState, RunState, Wave
from apps.tenants.models import MigrationRun, Studio
from apps.tenants.services.archives import ask_for_archive

DAY = date(2026, 1, 1)


def work_of_the_studio(studio: Studio, owner: User) -> dict[str, str]:
    """A report that the workers make and one that failed, an archive, work that was given up."""
    report, broken = _report(owner), _broken_report(owner)
    archive = ask_for_archive(studio, by=owner, language="en", on_platform=False)
    return {
        "report": str(report.pk),
        "broken_report": str(broken.pk),
        "archive": str(archive.pk),
        "letter": str(_dead_letter().pk),
    }


def is_over(content: dict[str, str]) -> bool:
    """Whether the workers are done with what they were given."""
    made = Report.objects.exclude(file="").filter(pk=content["report"])
    kept = Archive.objects.for_studio().filter(pk=content["archive"], ended_at__isnull=False)
    return made.exists() and kept.exists()


def _report(by: User) -> Report:
    return request_report(
        ReportKind.CATALOGUE, file=ReportFormat.CSV, language="en", since=DAY, until=DAY, by=by
    )


def _broken_report(by: User) -> Report:
    with transaction.atomic():
        report = _report(by)
        Task.objects.for_studio().filter(kwargs__report_pk=str(report.pk)).delete()
        Job.objects.for_studio().filter(pk=report.job_pk).update(
            state=JobState.FAILED, error_detail="It broke.", ended_at=Now()
        )
    return report


def _dead_letter() -> Task:
    with transaction.atomic():
        enqueue("catalog.give_encode_up", delay=timedelta(days=1), encode_pk=str(UUID(int=1)))
        row: Task = Task.objects.for_studio().latest("pk")
        row.state, row.attempts, row.died_at = TaskState.DEAD, 3, timezone.now()
        row.error_name, row.error_detail = "WorkerLost", "Traceback (most recent call last):\n  …"
        row.save()
    return row


def migration_of(studio: Studio) -> str:
    """A migration that has ended badly; its key."""
    run = MigrationRun.objects.create(
        target="0123456789abcdef", started_by="Eko", state=RunState.FAILED, ended_at=Now()
    )
    run.studios.create(
        studio=studio, wave=Wave.values[0], state=MigrationState.FAILED, error="It took too long."
    )
    return str(run.pk)
