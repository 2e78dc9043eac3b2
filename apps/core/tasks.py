"""Work of core's own."""

from smtplib import SMTPException

from celery import shared_task

from apps.core.mail import deliver
from apps.core.queue import TenantTask


@shared_task(
    name="core.send_mail",
    base=TenantTask,
    autoretry_for=(SMTPException, OSError),
    retry_backoff=10,
    max_retries=6,
)
def send_mail(*, to: str, subject: str, text: str, html: str, sender: str) -> None:
    deliver(to=to, subject=subject, text=text, html=html, sender=sender)
