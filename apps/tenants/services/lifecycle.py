"""Suspended, back, closed, reopened, erased. Each is noted on the platform and in the studio."""

import logging
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import User
from apps.accounts.services import audit
from apps.core.enums import TombstoneKind
from apps.core.queue import enqueue
from apps.core.scopes import shared_tables_about_studios
from apps.core.tenancy import platform_context, studio_context
from apps.core.tombstones import bury
from apps.tenants.enums import StudioStatus
from apps.tenants.errors import GraceIsOver, NameMismatch, StudioIsThePlatform, WrongStatus
from apps.tenants.models import Studio
from apps.tenants.selectors.files import storages_of_studios
from apps.tenants.selectors.hosts import forget_hosts
from apps.tenants.selectors.schemas import schemas_set_aside
from apps.tenants.services.leftovers import forget_in_redis
from apps.tenants.services.letters import announce_closing
from apps.tenants.services.schemas import drop_schema

By = User | str
logger = logging.getLogger(__name__)


def suspend_studio(studio: Studio, *, reason: str, by: By) -> None:
    """Visitors see a notice from the next request on; nothing is lost. Raises WrongStatus."""
    _change(
        studio,
        StudioStatus.ACTIVE,
        {
            "status": StudioStatus.SUSPENDED,
            "suspended_at": timezone.now(),
            "suspension_reason": reason,
        },
    )
    _note("studio.suspended", studio, by=by, changes={"reason": reason})


def reactivate_studio(studio: Studio, *, by: By) -> None:
    """Undo a suspension. Raises WrongStatus."""
    _change(
        studio,
        StudioStatus.SUSPENDED,
        {"status": StudioStatus.ACTIVE, "suspended_at": None, "suspension_reason": ""},
    )
    _note("studio.reactivated", studio, by=by)


def close_studio(studio: Studio, *, typed_name: str, by: By) -> None:
    """Shut the site and tell its owners. Everything stays for the days of grace and is erased after them.

    Raises NameMismatch unless the studio's name was typed exactly, and WrongStatus.
    """
    if typed_name.strip() != studio.name:
        raise NameMismatch
    now = timezone.now()
    erase_after = now + timedelta(days=settings.STUDIO_CLOSING_GRACE_DAYS)
    fields = {"status": StudioStatus.CLOSED, "closed_at": now, "erase_after": erase_after}
    with transaction.atomic():
        _change(studio, StudioStatus.ACTIVE, fields)
        _note("studio.closed", studio, by=by, changes={"erase_after": erase_after.isoformat()})
        for email in _owners_of(studio):
            announce_closing(studio, email=email)


def _owners_of(studio: Studio) -> list[str]:
    with studio_context(studio):
        owners = User.objects.filter(role=Role.OWNER, is_active=True)
        return list(owners.values_list("email", flat=True))


def reopen_studio(studio: Studio, *, by: By) -> None:
    """Undo a closing. Raises WrongStatus, and GraceIsOver once the erasing may have begun."""
    if studio.erase_after is not None and studio.erase_after <= timezone.now():
        raise GraceIsOver
    fields = {"status": StudioStatus.ACTIVE, "closed_at": None, "erase_after": None}
    _change(studio, StudioStatus.CLOSED, fields)
    _note("studio.reopened", studio, by=by)


def _change(studio: Studio, before: StudioStatus, fields: dict[str, Any]) -> None:
    if studio.is_platform:
        raise StudioIsThePlatform
    if not Studio.objects.filter(pk=studio.pk, status=before).update(**fields):
        raise WrongStatus
    for name, value in fields.items():
        setattr(studio, name, value)
    forget_studio_hosts(studio)


def forget_studio_hosts(studio: Studio) -> None:
    """Every address of the studio is looked up anew by the next request."""
    names = list(studio.domains.values_list("domain", flat=True))
    transaction.on_commit(lambda: forget_hosts(names))


def _note(action: str, studio: Studio, *, by: By, changes: dict[str, Any] | None = None) -> None:
    for place in (platform_context(), studio_context(studio)):
        with place:
            audit.record(action, by=by, target=studio, changes=changes)


def queue_overdue_erasures() -> int:
    """Queue the erasing of every studio whose grace is over; how many."""
    overdue = Studio.objects.filter(
        status=StudioStatus.CLOSED, erase_after__lte=timezone.now()
    ).values_list("pk", flat=True)
    for pk in overdue:
        enqueue("tenants.erase_studio", studio_pk=str(pk))
    return len(overdue)


def erase_studio(studio_pk: UUID) -> None:
    """Delete files, schema and rows of a closed studio whose grace is over; nothing otherwise.

    Files go first and the row last, so an interrupted run is finished by the next one. What
    stays is a line in the platform's audit log (when, and the name), and a tombstone, so that no
    backup brings it back unasked. Runs as the owner of the database.
    """
    with platform_context():
        studio = Studio.objects.filter(
            pk=studio_pk, status=StudioStatus.CLOSED, erase_after__lte=timezone.now()
        ).first()
        if studio is None or studio.is_platform:
            return
        with studio_context(studio):
            for storage in storages_of_studios().values():
                storage.delete_tree()
        for schema in [*schemas_set_aside(studio.schema_name), studio.schema_name]:
            drop_schema(schema)
        forget_in_redis(studio.schema_name)
        _erase_rows(studio)
    logger.info("Studio %s was erased.", studio.slug)


@transaction.atomic
def _erase_rows(studio: Studio) -> None:
    forget_studio_hosts(studio)
    changes = {"slug": studio.slug, "closed_at": studio.closed_at.isoformat()}  # type: ignore[union-attr]
    audit.forget_people_of(studio)
    audit.record("studio.erased", by="platform", target=studio, changes=changes)
    bury(TombstoneKind.STUDIO, studio.pk, studio_schema=studio.schema_name, by="platform")
    for model, scope in shared_tables_about_studios():
        if not scope.kept:
            model._base_manager.filter(**{scope.studio: studio.schema_name}).delete()
    enqueue("core.copy_tombstones")
