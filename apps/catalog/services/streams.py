"""A stream's life after its start: beats, events, its end."""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from apps.accounts.models import User
from apps.accounts.selectors.sign_ins import SignIn
from apps.catalog.adapters.progress.store import ProgressAway
from apps.catalog.adapters.streams import store
from apps.catalog.domain.decision import Denial
from apps.catalog.enums import PlayEnd
from apps.catalog.errors import PlaybackAway, StreamEnded
from apps.catalog.models import Play
from apps.catalog.services.playback import HEARTBEAT_SECONDS
from apps.catalog.services.plays import close_plays
from apps.catalog.services.progress import record_beat
from apps.catalog.services.quality import BEATS
from apps.catalog.services.standing import Standing, standing_of
from apps.core.errors import NotFound

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Beat:
    """What a player says of itself twice a minute; both times by its own clock."""

    position_seconds: float
    is_paused: bool
    seq: int
    client_ts: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Life:
    """``seconds_left`` until the addresses of the film's bytes expire."""

    seconds_left: int
    heartbeat_seconds: int = HEARTBEAT_SECONDS


def keep_alive(sid: UUID, *, account: User, sign_in: SignIn, beat: Beat) -> Life:
    """Note that somebody still watches, and how far they are; decides anew whether they may.

    Raises NotFound for a stream that is not the account's, StreamEnded, PlaybackAway.
    """
    try:
        stream = _stream_of(sid, account)
        standing = standing_of(stream, asked_by=(account, sign_in))
        _refuse_what_is_no_longer_allowed(stream, standing, beat)
        _record(stream, beat)
    except store.StreamsAway as away:
        BEATS.labels("away").inc()
        raise PlaybackAway(retry_after=5) from away
    BEATS.labels("alive").inc()
    ends = datetime.fromisoformat(stream.values["started_at"]).timestamp()
    left = ends + int(stream.values["lasts"]) - datetime.now(UTC).timestamp()
    return Life(max(0, int(left)))


def _refuse_what_is_no_longer_allowed(stream: store.Stream, standing: Standing, beat: Beat) -> None:
    account = stream.values["account"]
    if not standing.verdict.allows or standing.verdict.cap < int(stream.values["cap"]):
        store.end(stream.sid, account=account, reason=PlayEnd.REVOKED)
        raise _ended(stream.sid, PlayEnd.REVOKED, standing.verdict.denial)
    over = store.beat(
        stream.sid, account=account, limit=standing.streams, is_playing=not beat.is_paused
    )
    if over is not None:
        raise _ended(stream.sid, over)


def _record(stream: store.Stream, beat: Beat) -> None:
    """Where the profile got to. A stream that nobody's profile watches leaves no progress."""
    values = stream.values
    if not values["profile"]:
        return
    try:
        record_beat(
            profile_pk=UUID(values["profile"]),
            film_pk=UUID(values["film"]),
            play_pk=UUID(stream.sid),
            began_at=datetime.fromisoformat(values["started_at"]),
            seq=beat.seq,
            position_seconds=beat.position_seconds,
            is_paused=beat.is_paused,
            client_at=beat.client_ts,
            sent_at=beat.sent_at,
        )
    except ProgressAway:
        logger.warning("progress_away")


def end_stream(sid: UUID, *, account: User, reason: PlayEnd = PlayEnd.LEFT) -> None:
    """Free the place at once. Ending twice is no mistake. Raises NotFound, PlaybackAway."""
    try:
        stream = _stream_of(sid, account)
        store.end(stream.sid, account=stream.values["account"], reason=reason)
        close_plays([stream.sid])
    except store.StreamsAway as away:
        raise PlaybackAway(retry_after=5) from away


def play_of(sid: UUID, *, account: User) -> Play:
    """The account's own, ended ones too. Raises NotFound."""
    play = Play.objects.filter(pk=sid, account_id=account.pk).first()
    if play is None:
        raise NotFound
    return play


def _stream_of(sid: UUID, account: User) -> store.Stream:
    """Raises NotFound; StreamEnded for one that was and is forgotten."""
    stream = store.stream(str(sid))
    if stream is None:
        play = play_of(sid, account=account)
        raise _ended(str(sid), PlayEnd(play.end_reason or PlayEnd.SILENT))
    if stream.values["account"] != str(account.pk):
        raise NotFound
    return stream


def _ended(sid: str, reason: PlayEnd, denial: Denial | None = None) -> StreamEnded:
    close_plays([sid])
    BEATS.labels(reason.value).inc()
    why: dict[str, Any] = {"why": denial.value} if denial else {}
    return StreamEnded(reason=reason.value, **why)
