"""Playing a film: decided once, then proven at every byte by a token in the path."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.catalog.adapters.files.packages import folder_name
from apps.catalog.enums import EncodeState
from apps.catalog.errors import FilmHasNoVideo, PlanNeeded, PlaybackForbidden
from apps.catalog.models import Encode, Film
from apps.catalog.rules import can_see, can_watch
from apps.catalog.selectors.packages import manifest_of
from apps.core.errors import NotFound, Unauthenticated
from apps.core.signing import sign, unsign

LONGEST_SESSION = timedelta(hours=6)
DECISION_SECONDS = 10
FILE = re.compile(r"^(?P<part>\d{3,4}|a\d|audio)/(?:(index\.m3u8)|(init\.mp4)|(seg_\d{5}\.m4s))$")
PLAYLIST_TYPE = "application/vnd.apple.mpegurl"
TYPES = {
    ("video", ".m3u8"): PLAYLIST_TYPE,
    ("audio", ".m3u8"): PLAYLIST_TYPE,
    ("video", ".mp4"): "video/mp4",
    ("audio", ".mp4"): "audio/mp4",
    ("video", ".m4s"): "video/iso.segment",
    ("audio", ".m4s"): "audio/mp4",
}


@dataclass(frozen=True)
class PlaybackSession:
    """What a player needs."""

    film: Film
    manifest_url: str
    expires_at: datetime
    duration_seconds: float


@dataclass(frozen=True)
class Ticket:
    """What a token says: this viewer may read this version of this film, until then."""

    film_pk: str
    version: int
    viewer_pk: str
    expires: int
    # Where the version's files stand, as the database says, not the token.
    directory: str = ""


@dataclass(frozen=True)
class MediaFile:
    """A file of an encoded film: its storage name and its type."""

    name: str
    content_type: str


def start_playback(film: Film, *, viewer: Any) -> PlaybackSession:
    """Let ``viewer`` play the film, for twice its length and an hour, at most six hours.

    Raises Unauthenticated, NotFound for a film the viewer may not see, FilmHasNoVideo, PlanNeeded.
    """
    if not viewer.is_authenticated:
        raise Unauthenticated
    if not can_see(viewer, film):
        raise NotFound
    encode = film.current_encode
    if encode is None:
        raise FilmHasNoVideo
    if not can_watch(viewer, film):
        raise PlanNeeded
    seconds = encode.duration_seconds or 0
    ends = timezone.now() + min(LONGEST_SESSION, timedelta(hours=1, seconds=2 * seconds))
    ticket = [str(film.pk), encode.version, str(viewer.pk), int(ends.timestamp())]
    url = reverse("catalog-media:master", args=[sign("play", ticket)])
    return PlaybackSession(film, url, ends, seconds)


def master_playlist(token: str) -> str:
    """The multivariant playlist of the token's film, of what exists. Raises PlaybackForbidden."""
    ticket = open_ticket(token)
    encode = (
        Encode.objects.filter(film_id=ticket.film_pk, version=ticket.version)
        .select_related("film")
        .prefetch_related("renditions")
        .get()
    )
    return manifest_of(encode)


def media_file(token: str, path: str) -> MediaFile:
    """The file ``path`` of the token's film. Raises PlaybackForbidden, and NotFound for other names."""
    ticket = open_ticket(token)
    match = FILE.match(path)
    if match is None or "\n" in path:
        raise NotFound
    kind = "audio" if match["part"].startswith("a") else "video"
    suffix = path[path.rindex(".") :]
    home = folder_name(UUID(ticket.film_pk), ticket.directory)
    return MediaFile(f"{home}/{path}", TYPES[kind, suffix])


def open_ticket(token: str) -> Ticket:
    """What the token allows, checked against the film and the viewer of this moment.

    Raises PlaybackForbidden for anything forged, expired, of another studio, or taken back since.
    """
    try:
        ticket = Ticket(*unsign("play", token, max_age=LONGEST_SESSION))
    except NotFound as error:
        raise PlaybackForbidden from error
    directory = "" if ticket.expires < timezone.now().timestamp() else _still_allowed(ticket)
    if not directory:
        raise PlaybackForbidden
    return replace(ticket, directory=directory)


def _still_allowed(ticket: Ticket) -> str:
    """The version's directory, empty when it may not be played.

    Asked of the database at most every ten seconds: a film taken down stops soon after.
    """
    key = f"play:{ticket.film_pk}:{ticket.version}:{ticket.viewer_pk}"
    directory: str | None = cache.get(key)
    if directory is None:
        directory = _allowed_now(ticket)
        cache.set(key, directory, DECISION_SECONDS)
    return directory


def _allowed_now(ticket: Ticket) -> str:
    viewer = User.objects.filter(pk=ticket.viewer_pk, is_active=True).first()
    encode = (
        Encode.objects.filter(
            film_id=ticket.film_pk, version=ticket.version, state=EncodeState.READY
        )
        .select_related("film")
        .first()
    )
    if viewer is None or encode is None or not can_watch(viewer, encode.film):
        return ""
    return encode.directory
