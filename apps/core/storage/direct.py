"""Small files that browsers send past us: into quarantine, then checked, then used or dropped.

    offer = offer_upload(SUBTITLES, size=…, content_type=…)      # to the browser: url and fields
    with received_upload(SUBTITLES, token) as file: …            # after it says that it is done

The key, the type and the most bytes are in the store's signed form; what arrived is measured and
its first bytes are looked at before anybody sees the file. It is forgotten afterwards either way.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.core.files.base import File
from django.utils import timezone

from apps.core.errors import NotFound
from apps.core.ids import uuid7
from apps.core.limits import spend
from apps.core.signing import sign, unsign
from apps.core.storage.contract import LONGEST_LINK, originals
from apps.core.storage.errors import DirectUploadRefused
from apps.core.storage.local import FORM_PURPOSE
from apps.core.tenancy import current_studio

PURPOSE = "direct-upload"
OFFERS = "600/hour"
COMPLETED_WITHIN = timedelta(hours=1)
FORGOTTEN_AFTER = timedelta(days=1)
HEAD_BYTES = 4096


@dataclass(frozen=True)
class UploadKind:
    """What may come: ``looks_right`` gets the type that was announced and the first bytes."""

    name: str
    content_types: frozenset[str]
    most_bytes: int
    looks_right: Callable[[str, bytes], bool]


@dataclass(frozen=True)
class UploadOffer:
    """A form for the browser: POST ``fields`` and then the file, as ``file``, to ``url``."""

    url: str
    fields: dict[str, str]
    token: str
    expires_at: datetime


@dataclass(frozen=True)
class ReceivedFile:
    path: Path
    size: int
    content_type: str


def offer_upload(kind: UploadKind, *, size: int, content_type: str) -> UploadOffer:
    """Let the browser send one file of ``size`` bytes within ten minutes.

    Raises DirectUploadRefused for another type or too many bytes, and TooManyRequests beyond
    600 an hour in one studio.
    """
    if content_type not in kind.content_types or not 0 < size <= kind.most_bytes:
        raise DirectUploadRefused
    spend(OFFERS, PURPOSE, current_studio().schema_name)
    name = f"{PURPOSE}/{uuid7()}"
    url, fields = originals().post_form(name, content_type, most_bytes=size)
    token = sign(PURPOSE, [kind.name, name, size, content_type])
    return UploadOffer(url, fields, token, timezone.now() + LONGEST_LINK)


@contextmanager
def received_upload(kind: UploadKind, token: str) -> Iterator[ReceivedFile]:
    """The file that came for ``token``, as a local copy that nobody can change any more.

    Raises DirectUploadRefused when none came, when it has another size than was announced, or
    when its first bytes are not what its type promises; NotFound for a token that is forged,
    of another studio or an hour old.
    """
    told_kind, name, size, content_type = unsign(PURPOSE, token, max_age=COMPLETED_WITHIN)
    if told_kind != kind.name:
        raise NotFound
    try:
        _refuse_size(name, size)
        with originals().local_copy(name) as path:
            _refuse_content(kind, content_type, path, size)
            yield ReceivedFile(path, size, content_type)
    finally:
        originals().delete(name)


def _refuse_size(name: str, size: int) -> None:
    """Before a copy is made: it could be any size that somebody found a way to send."""
    try:
        arrived = originals().size(name)
    except FileNotFoundError as error:
        raise DirectUploadRefused from error
    if arrived != size:
        raise DirectUploadRefused


def _refuse_content(kind: UploadKind, content_type: str, path: Path, size: int) -> None:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if path.stat().st_size != size or not kind.looks_right(content_type, head):
        raise DirectUploadRefused


def forget_stale_offers() -> int:
    """Delete what arrived and was never completed, after a day; returns how many files."""
    before = timezone.now() - FORGOTTEN_AFTER
    stale = [file for file in originals().iterate_files(PURPOSE) if file.modified_at < before]
    for file in stale:
        originals().delete(file.name)
    return len(stale)


def store_form_upload(token: str, file: File) -> None:
    """Take the file of a form that local storage handed out; each form takes one file.

    Raises DirectUploadRefused for too many bytes or a second file, NotFound for a forged token.
    """
    name, _content_type, most_bytes = unsign(FORM_PURPOSE, token, max_age=LONGEST_LINK)
    if not 0 < file.size <= most_bytes or originals().exists(name):
        raise DirectUploadRefused
    originals().overwrite(name, file)
