"""Videos come up piece by piece. The database says how far; the disk never has less than that."""

import hashlib
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import IO

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Q, Sum
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films
from apps.accounts.services import audit
from apps.catalog.adapters.files import sources
from apps.catalog.domain.tus import Checksum
from apps.catalog.enums import UploadState
from apps.catalog.errors import (
    ChecksumMismatch,
    ChunkTooLarge,
    EncodeRunning,
    TooManyUploads,
    UploadDiskFull,
    UploadGoesDirect,
    UploadIsOver,
    UploadOffsetMoved,
    UploadRequestMalformed,
    UploadTooLarge,
)
from apps.catalog.models import Film, Upload
from apps.catalog.selectors.encodes import has_work_going_on
from apps.catalog.services.encodes import start_encode
from apps.core.errors import Forbidden
from apps.core.storage.contract import originals

CHUNK_BYTES = 16 * 1024**2
IN_MEMORY = 1024**2
PIECE = 256 * 1024
KEPT_FOR = timedelta(days=7)


def create_upload(filename: str, *, size: int, by: User, film: Film | None = None) -> Upload:
    """Announce a file of ``size`` bytes, for ``film`` if given.

    Raises Forbidden, UploadTooLarge, UploadDiskFull, TooManyUploads, and EncodeRunning while the
    film is encoded.
    """
    _require_editor(by)
    if size <= 0:
        raise UploadRequestMalformed
    if size > settings.UPLOAD_MAX_BYTES:
        raise UploadTooLarge
    if film and has_work_going_on(film):
        raise EncodeRunning
    if not sources.has_room_for(size):
        raise UploadDiskFull
    _refuse_too_many(size)
    with transaction.atomic():
        upload = Upload.objects.create(
            film=film,
            filename=_plain_name(filename),
            size=size,
            created_by_pk=by.pk,
            expires_at=timezone.now() + KEPT_FOR,
        )
        audit.record("upload.started", by=by, target=upload, changes={"size": size})
    return upload


def _refuse_too_many(size: int) -> None:
    """What a studio has announced and not sent is bounded, in number and in bytes."""
    unfinished = Upload.objects.filter(
        state=UploadState.RECEIVING, expires_at__gt=timezone.now()
    ).aggregate(number=Count("pk"), size=Sum("size"))
    too_many = unfinished["number"] >= settings.UPLOAD_MOST_UNFINISHED
    if too_many or (unfinished["size"] or 0) + size > settings.UPLOAD_MOST_UNFINISHED_BYTES:
        raise TooManyUploads


def _plain_name(filename: str) -> str:
    name = filename.replace("\\", "/").rpartition("/")[2]
    printable = "".join(letter for letter in name if letter.isprintable())
    return printable[:255] or "video"


def append_chunk(
    upload: Upload,
    *,
    offset: int,
    body: IO[bytes],
    length: int,
    by: User,
    checksum: Checksum | None = None,
) -> Upload:
    """Add ``length`` bytes of ``body`` at ``offset``; the last piece queues the film's encode.

    The body is gathered before the row is locked, so a slow sender holds nobody up; under the
    lock the offset decides, so of two senders one gets UploadOffsetMoved. A body that breaks off
    counts as far as it came. Raises ChunkTooLarge, UploadIsOver, UploadOffsetMoved,
    UploadRequestMalformed, ChecksumMismatch, UploadDiskFull; nothing received before is lost.
    """
    _require_editor(by)
    if upload.multipart:
        raise UploadGoesDirect
    if length > CHUNK_BYTES:
        raise ChunkTooLarge
    with tempfile.SpooledTemporaryFile(IN_MEMORY) as gathered:
        digest = _gather(body, length, gathered)
        if checksum and digest != checksum.digest:
            raise ChecksumMismatch
        with transaction.atomic():
            locked = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
            _refuse_misplaced(locked, offset, length)
            _append_locked(locked, gathered)
            if locked.is_complete:
                encode_locked(locked, by)
    return locked


