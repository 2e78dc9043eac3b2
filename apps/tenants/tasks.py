"""Background work of studios: fetch, then one service call."""

from uuid import UUID

from celery import shared_task

from apps.core.archives.keeping import job_key
from apps.core.enums import Priority
from apps.core.queue import PlatformTask, TenantTask
from apps.tenants.services import archives, domains, lifecycle, orphans, provisioning, spares, waves

LONGEST_ARCHIVE = 12 * 3600


@shared_task(name="tenants.provision_studio", base=PlatformTask, urgency=Priority.URGENT)
def provision_studio(*, studio_pk: str, job_pk: str) -> None:
    provisioning.provision_studio(UUID(studio_pk), job_pk=UUID(job_pk))


@shared_task(name="tenants.finish_half_made_studios", base=PlatformTask)
def finish_half_made_studios() -> None:
    provisioning.resume_half_made_studios()


@shared_task(name="tenants.erase_closed_studios", base=PlatformTask)
def erase_closed_studios() -> None:
    lifecycle.queue_overdue_erasures()


@shared_task(name="tenants.erase_studio", base=PlatformTask)
def erase_studio(*, studio_pk: str) -> None:
    lifecycle.erase_studio(UUID(studio_pk))


@shared_task(name="tenants.recheck_domains", base=PlatformTask)
def recheck_domains() -> None:
    domains.queue_rechecks()


@shared_task(name="tenants.recheck_domain", base=PlatformTask)
def recheck_domain(*, domain_pk: str) -> None:
    domains.recheck_domain(UUID(domain_pk))


@shared_task(name="tenants.migrate_stale_studios", base=PlatformTask, urgency=Priority.BULK)
def migrate_stale_studios(*, run_pk: str) -> None:
    waves.run_slice(UUID(run_pk))


@shared_task(name="tenants.tend_schemas", base=PlatformTask)
def tend_schemas() -> None:
    spares.fill_pool()
    orphans.clear_orphans()
    waves.queue_silent_run()


@shared_task(
    name="tenants.write_archive",
    base=TenantTask,
    on_dead="core.give_archive_up",
    job_key=staticmethod(job_key),
    time_limit=LONGEST_ARCHIVE + 60,
    soft_time_limit=LONGEST_ARCHIVE,
)
def write_archive(*, archive_pk: str) -> None:
    archives.write_archive(UUID(archive_pk))
