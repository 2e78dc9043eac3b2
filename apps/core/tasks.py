"""Work of core's own."""

from smtplib import SMTPException
from uuid import UUID

from celery import shared_task

from apps.core.archives import keeping
from apps.core.enums import Priority
from apps.core.errors import TemporaryError
from apps.core.mail import deliver
from apps.core.queue import PlatformTask, TenantTask
from apps.core.tombstones import copy_tombstones_out


class MailServerAway(TemporaryError):
    """It did not answer, or not now."""


@shared_task(
    name="core.send_mail",
    base=TenantTask,
    urgency=Priority.URGENT,
    max_attempts=7,
    retry_seconds=10,
    shown=("to",),
)
def send_mail(*, to: str, subject: str, text: str, html: str, sender: str) -> None:
    try:
        deliver(to=to, subject=subject, text=text, html=html, sender=sender)
    except (SMTPException, OSError) as error:
        raise MailServerAway from error


@shared_task(name="core.copy_tombstones", base=PlatformTask)
def copy_tombstones() -> None:
    copy_tombstones_out()


@shared_task(name="core.remove_expired_archives", base=PlatformTask)
def remove_archives() -> None:
    keeping.remove_expired_archives()


@shared_task(name="core.give_archive_up", base=TenantTask, exactly_once=True)
def give_archive_up(*, archive_pk: str) -> None:
    keeping.give_archive_up(UUID(archive_pk))