def _gather(body: IO[bytes], length: int, target: IO[bytes]) -> bytes:
    digest, missing = hashlib.sha256(), length
    while missing:
        try:
            piece = body.read(min(PIECE, missing))
        except OSError:  # the sender is gone; what came counts
            break
        if not piece:
            break
        target.write(piece)
        digest.update(piece)
        missing -= len(piece)
    return digest.digest()


def _refuse_misplaced(upload: Upload, offset: int, length: int) -> None:
    if upload.state != UploadState.RECEIVING or upload.expires_at < timezone.now():
        raise UploadIsOver
    if offset != upload.received:
        raise UploadOffsetMoved
    if offset + length > upload.size:
        raise UploadRequestMalformed


def _append_locked(upload: Upload, gathered: IO[bytes]) -> None:
    gathered.seek(0)
    try:
        upload.received = sources.write_at(upload.pk, upload.received, _pieces(gathered))
    except OSError as error:
        if error.errno in sources.NO_ROOM:
            raise UploadDiskFull from error
        raise
    if upload.received == upload.size:
        upload.state = UploadState.COMPLETE
    upload.expires_at = timezone.now() + KEPT_FOR
    upload.save(update_fields=["received", "state", "expires_at"])


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    read: Callable[[], bytes] = lambda: file.read(PIECE)  # noqa: E731
    return iter(read, b"")


def encode_locked(upload: Upload, by: User) -> None:
    """Encode what has arrived; when another video of the film is at it, this one waits."""
    if upload.film is None:
        return
    try:
        start_encode(upload.film, upload=upload, by=by)
    except EncodeRunning:
        return


def upload_file(path: Path, *, film: Film, by: User) -> Upload:
    """Send a file that lies on this machine; without an object store as a browser would."""
    size = path.stat().st_size
    upload = create_upload(path.name, size=size, by=by, film=film)
    if settings.MEDIA_STORAGE == "s3":
        originals().put_file(path, str(upload.pk))
        return complete_upload(upload, by=by)
    with path.open("rb") as file:
        while upload.received < size:
            length = min(CHUNK_BYTES, size - upload.received)
            upload = append_chunk(upload, offset=upload.received, body=file, length=length, by=by)
    return upload


def complete_upload(upload: Upload, *, by: User) -> Upload:
    """All bytes are in their place: encode the film from them. Once; a second call changes nothing."""
    with transaction.atomic():
        locked = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
        if locked.state != UploadState.RECEIVING:
            return locked
        locked.received, locked.state = locked.size, UploadState.COMPLETE
        locked.expires_at = timezone.now() + KEPT_FOR
        locked.save(update_fields=["received", "state", "expires_at"])
        encode_locked(locked, by)
    return locked


def terminate_upload(upload: Upload, *, by: User) -> None:
    """Forget an upload that nothing was encoded from. Raises UploadIsOver for any other."""
    _require_editor(by)
    with transaction.atomic():
        locked = Upload.objects.select_for_update(of=("self",)).get(pk=upload.pk)
        if locked.encodes.exists():
            raise UploadIsOver
        audit.record("upload.cancelled", by=by, target=locked)
        locked.delete()
        transaction.on_commit(lambda: sources.forget(upload.pk, upload.multipart))


def expire_stale_uploads() -> int:
    """Erase files of uploads that nobody went on with for a week; returns how many.

    Those of refused ones are gone at once, unless the worker died at that very moment.
    """
    is_left = Q(state__in=[UploadState.RECEIVING, UploadState.COMPLETE], encodes=None)
    is_refused = Q(state=UploadState.REFUSED)
    stale = Upload.objects.filter(is_left | is_refused, expires_at__lt=timezone.now())
    expired = 0
    for pk, multipart in stale.values_list("pk", "multipart"):
        with transaction.atomic():
            row = Upload.objects.select_for_update(skip_locked=True).filter(pk=pk)
            if row.exists() and row.update(state=UploadState.EXPIRED):
                sources.forget(pk, multipart)
                expired += 1
    return expired


def _require_editor(person: User) -> None:
    if not can_edit_films(person):
        raise Forbidden
