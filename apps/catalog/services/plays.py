"""The record of streams: a row from the start, brought up to date from Redis a few times a minute."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

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
    """Write down what Redis knows of streams that have just ended: 2 queries, none for none.

    Raises StreamsAway.
    """
    if sids:
        _note(Play.objects.filter(pk__in=sids, ended_at=None))


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
    rows = list(plays)
    known = store.streams([str(row.pk) for row in rows])
    for row, stream in zip(rows, known, strict=True):
        _bring_up_to_date(row, stream)
    Play.objects.bulk_update(rows, WRITTEN)
    return sum(row.ended_at is None for row in rows)


def _bring_up_to_date(row: Play, stream: store.Stream | None) -> None:
    now = timezone.now()
    if stream is None:
        row.ended_at, row.end_reason = row.last_beat_at or now, PlayEnd.SILENT
        return
    row.last_beat_at = datetime.fromtimestamp(stream.heard_at, UTC)
    row.watched_seconds = stream.watched_seconds
    if not stream.is_alive:
        row.ended_at = now if stream.end_reason else row.last_beat_at
        row.end_reason = stream.end_reason or PlayEnd.SILENT
