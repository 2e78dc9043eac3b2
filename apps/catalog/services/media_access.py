"""May these bytes go out? The same answer for nginx, for Python in its place, and for playlists.

The address must be signed for this host, not expired, within its ceiling; and the stream it names
must be alive and still allowed, which is asked of Redis and the database once in ten seconds.
"""

from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from apps.catalog.adapters.streams import store
from apps.catalog.domain.media_address import (
    MediaAddress,
    Pass,
    is_expired,
    is_signed,
    media_address,
)
from apps.catalog.errors import MediaExpired, PlaybackAway, PlaybackForbidden
from apps.catalog.models import Encode
from apps.catalog.selectors.packages import manifest_of
from apps.catalog.services.content_keys import content_key_of
from apps.catalog.services.quality import CHECKS
from apps.catalog.services.standing import standing_of
from apps.core.errors import NotFound
from apps.core.tenancy import current_studio

DECISION_SECONDS = 10
YES, NO = "yes", "no"


@dataclass(frozen=True)
class MediaFile:
    """A file of a film: its storage name and its type."""

    name: str
    content_type: str


def admitted(path: str, host: str, *, anew: bool = False) -> MediaAddress:
    """The address of a request, as it was sent to ``host``, if its bytes may go out.

    ``anew``: who asks keeps the answer, so none that was kept already may be given. Raises NotFound
    for what is no address of ours, PlaybackForbidden, MediaExpired, PlaybackAway.
    """
    address = media_address(path)
    if address is None:
        raise NotFound
    if not is_signed(address, host, settings.MEDIA_URL_SECRET):
        raise PlaybackForbidden
    if is_expired(address, timezone.now()):
        raise MediaExpired
    if not address.is_within_cap or not is_admitted(address.allows, host, anew=anew):
        raise PlaybackForbidden
    return address


def is_admitted(allows: Pass, host: str, *, anew: bool = False) -> bool:
    """Whether the stream is alive and allowed: now, or ten seconds ago at most. Raises PlaybackAway."""
    told = (allows.sid, allows.cap, allows.schema, allows.film, allows.folder)
    key = ":".join(["play", host, *map(str, told)])
    known: str | None = None if anew else cache.get(key)
    if known is None:
        known = YES if _is_admitted_now(allows, host) else NO
        cache.set(key, known, DECISION_SECONDS)
        CHECKS.labels(known).inc()
    return known == YES


def _is_admitted_now(allows: Pass, host: str) -> bool:
    if allows.schema != current_studio().schema_name:
        return False
    try:
        stream = store.stream(allows.sid)
    except store.StreamsAway as away:
        CHECKS.labels("away").inc()
        raise PlaybackAway(retry_after=5) from away
    if stream is None or not stream.is_alive or not _is_its_own(allows, stream, host):
        return False
    verdict = standing_of(stream).verdict
    return verdict.allows and verdict.cap >= allows.cap


def _is_its_own(allows: Pass, stream: store.Stream, host: str) -> bool:
    values = stream.values
    said = (allows.film, allows.folder, str(allows.cap), host)
    return said == (values["film"], values["folder"], values["cap"], values["host"])


def media_file(address: MediaAddress) -> MediaFile:
    """Which stored file an admitted address means. Raises NotFound for what is none."""
    if address.is_master or address.is_key:
        raise NotFound
    return MediaFile(address.storage_name, address.content_type)


def master_playlist(address: MediaAddress) -> str:
    """The playlist of everything that an admitted address may read: 5 queries. Raises NotFound."""
    return manifest_of(version_of(address.allows), cap=address.allows.cap)


def content_key(address: MediaAddress) -> bytes:
    """What unlocks the segments of an encrypted version. Raises NotFound for one that lies open."""
    key = content_key_of(version_of(address.allows))
    if not key:
        raise NotFound
    return key


def version_of(allows: Pass) -> Encode:
    """The encode whose folder it is. Raises NotFound."""
    versions = Encode.objects.filter(film_id=allows.film).select_related("film")
    for encode in versions.prefetch_related("renditions"):
        if encode.directory == allows.folder:
            return encode
    raise NotFound
