"""Films that browsers send to the object store themselves, in parts that can be sent again.

We hand out addresses; the store says what has arrived. Nothing that the browser claims counts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films
from apps.catalog.adapters.files import parts, sources
from apps.catalog.domain.containers import HEAD_BYTES, looks_like_film
from apps.catalog.domain.parts import are_whole, count_of, length_of
from apps.catalog.enums import UploadState
from apps.catalog.errors import NotAVideo, PartUnknown, UploadIncomplete, UploadIsOver
from apps.catalog.models import Film, Upload
from apps.catalog.services.encodes import refuse_upload
from apps.catalog.services.uploads import KEPT_FOR, complete_upload, create_upload
from apps.core.errors import Forbidden, NotFound


@dataclass(frozen=True)
class PartAddress:
    """PUT exactly ``size`` bytes, from ``offset`` of the file on, to ``url``."""

    number: int
    offset: int
    size: int
    url: str


@dataclass(frozen=True)
class DirectUpload:
    """An upload with what the store has of it."""

    upload: Upload
    part_size: int
    part_count: int
    arrived: list[int]


def begin_direct_upload(
    filename: str, *, size: int, by: User, film: Film | None = None
) -> DirectUpload:
    """Announce a file that will be sent in parts.

    Raises NotFound where films are sent through us, and what create_upload raises.
    """
    if settings.MEDIA_STORAGE != "s3":
        raise NotFound
    upload = create_upload(filename, size=size, by=by, film=film)
    upload.multipart = parts.begin(upload.pk)
    upload.save(update_fields=["multipart"])
    return _told(upload, [])


def direct_upload(upload: Upload) -> DirectUpload:
    """How far the upload is, asked of the store. Raises UploadIsOver, and NotFound for another kind."""
    return _told(upload, _arrived(upload))


def part_addresses(upload: Upload, *, numbers: Iterable[int], by: User) -> list[PartAddress]:
    """Where to send these parts, within ten minutes. Raises PartUnknown, UploadIsOver, Forbidden.

    What has arrived is noted on the way, so that the film's page knows of an unfinished upload.
    """
    _require_editor(by)
    _note(upload, _arrived(upload))
    part_size = parts.part_size_for(upload.size)
    return [_address(upload, number, part_size) for number in numbers]


def _address(upload: Upload, number: int, part_size: int) -> PartAddress:
    size = length_of(number, size=upload.size, part_size=part_size)
    if not size:
        raise PartUnknown
    url = parts.address(upload.pk, upload.multipart, number=number, size=size)
    return PartAddress(number, (number - 1) * part_size, size, url)


def complete_direct_upload(upload: Upload, *, by: User) -> Upload:
    """Join the parts, look at the file, and queue the film's encode; twice is the same as once.

    Raises UploadIncomplete while parts are missing or have another size than they should, and
    NotAVideo, after which the file is gone, when its first bytes are not a film's.
    """
    _require_editor(by)
    if upload.multipart and upload.is_complete:
        return upload
    _join(upload)
    if not looks_like_film(sources.first_bytes(upload.pk, HEAD_BYTES)):
        refuse_upload(upload)
        sources.remove(upload.pk)
        raise NotAVideo
    return complete_upload(upload, by=by)


def _join(upload: Upload) -> None:
    """The store tells each part's size. Joined before, by a call whose answer was lost, is fine."""
    try:
        found = _arrived(upload)
    except UploadIsOver:
        if _joined_size(upload) == upload.size:
            return
        raise
    sizes = [(part.number, part.size) for part in found]
    if not are_whole(sizes, size=upload.size, part_size=parts.part_size_for(upload.size)):
        _note(upload, found)
        raise UploadIncomplete
    parts.join(upload.pk, upload.multipart, found)
    if _joined_size(upload) != upload.size:
        raise UploadIncomplete


def _joined_size(upload: Upload) -> int:
    try:
        return parts.size_of(upload.pk)
    except FileNotFoundError:
        return 0


def _arrived(upload: Upload) -> list[parts.Part]:
    if not upload.multipart:
        raise NotFound
    if upload.state != UploadState.RECEIVING or upload.expires_at < timezone.now():
        raise UploadIsOver
    try:
        return parts.arrived(upload.pk, upload.multipart)
    except FileNotFoundError as error:
        raise UploadIsOver from error


def _told(upload: Upload, found: list[parts.Part]) -> DirectUpload:
    part_size = parts.part_size_for(upload.size)
    arrived = [
        part.number
        for part in found
        if part.size == length_of(part.number, size=upload.size, part_size=part_size)
    ]
    return DirectUpload(upload, part_size, count_of(upload.size, part_size), arrived)


def _note(upload: Upload, found: list[parts.Part]) -> None:
    received = min(sum(part.size for part in found), upload.size)
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk, state=UploadState.RECEIVING).update(
            received=received, expires_at=timezone.now() + KEPT_FOR
        )
    upload.received = received


def _require_editor(person: User) -> None:
    if not can_edit_films(person):
        raise Forbidden
