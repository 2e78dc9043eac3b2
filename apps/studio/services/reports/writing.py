"""The work of one report: count, lay out, put away. It runs in a worker."""

from collections.abc import Callable
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone, translation

from apps.accounts.models import User
from apps.core.documents.builders import Format, build
from apps.core.documents.model import Document
from apps.core.jobs import JobProgress, carry_out, finish_job, give_up
from apps.core.models import Job
from apps.studio.enums import ReportKind, ReportStep
from apps.studio.models import Report
from apps.studio.selectors.months import Period
from apps.studio.services.reports.access import access_report
from apps.studio.services.reports.catalogue import catalogue_report
from apps.tenants.selectors.paper import paper_look

KEPT = timedelta(days=7)
COUNTED_PERCENT, DRAWN_PERCENT = 30, 90
WRITERS: dict[str, Callable[[Report, Period, str], Document]] = {
    ReportKind.CATALOGUE: catalogue_report,
    ReportKind.ACCESS: access_report,
}


def write_report(report: Report) -> None:
    """Make the file; running it twice is the same as once. What an attempt that was cancelled or
    failed has left behind is removed."""
    job = Job.objects.for_studio().get(pk=report.job_pk)
    carry_out(
        job,
        lambda progress: _write(report, progress),
        undo=lambda: _discard(report, upto=job.attempts),
    )


def give_report_up(report: Report) -> None:
    """No worker has survived it."""
    give_up(Job.objects.for_studio().get(pk=report.job_pk))


def _write(report: Report, progress: JobProgress) -> None:
    zone = ZoneInfo(report.time_zone)
    with translation.override(report.language), timezone.override(zone):
        _discard(report, upto=progress.job.attempts - 1)
        progress.report(0, step=ReportStep.COUNTING)
        period = Period(report.since, report.until)
        document = WRITERS[report.kind](report, period, _name_of(report))
        progress.report(COUNTED_PERCENT, step=ReportStep.DRAWING)
        content = build(document, paper_look(), Format(report.format))
    progress.report(DRAWN_PERCENT, step=ReportStep.STORING)
    _store(report, progress.job, content)


def _store(report: Report, job: Job, content: bytes) -> None:
    """The file first, then its row and the job's end in one transaction: no end without a file."""
    name = default_storage.save(_file_name(report, job.attempts), ContentFile(content))
    with transaction.atomic():
        Report.objects.filter(pk=report.pk, job_pk=job.pk).update(
            file=name, size=len(content), expires_at=timezone.now() + KEPT
        )
        finish_job(job)


def _discard(report: Report, *, upto: int) -> None:
    """The files of all attempts up to this one; a worker that died could not remove its own."""
    for attempt in range(1, upto + 1):
        default_storage.delete(_file_name(report, attempt))


def _file_name(report: Report, attempt: int) -> str:
    """Names nobody can guess are not needed: a view decides who reads it."""
    return f"reports/{report.job_pk}-{attempt}.{report.format}"


def _name_of(report: Report) -> str:
    pk = report.created_by_pk
    person = User.objects.filter(pk=pk).first() if pk else None
    return str(person) if person else ""
