"""The record of streams: a row from the start, brought up to date from Redis a few times a minute."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models.functions import Coalesce
from django.utils import timezone

from apps.catalog.adapters.streams import store
from apps.catalog.enums import PlayEnd
from apps.catalog.models import Encode, Film, Play
from apps.catalog.selectors.playback import Watcher

# A row of which Redis knows nothing is older than any stream that is just being started.
FORGOTTEN_AFTER = timedelta(minutes=2)
BATCH = 500
WRITTEN = ("last_beat_at", "watched_seconds", "ended_at", "end_reason")


def open_play(
    sid: str, *, film: Film, encode: Encode, by: Watcher, cap: int, device: str, device_id: str
) -> None:
    viewing = by.viewing
    Play.objects.create(
        pk=sid,
        account=viewing.account,
        profile=viewing.profile,
        film=film,
        version=encode.version,
        device=device,
        device_id=device_id,
        plan=by.entitlement.plan_slug,
        cap=cap,
        country=viewing.country,
        started_at=viewing.now,
        last_beat_at=viewing.now,
    )


def close_plays(sids: list[str]) -> None:
    """Write down what Redis knows of streams that have just ended: 1 query for each.

    Raises StreamsAway.
    """
    if not sids:
        return
    now, known = timezone.now(), store.streams(sids)
    for sid, stream in zip(sids, known, strict=True):
        told = _told_by(stream, Coalesce("last_beat_at", now), now)
        Play.objects.filter(pk=sid, ended_at=None).update(**told)


def note_plays() -> int:
    """Bring all open rows up to date and close those whose stream is over. Raises StreamsAway.

    Returns how many are still open.
    """
    is_settled = timezone.now() - FORGOTTEN_AFTER
    plays = Play.objects.filter(ended_at=None, started_at__lt=is_settled).order_by("pk")
    still_open, last = 0, None
    while batch := list((plays.filter(pk__gt=last) if last else plays)[:BATCH]):
        still_open += _note(batch)
        last = batch[-1].pk
    return still_open


def _note(plays: Iterable[Play]) -> int:
    """Returns how many of them go on."""
    rows, now = list(plays), timezone.now()
    known = store.streams([str(row.pk) for row in rows])
    for row, stream in zip(rows, known, strict=True):
        for name, value in _told_by(stream, row.last_beat_at or now, now).items():
            setattr(row, name, value)
    Play.objects.bulk_update(rows, WRITTEN)
    return sum(row.ended_at is None for row in rows)


def _told_by(stream: store.Stream | None, last_heard: Any, now: datetime) -> dict[str, Any]:
    """The columns of a play, by its stream. One that is forgotten ended when it was last heard of."""
    if stream is None:
        return {"ended_at": last_heard, "end_reason": PlayEnd.SILENT}
    heard_at = datetime.fromtimestamp(stream.heard_at, UTC)
    told = {"last_beat_at": heard_at, "watched_seconds": stream.watched_seconds}
    if stream.is_alive:
        return told
    ended_at = now if stream.end_reason else heard_at
    return told | {"ended_at": ended_at, "end_reason": stream.end_reason or PlayEnd.SILENT}
