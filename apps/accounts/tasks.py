"""Background work about people."""

from uuid import UUID

from celery import shared_task

from apps.accounts.services import idempotency, leaving, personal_data
from apps.core.archives.keeping import job_key
from apps.core.enums import Priority
from apps.core.queue import TenantTask


@shared_task(
    name="accounts.collect_personal_data",
    base=TenantTask,
    on_dead="core.give_archive_up",
    job_key=staticmethod(job_key),
)
def collect_personal_data(*, archive_pk: str) -> None:
    personal_data.collect_personal_data(UUID(archive_pk))


@shared_task(name="accounts.erase_overdue_people", base=TenantTask, urgency=Priority.BULK)
def erase_overdue_people() -> None:
    leaving.erase_overdue_people()


@shared_task(name="accounts.forget_old_calls", base=TenantTask, urgency=Priority.BULK)
def forget_old_calls() -> None:
    idempotency.forget_old_calls()
