"""Archives people asked for: made by a worker, fetched for a week, then removed."""

import io
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import PurePosixPath
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.archives.zipping import Member, Written, ZipStream
from apps.core.enums import ArchiveKind
from apps.core.errors import Conflict, NotFound
from apps.core.ids import uuid7
from apps.core.job_control import wish_for_letter
from apps.core.jobs import JobProgress, carry_out, finish_job, give_up, start_job
from apps.core.models import Archive
from apps.core.origin import current_origin
from apps.core.pace import Pace
from apps.core.storage.contract import media
from apps.core.tenancy import StudioRef, current_studio, studio_only_context

KEPT_FOR = timedelta(days=7)
# A worker that has been silent for so long does not come back; the queue has given up too.
SILENT_FOR = timedelta(hours=6)


class ArchiveUnderway(Conflict):
    code = "archive_underway"
    message = _("An archive is being made already. Wait until it is ready, or cancel it.")


class ArchiveGone(NotFound):
    code = "archive_gone"
    message = _("This archive has expired or was removed. Ask for a new one.")


def new_archive(
    kind: ArchiveKind, *, job_kind: str, title: str, by: Any, language: str, on_platform: bool
) -> Archive:
    """An empty archive of the current studio and the job that will fill it.

    ``by`` gets a letter at the end. With ``on_platform`` he has no account here, and whoever
    calls sees to the letter. Raises ArchiveUnderway.
    """
    pk = uuid7()
    try:
        with transaction.atomic():
            job = start_job(job_kind, subject_pk=pk, by_pk=by.pk, title=title)
            archive = Archive.everywhere.create(
                pk=pk,
                studio_schema=current_studio().schema_name,
                kind=kind,
                job=job,
                asked_by_pk=by.pk,
                asked_by_label=str(by),
                on_platform=on_platform,
            )
    except IntegrityError as error:
        raise ArchiveUnderway from error
    if not on_platform:
        site = current_origin().site
        wish_for_letter(job, by=by, language=language, site=site, wanted=True)
    return archive


def job_key(*, archive_pk: str) -> UUID | None:
    """The key of the job that fills the archive, as the queue asks for it: 1 query."""
    return Archive.everywhere.filter(pk=archive_pk).values_list("job", flat=True).first()


def fill_archive(
    archive: Archive,
    members: Callable[[], Iterable[Member]],
    *,
    total: int,
    head: dict[str, Any],
    at_end: Callable[[], None] = lambda: None,
) -> None:
    """Write the archive into the studio's files as its job; running it twice is the same as once.

    ``total`` is about how many bytes the members have. ``at_end`` runs in the transaction that
    ends the job well. Nothing is left behind by an attempt that fails or is cancelled.
    """

    def work(progress: JobProgress) -> None:
        pace = Pace(progress, total)
        stream = ZipStream(members(), head=head, passed=pace.add)
        _remove_leftovers(archive)
        media().put_stream(io.BufferedReader(stream), archive.name)
        with transaction.atomic():
            _record(archive, stream.written())
            at_end()
            finish_job(archive.job)

    try:
        carry_out(archive.job, work, undo=lambda: _remove_unfinished(archive))
    finally:
        _close(archive)


def _record(archive: Archive, written: Written) -> None:
    now = timezone.now()
    Archive.everywhere.filter(pk=archive.pk).update(
        size=written.size,
        sha256=written.sha256,
        rows=written.total("rows"),
        files=sum("rows" not in member for member in written.members.values()),
        ended_at=now,
        expires_at=now + KEPT_FOR,
    )


def _remove_unfinished(archive: Archive) -> None:
    """Unless another worker has finished it meanwhile."""
    if not Archive.everywhere.filter(pk=archive.pk, expires_at__isnull=False).exists():
        media().delete(archive.name)


def _remove_leftovers(archive: Archive) -> None:
    """What a worker that was killed had written on this disk."""
    folder = media().work_root() / PurePosixPath(archive.name).parent
    for leftover in folder.glob(f".{archive.pk}.zip.*"):
        leftover.unlink(missing_ok=True)


def _close(archive: Archive) -> None:
    archive.job.refresh_from_db()
    if archive.job.is_over:
        Archive.everywhere.filter(pk=archive.pk, ended_at=None).update(ended_at=timezone.now())


def archives_of_studio() -> list[Archive]:
    """The current studio's own archives, newest first; gone ones stay as history."""
    found = Archive.objects.for_studio().filter(kind=ArchiveKind.STUDIO)
    return list(found.select_related("job").order_by("-created_at")[:50])


def personal_archive_of(person_pk: UUID) -> Archive | None:
    """The newest archive of one person in the current studio."""
    found = Archive.objects.for_studio().filter(kind=ArchiveKind.PERSON, asked_by_pk=person_pk)
    newest: Archive | None = found.select_related("job").order_by("-created_at").first()
    return newest


def archive_to_fetch(pk: UUID, *, kind: ArchiveKind, asked_by: UUID | None = None) -> Archive:
    """The finished archive ``pk`` of the current studio. Raises ArchiveGone."""
    found = Archive.objects.for_studio().filter(pk=pk, kind=kind)
    if asked_by is not None:
        found = found.filter(asked_by_pk=asked_by)
    archive: Archive | None = found.first()
    if archive is None or not archive.is_ready:
        raise ArchiveGone
    return archive


def remove_archives(archives: Iterable[Archive]) -> int:
    """Delete the files; the rows stay as history. How many."""
    count = 0
    for archive in archives:
        with _files_of(archive):
            media().delete(archive.name)
        Archive.everywhere.filter(pk=archive.pk).update(removed_at=timezone.now())
        count += 1
    return count


def remove_expired_archives() -> int:
    """Of every studio; the platform's work, on the clock. How many."""
    expired = Archive.objects.across_studios().filter(
        removed_at=None, expires_at__lte=timezone.now()
    )
    _end_forsaken()
    return remove_archives(expired)


def give_archive_up(pk: UUID) -> None:
    """The queue has: workers died of it. It must not keep anybody from asking for another."""
    archive = Archive.objects.for_studio().filter(pk=pk).select_related("job").first()
    if archive is not None:
        _give_up(archive)


def _end_forsaken() -> None:
    """Should even the queue have lost it."""
    open_ones = Archive.objects.across_studios().filter(ended_at=None).select_related("job")
    for archive in open_ones.filter(created_at__lt=timezone.now() - SILENT_FOR):
        last_seen = archive.job.seen_at or archive.created_at
        if archive.job.is_over or last_seen < timezone.now() - SILENT_FOR:
            _give_up(archive)


def _give_up(archive: Archive) -> None:
    give_up(archive.job)
    _close(archive)


def _files_of(archive: Archive) -> Any:
    return studio_only_context(StudioRef(pk=None, schema_name=archive.studio_schema, slug=""))


def spooled(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Small pieces as larger ones, so that each costs little."""
    gathered, size = [], 0
    for line in lines:
        gathered.append(line)
        size += len(line)
        if size > 256 * 1024:
            yield b"".join(gathered)
            gathered, size = [], 0
    yield b"".join(gathered)
