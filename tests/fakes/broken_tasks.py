"""Work that always fails, and says too much."""

from celery import shared_task

from apps.core.queue import TenantTask


@shared_task(name="broken.work", base=TenantTask, max_attempts=1)
def work(*, note: str) -> None:
    secret = note
    raise RuntimeError(f"Refused by the provider: api_key={secret}")
