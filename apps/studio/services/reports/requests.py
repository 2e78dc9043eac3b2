"""Reports are asked for, asked for again, and deleted before their time."""

from datetime import date, timedelta
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.accounts.rules import can_edit_settings, can_manage_studios
from apps.accounts.services import audit
from apps.core.errors import Conflict, Forbidden
from apps.core.job_kinds import JobKind, register
from apps.core.jobs import start_job
from apps.core.models import Job
from apps.core.queue import enqueue
from apps.studio.enums import ReportFormat, ReportKind, ReportStep
from apps.studio.errors import PeriodRefused, ReportGone
from apps.studio.models import Report
from apps.studio.rules import can_make_report

JOB = "studio.report"
LONGEST_YEARS = 10
LONGEST = timedelta(days=366 * LONGEST_YEARS)


def request_report(
    kind: ReportKind,
    *,
    file: ReportFormat,
    language: str,
    since: date,
    until: date,
    by: User,
) -> Report:
    """Queue a report about the days from ``since`` to ``until``, in the time zone in force.

    Raises Forbidden for a report the person may not read, and PeriodRefused.
    """
    if not can_make_report(by, kind):
        raise Forbidden
    if not timedelta(0) <= until - since <= LONGEST:
        raise PeriodRefused(years=LONGEST_YEARS)
    report = Report(
        kind=kind,
        format=file,
        language=language,
        time_zone=timezone.get_current_timezone_name(),
        since=since,
        until=until,
        created_by_pk=by.pk,
    )
    with transaction.atomic():
        _queue(report, asker_pk=by.pk)
        audit.record("report.requested", by=by, target=report, changes={"file": str(file)})
    return report


def _queue(report: Report, *, asker_pk: UUID | None) -> Job:
    title = f"{report} ({report.format.upper()})"
    job = start_job(JOB, subject_pk=report.pk, by_pk=asker_pk, title=title)
    report.job_pk = job.pk
    report.save()
    enqueue("studio.write_report", report_pk=str(report.pk), job_pk=str(job.pk))
    return job


def repeat_report(job: Job, by: User) -> Job:
    """Queue the same report again; asked by people of the platform, it stays the asker's.

    Raises ReportGone when it was deleted or repeated since, and Forbidden.
    """
    is_staff = can_manage_studios(by)
    with transaction.atomic():
        report = Report.objects.select_for_update().filter(job_pk=job.pk).first()
        if report is None:
            raise ReportGone
        if not (is_staff or can_make_report(by, report.kind)):
            raise Forbidden
        audit.record("report.requested", by=by, target=report, changes={"file": report.format})
        return _queue(report, asker_pk=report.created_by_pk if is_staff else by.pk)


def delete_report(report: Report, *, by: User) -> None:
    """Delete the report and its file. Raises Forbidden, and Conflict while it is being made."""
    if not (can_make_report(by, report.kind) and _may_delete(report, by)):
        raise Forbidden
    job = Job.objects.for_studio().filter(pk=report.job_pk).first()
    if job is not None and not job.is_over:
        raise Conflict
    name = report.file
    with transaction.atomic():
        audit.record("report.deleted", by=by, target=report)
        report.delete()
        if name:
            transaction.on_commit(lambda: default_storage.delete(name), robust=True)


def _may_delete(report: Report, person: User) -> bool:
    return person.pk == report.created_by_pk or can_edit_settings(person)


def _page(job: Job) -> str:
    return reverse("desk-report", args=[job.subject_pk])


REPORT = register(
    JobKind(
        key=JOB,
        label=_("Making a report"),
        steps=dict(ReportStep.choices),
        page=_page,
        managed_by=lambda person: can_edit_settings(person) or can_manage_studios(person),
        repeat=repeat_report,
    )
)
