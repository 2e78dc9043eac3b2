"""All of a studio's data and files as one ZIP, for its owner to take along."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Model, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import User
from apps.accounts.rules import can_export_studio, can_manage_studios
from apps.accounts.services import audit
from apps.core.addresses import platform_site
from apps.core.archives.keeping import archive_to_fetch, fill_archive, new_archive, spooled
from apps.core.archives.rows import json_lines
from apps.core.archives.snapshot import snapshot
from apps.core.archives.zipping import Member
from apps.core.enums import ArchiveKind
from apps.core.job_kinds import JobKind, register
from apps.core.limits import spend
from apps.core.mail import send_letter
from apps.core.models import Archive
from apps.core.queue import enqueue
from apps.core.scopes import (
    Scope,
    open_columns,
    shared_tables_about_studios,
    tables_in_a_studio,
)
from apps.core.tenancy import current_studio, platform_context, studio_context
from apps.tenants.errors import NoRoomForArchive
from apps.tenants.models import Studio
from apps.tenants.selectors.files import StudioFile, studio_files
from apps.tenants.selectors.versions import applied_migrations

FORMAT = "cineradar-studio-1"
ARCHIVES = "10/day"
# Kept free, so that the database and the logs of the same disk go on.
RESERVE_BYTES = 512 * 1024**2

ARCHIVE = register(
    JobKind(
        key="tenants.archive",
        label=_("Collecting a studio's data"),
        page=lambda job: "/studio/settings/archives/",
        managed_by=lambda person: can_export_studio(person) or can_manage_studios(person),
    )
)


def ask_for_archive(studio: Studio, *, by: User, language: str, on_platform: bool) -> Archive:
    """Have everything of the studio collected; ``by`` gets a letter at the end.

    ``on_platform``: somebody of the platform asks, who has no account there. It is noted in the
    studio's log, and in the platform's then. Raises ArchiveUnderway, and TooManyRequests beyond
    ten a day.
    """
    spend(ARCHIVES, "studio-archive", studio.schema_name)
    with transaction.atomic():
        with studio_context(studio):
            archive = new_archive(
                ArchiveKind.STUDIO,
                job_kind=ARCHIVE.key,
                title=studio.name,
                by=by,
                language=language,
                on_platform=on_platform,
            )
            audit.record(
                "studio.archive_requested", by=_named(by, on_platform=on_platform), target=studio
            )
            enqueue("tenants.write_archive", archive_pk=str(archive.pk))
        if on_platform:
            with platform_context():
                audit.record("studio.archive_requested", by=by, target=studio)
    return archive


def ask_as_platform(studio: Studio, *, by: User) -> None:
    """From the back-office; the letter is in that person's language. Raises as ask_for_archive."""
    ask_for_archive(studio, by=by, language=by.language, on_platform=True)


def fetch_archive(studio: Studio, pk: UUID, *, by: User, on_platform: bool) -> Archive:
    """The finished archive, noted as taken. Raises ArchiveGone."""
    with studio_context(studio):
        archive = archive_to_fetch(pk, kind=ArchiveKind.STUDIO)
        audit.record(
            "studio.archive_fetched", by=_named(by, on_platform=on_platform), target=studio
        )
    if on_platform:
        with platform_context():
            audit.record("studio.archive_fetched", by=by, target=studio)
    return archive


def write_archive(archive_pk: UUID) -> None:
    """The worker's part, in the studio; nothing for an archive that is gone."""
    archive = Archive.objects.for_studio().filter(pk=archive_pk).select_related("job").first()
    if archive is None:
        return
    total = sum(file.stored.size for file in studio_files())
    fill_archive(
        archive,
        lambda: _members(total),
        total=total + 1024**2,
        head=_head(),
        at_end=lambda: _tell_the_platform(archive),
    )


def _head() -> dict[str, Any]:
    studio = current_studio()
    return {
        "format": FORMAT,
        "studio": {"pk": str(studio.pk), "slug": studio.slug},
        "made_at": timezone.now().isoformat(),
        "migrations": applied_migrations(studio.schema_name),
    }


def _members(total: int) -> Iterator[Member]:
    """Rows first: they are read at one moment, into a directory of our own."""
    _refuse_without_room(total)
    readme = render_to_string("tenants/archive/README.txt", {"studio": current_studio()})
    yield Member("README.txt", lambda: [readme.encode()], {})
    with tempfile.TemporaryDirectory(prefix="archive-") as directory:
        yield from _row_members(Path(directory))
    for file in studio_files():
        yield _file_member(file)


def _row_members(directory: Path) -> list[Member]:
    with snapshot():
        own = [
            _spool(directory, "data", model, scope, model._base_manager.all())
            for model, scope in tables_in_a_studio()
            if not scope.left_out
        ]
        schema = current_studio().schema_name
        shared = [
            _spool(
                directory,
                "shared",
                model,
                scope,
                model._base_manager.filter(**{scope.studio: schema}),
            )
            for model, scope in shared_tables_about_studios()
            if not scope.left_out
        ]
    return own + shared


def _spool(
    directory: Path, folder: str, model: type[Model], scope: Scope, rows: QuerySet[Any]
) -> Member:
    label, count = model._meta.label_lower, 0
    path = directory / label
    with path.open("wb") as file:
        for line in json_lines(rows, open_columns(model, scope)):
            file.write(line)
            count += 1
    about = {"table": model._meta.db_table, "rows": count, "secrets_left_out": [*scope.secrets]}
    return Member(f"{folder}/{label}.jsonl", lambda: _read(path), about)


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as lines:
        yield from spooled(lines)


def _file_member(file: StudioFile) -> Member:
    return Member(f"files/{file.path}", lambda: file.storage.chunks(file.stored.name), {})


def _refuse_without_room(total: int) -> None:
    if settings.MEDIA_STORAGE == "local":
        Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(settings.MEDIA_ROOT).free < total + RESERVE_BYTES:
            raise NoRoomForArchive


def _tell_the_platform(archive: Archive) -> None:
    """Whoever asked from the back-office has no account in the studio, which writes to its own."""
    if not archive.on_platform or archive.asked_by_pk is None:
        return
    with platform_context():
        asker = User.objects.filter(pk=archive.asked_by_pk, is_active=True).first()
        studio = Studio.objects.get(schema_name=archive.studio_schema)
        if asker is None:
            return
        with translation.override(asker.language or settings.LANGUAGE_CODE):
            page = reverse("admin:core_archive_changelist", urlconf=settings.PUBLIC_SCHEMA_URLCONF)
            url = f"{platform_site()}{page}"
            context = {"name": str(asker), "studio": studio.name, "url": url}
            send_letter("tenants/email/archive_ready", to=asker.email, context=context)


def _named(by: User, *, on_platform: bool) -> User | str:
    """The studio does not know the platform's people: say what he is, besides his name."""
    return f"{by} (CineRadar)" if on_platform else by
