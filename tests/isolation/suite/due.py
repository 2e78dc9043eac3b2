"""What each task of the platform's own finds to do in alpha, and could take for beta's as well."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from apps.catalog.adapters.progress import store as progress
from apps.catalog.models import Film
from apps.core.enums import TombstoneKind
from apps.core.ids import uuid7
from apps.core.jobs import start_job
from apps.core.models import Archive, Job, Task, Tombstone
from apps.core.storage.contract import media
from apps.core.tenancy import studio_context
from apps.core.tombstones import FOLDER, bury
from apps.tenants.domain.slugs import POOL_PREFIX
from apps.tenants.enums import RunState, StudioStatus, Wave
from apps.tenants.models import Domain, MigrationRun, Studio, StudioMigration
from apps.tenants.selectors.versions import current_version
from tests.isolation.suite.twins import Side, Twins

ORPHAN = f"{POOL_PREFIX}orphan"
EARLIER = timedelta(days=40)
Arguments = dict[str, str]


def tombstones(twins: Twins) -> Arguments:
    """Alpha's is not copied yet; beta's is."""
    Tombstone.everywhere.update(copied_at=timezone.now())
    bury(TombstoneKind.PERSON, twins.alpha.owner.pk, studio_schema="alpha", by="a test")
    return {}


def tombstones_copied(twins: Twins) -> bool:
    graves = Tombstone.everywhere.filter(studio_schema="alpha", copied_at__isnull=False)
    return any(media().exists(f"{FOLDER}/{grave.pk}.json") for grave in graves)


def archives(twins: Twins) -> Arguments:
    ready = Archive.everywhere.filter(studio_schema="alpha", expires_at__isnull=False)
    assert ready.update(expires_at=timezone.now() - EARLIER)
    return {}


def archives_removed(twins: Twins) -> bool:
    return Archive.everywhere.filter(studio_schema="alpha", removed_at__isnull=False).exists()


def closing(twins: Twins) -> Arguments:
    fields = {"closed_at": timezone.now() - EARLIER, "erase_after": timezone.now() - EARLIER / 2}
    studios = Studio.objects.filter(pk=twins.alpha.studio.pk)
    studios.update(status=StudioStatus.CLOSED, **fields)
    return {}


def erasing(twins: Twins) -> Arguments:
    closing(twins)
    with connection.cursor() as cursor:
        # What the twins were made with waits for the end of the transaction otherwise.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    return {"studio_pk": str(twins.alpha.studio.pk)}


def erased(twins: Twins) -> bool:
    return not Studio.objects.filter(pk=twins.alpha.studio.pk).exists()


def opening(twins: Twins) -> Arguments:
    """Both have a job; alpha's is to be done again, beta's was seen just now."""
    theirs = start_job("tenants.provision", subject_pk=twins.beta.studio.pk)
    mine = start_job("tenants.provision", subject_pk=twins.alpha.studio.pk)
    Job.everywhere.filter(pk=mine.pk).update(seen_at=timezone.now() - EARLIER)
    Job.everywhere.filter(pk=theirs.pk).update(seen_at=timezone.now())
    Studio.objects.filter(pk=twins.alpha.studio.pk).update(
        status=StudioStatus.PROVISIONING, schema_version=current_version()
    )
    return {"studio_pk": str(twins.alpha.studio.pk), "job_pk": str(mine.pk)}


def half_made(twins: Twins) -> Arguments:
    opening(twins)
    return {}


def opened(twins: Twins) -> bool:
    return Studio.objects.get(pk=twins.alpha.studio.pk).status == StudioStatus.ACTIVE


def migrating(twins: Twins) -> Arguments:
    """Both are behind; the run is about alpha."""
    Studio.objects.update(schema_version="older")
    MigrationRun.objects.update(state=RunState.DONE)
    run = MigrationRun.objects.create(target=current_version(), state=RunState.RUNNING)
    StudioMigration.objects.create(run=run, studio=twins.alpha.studio, wave=Wave.CANARY)
    return {"run_pk": str(run.pk)}


def migrated(twins: Twins) -> bool:
    return Studio.objects.get(pk=twins.alpha.studio.pk).schema_version == current_version()


def domain_of(side: Side) -> Domain:
    return Domain.objects.get(pk=side.arguments("desk-domain-primary")["pk"])


def domain(twins: Twins) -> Arguments:
    """The name server knows neither; only alpha's is looked at."""
    return {"domain_pk": str(domain_of(twins.alpha).pk)}


def domain_lost(twins: Twins) -> bool:
    pk = twins.alpha.arguments("desk-domain-primary")["pk"]
    return not Domain.objects.filter(pk=pk).exists()


def domains(twins: Twins) -> Arguments:
    Domain.objects.update(checked_at=timezone.now())
    Domain.objects.filter(tenant=twins.alpha.studio).update(checked_at=timezone.now() - EARLIER)
    return {}


def orphan(twins: Twins) -> Arguments:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {ORPHAN}")
    return {}


def orphan_gone(twins: Twins) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT FROM pg_namespace WHERE nspname = %s", [ORPHAN])
        return cursor.fetchone() is None


def queued(name: str, key: str, value: Callable[[Twins], Any]) -> Callable[[Twins], bool]:
    """Exactly this was queued, and for alpha's row alone."""

    def asked(twins: Twins) -> bool:
        rows = Task.everywhere.filter(name=name, studio_schema="public")
        return [row.kwargs[key] for row in rows] == [str(value(twins))]

    return asked


def watching(twins: Twins) -> Arguments:
    """A beat of alpha's waits in Redis; none of beta's does."""
    for schema in progress.studios_to_write():
        progress.forget_studio(schema)
    with studio_context(twins.alpha.studio):
        film = Film.objects.order_by("pk").first()
        progress.join(
            profile_pk=uuid7(),
            film_pk=film.pk,
            play=str(uuid7()),
            track=progress.Track(counts_from=1.0, seq=1, position=600.0),
            happened_at=1.0,
            duration=3600.0,
        )
    return {}


def flush_asked_for(twins: Twins) -> bool:
    rows = Task.everywhere.filter(name="catalog.flush_progress")
    return list(rows.values_list("studio_schema", flat=True)) == ["alpha"]


# Per task: what makes it due in alpha (its arguments come back), and how one sees that it was done.
DUE: dict[str, tuple[Callable[[Twins], Arguments], Callable[[Twins], bool]]] = {
    "catalog.ask_for_flushes": (watching, flush_asked_for),
    "core.copy_tombstones": (tombstones, tombstones_copied),
    "core.remove_expired_archives": (archives, archives_removed),
    "tenants.erase_closed_studios": (
        closing,
        queued("tenants.erase_studio", "studio_pk", lambda twins: twins.alpha.studio.pk),
    ),
    "tenants.erase_studio": (erasing, erased),
    "tenants.finish_half_made_studios": (
        half_made,
        queued("tenants.provision_studio", "studio_pk", lambda twins: twins.alpha.studio.pk),
    ),
    "tenants.migrate_stale_studios": (migrating, migrated),
    "tenants.provision_studio": (opening, opened),
    "tenants.recheck_domain": (domain, domain_lost),
    "tenants.recheck_domains": (
        domains,
        queued("tenants.recheck_domain", "domain_pk", lambda twins: domain_of(twins.alpha).pk),
    ),
    "tenants.tend_schemas": (orphan, orphan_gone),
}
