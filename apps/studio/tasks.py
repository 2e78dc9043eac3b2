"""Background work of the desk."""

from celery import shared_task

from apps.core.enums import Priority
from apps.core.queue import TenantTask
from apps.studio.models import Report
from apps.studio.services.reports import keeping, writing


@shared_task(name="studio.write_report", base=TenantTask, on_dead="studio.give_report_up")
def write_report(*, report_pk: str, job_pk: str) -> None:
    report = Report.objects.filter(pk=report_pk, job_pk=job_pk).first()
    if report is not None:
        writing.write_report(report)


@shared_task(name="studio.give_report_up", base=TenantTask)
def give_report_up(*, report_pk: str, job_pk: str) -> None:
    report = Report.objects.filter(pk=report_pk, job_pk=job_pk).first()
    if report is not None:
        writing.give_report_up(report)


@shared_task(name="studio.delete_expired_reports", base=TenantTask, urgency=Priority.BULK)
def delete_expired_reports() -> None:
    keeping.delete_expired_reports()
