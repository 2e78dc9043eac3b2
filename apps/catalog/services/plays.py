"""The record of streams: a row from the start, brought up to date from Redis a few times a minute."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from apps.catalog.adapters.streams import store
from apps.catalog.enums import PlayEnd
from apps.catalog.models import Encode, Film, Play
from apps.catalog.selectors.playback import Watcher

# A row of which Redis knows nothing is older than any stream that is just being started.
FORGOTTEN_AFTER = timedelta(minutes=2)
BATCH = 500
CLOSE = """
UPDATE catalog_play AS play
SET ended_at = CASE WHEN told.end_reason IS NULL THEN NULL
               ELSE coalesce(told.ended_at, play.last_beat_at, %(now)s) END,
    end_reason = coalesce(told.end_reason, ''),
    last_beat_at = coalesce(told.last_beat_at, play.last_beat_at),
    watched_seconds = coalesce(told.watched_seconds, play.watched_seconds)
FROM unnest(
    %(ended)s::uuid[], %(ended_at)s::timestamptz[], %(end_reason)s::text[],
    %(last_beat_at)s::timestamptz[], %(watched_seconds)s::int[]
) AS told (id, ended_at, end_reason, last_beat_at, watched_seconds)
WHERE play.id = told.id AND play.ended_at IS NULL
"""
OPEN = """
INSERT INTO catalog_play (
    id, account_id, profile_id, film_id, version, device, device_id, plan, cap, country,
    started_at, last_beat_at, end_reason, watched_seconds, stalls, stalled_ms, switches, error_code
) VALUES (
    %(id)s, %(account_id)s, %(profile_id)s, %(film_id)s, %(version)s, %(device)s, %(device_id)s,
    %(plan)s, %(cap)s, %(country)s, %(started_at)s, %(started_at)s, '', 0, 0, 0, 0, ''
)
"""
WRITTEN = ("last_beat_at", "watched_seconds", "ended_at", "end_reason")


def open_play(
    sid: str,
    *,
    film: Film,
    encode: Encode,
    by: Watcher,
    cap: int,
    device: str,
    device_id: str,
) -> None:
    """Write down that a stream began: 1 query, without Django's detours, as starts come in crowds."""
    viewing = by.viewing
    row = {
        "id": sid,
        "account_id": viewing.account.pk,
        "profile_id": viewing.profile.pk if viewing.profile else None,
        "film_id": film.pk,
        "version": encode.version,
        "device": device,
        "device_id": device_id,
        "plan": by.entitlement.plan_slug,
        "cap": cap,
        "country": viewing.country,
        "started_at": viewing.now,
    }
    with connection.cursor() as cursor:
        cursor.execute(OPEN, row)


def close_plays(sids: Sequence[str]) -> None:
    """Write down what Redis knows of streams that have just ended: 1 query. Raises StreamsAway."""
    if not sids:
        return
    with connection.cursor() as cursor:
        cursor.execute(CLOSE, _ends_of(sids))


def _ends_of(sids: Sequence[str]) -> dict[str, Any]:
    """The columns of CLOSE: what is not known is None. Raises StreamsAway."""
    now = timezone.now()
    known = store.streams(sids)
    told = [_told_by(stream, None, now) for stream in known]
    return {"ended": list(sids), "now": now} | {
        name: [one.get(name) for one in told] for name in WRITTEN
    }


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


def _told_by(
    stream: store.Stream | None, last_heard: datetime | None, now: datetime
) -> dict[str, Any]:
    """The columns of a play, by its stream. One that is forgotten ended when it was last heard of."""
    if stream is None:
        return {"ended_at": last_heard, "end_reason": PlayEnd.SILENT}
    heard_at = datetime.fromtimestamp(stream.heard_at, UTC)
    told = {"last_beat_at": heard_at, "watched_seconds": stream.watched_seconds}
    if stream.is_alive:
        return told
    ended_at = now if stream.end_reason else heard_at
    return told | {"ended_at": ended_at, "end_reason": stream.end_reason or PlayEnd.SILENT}
