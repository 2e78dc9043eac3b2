"""Remembers how far somebody got. Beats are joined in Redis and written a few seconds later."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from apps.accounts.models import Profile
from apps.catalog.adapters.progress import store
from apps.catalog.domain.progress import Beat, moment_of, read
from apps.catalog.models import Film, Progress
from apps.catalog.selectors.progress import length_of
from apps.core.ids import uuid7
from apps.core.queue import enqueue_for_each
from apps.tenants.selectors.studios import studios, studios_at_work

logger = logging.getLogger(__name__)
PROFILES_AT_ONCE = 500
ROUNDS = 20
FLUSH = "catalog.flush_progress"

MARK_PLAYS = """
WITH said AS (
    SELECT * FROM unnest(%s::uuid[], %s::timestamptz[], %s::boolean[])
        AS said (play_pk, completed_at, was_watched)
), found AS (
    SELECT play.id, play.completed_at IS NULL AND said.completed_at IS NOT NULL AS is_new
    FROM catalog_play AS play JOIN said ON said.play_pk = play.id
    ORDER BY play.id FOR NO KEY UPDATE OF play
)
UPDATE catalog_play AS play
SET completed_at = greatest(play.completed_at, said.completed_at),
    counted_at = CASE WHEN said.was_watched THEN coalesce(play.counted_at, now())
                 ELSE play.counted_at END
FROM said JOIN found ON found.id = said.play_pk
WHERE play.id = said.play_pk
RETURNING play.id, found.is_new
"""
# Of two rows the later one stays; equal ones are the same beat.
WRITE = """
INSERT INTO catalog_progress AS kept (
    id, profile_id, film_id, position_seconds, duration_seconds, play_pk, seq, is_paused,
    happened_at, completed_at, completions, updated_at
)
SELECT *, now() FROM unnest(
    %s::uuid[], %s::uuid[], %s::uuid[], %s::float8[], %s::float8[], %s::uuid[], %s::bigint[],
    %s::boolean[], %s::timestamptz[], %s::timestamptz[], %s::int[]
)
ON CONFLICT (profile_id, film_id) DO UPDATE SET
    (position_seconds, duration_seconds, play_pk, seq, is_paused, happened_at) = (
        SELECT position_seconds, duration_seconds, play_pk, seq, is_paused, happened_at
        FROM (VALUES
            (kept.position_seconds, kept.duration_seconds, kept.play_pk, kept.seq,
             kept.is_paused, kept.happened_at),
            (excluded.position_seconds, excluded.duration_seconds, excluded.play_pk, excluded.seq,
             excluded.is_paused, excluded.happened_at)
        ) AS both_of_them (
            position_seconds, duration_seconds, play_pk, seq, is_paused, happened_at
        )
        ORDER BY happened_at DESC, play_pk DESC, seq DESC, position_seconds DESC, is_paused DESC
        LIMIT 1
    ),
    completed_at = greatest(kept.completed_at, excluded.completed_at),
    completions = kept.completions + excluded.completions,
    updated_at = excluded.updated_at
"""


@dataclass(frozen=True)
class Row:
    """One film of one profile, to be written."""

    profile_pk: UUID
    waiting: store.Waiting


def record_beat(
    *,
    profile_pk: UUID,
    film_pk: UUID,
    play_pk: UUID,
    began_at: datetime,
    seq: int,
    position_seconds: float,
    is_paused: bool,
    client_at: datetime | None = None,
    sent_at: datetime | None = None,
) -> bool:
    """Note where a stream stands; False when that was known or comes too late to matter.

    ``began_at`` is the stream's start, ``client_at`` when it happened by the device's clock and
    ``sent_at`` when it was sent by the same clock (a device that kept beats for later says both).
    The caller has made sure that the stream is the profile's and plays this film. One script call
    in Redis, and once a minute a query for the film's length. Raises NotFound for a film that is
    gone, and ProgressAway while Redis is.
    """
    moment = moment_of(said=client_at, sent=sent_at, received=timezone.now())
    length = length_of(film_pk)
    beat = Beat(
        play=str(play_pk),
        seq=seq,
        position=position_seconds,
        happened_at=moment.timestamp(),
        began_at=began_at.timestamp(),
        is_playing=not is_paused,
    )
    return store.join(
        profile_pk=profile_pk,
        film_pk=film_pk,
        play=beat.play,
        track=read(beat, length).track,
        happened_at=beat.happened_at,
        duration=length.seconds,
    )


def flush_progress() -> int:
    """Write what waits in the current studio, and tell of how many profiles.

    May run twice at once and die anywhere: rows only ever move on, and what waits is forgotten
    after it is written.
    """
    written = 0
    for _round in range(ROUNDS):
        profiles = store.dirty_profiles(PROFILES_AT_ONCE)
        write_waiting(profiles)
        written += len(profiles)
        if len(profiles) < PROFILES_AT_ONCE:
            break
    return written


def ask_for_flushes() -> int:
    """Have every studio at work in which something waits write it; how many those are.

    The platform's work: studios in which nobody watches cost nothing, however many there are.
    """
    waiting = store.studios_to_write()
    asked = list(studios_at_work().filter(schema_name__in=waiting)) if waiting else []
    enqueue_for_each(asked, FLUSH, dedupe_key=FLUSH)
    known = set(studios().filter(schema_name__in=waiting).values_list("schema_name", flat=True))
    for schema in waiting - known:
        store.forget_studio(schema)
    return len(asked)


def write_waiting(profile_pks: Sequence[UUID]) -> None:
    """Write what waits of these profiles: five statements, however many they are."""
    if not profile_pks:
        return
    with transaction.atomic():
        alive = _locked(profile_pks)
        waiting = store.waiting_of(profile_pks)
        rows = [Row(pk, one) for pk in sorted(alive) for one in waiting[pk]]
        films = _films_of(rows)
        _write([row for row in rows if row.waiting.film_pk in films])
    for pk, written in waiting.items():
        store.confirm(pk, written)


def write_now(profile: Profile) -> None:
    """Before a list of the database's rows is shown: the last seconds too, if Redis answers."""
    try:
        write_waiting([profile.pk])
    except store.ProgressAway:
        logger.warning("progress_away")


@transaction.atomic
def remove_from_history(profile: Profile, film_pks: Iterable[UUID] | None = None) -> int:
    """Forget that the profile watched these films (None: any); beats under way are forgotten too.

    A writer holds the profile's row while it writes, so nothing it read before comes back. Raises
    ProgressAway. Returns how many films were forgotten.
    """
    _locked([profile.pk])
    wanted = None if film_pks is None else list(film_pks)
    waiting = {one.film_pk for one in store.waiting_of([profile.pk])[profile.pk]}
    rows = Progress.objects.filter(profile=profile)
    if wanted is not None:
        rows = rows.filter(film__in=wanted)
        waiting &= set(wanted)
    forgotten = waiting | set(rows.values_list("film_id", flat=True))
    store.remove(profile.pk, wanted)
    rows.delete()
    return len(forgotten)


def _locked(profile_pks: Sequence[UUID]) -> set[UUID]:
    rows = Profile.objects.select_for_update(no_key=True).filter(pk__in=profile_pks).order_by("pk")
    return set(rows.values_list("pk", flat=True))


def _films_of(rows: Iterable[Row]) -> set[UUID]:
    wanted = {row.waiting.film_pk for row in rows}
    return set(Film.objects.filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()


def _write(rows: list[Row]) -> None:
    """Streams first: who is watched to the end for the first time adds one to its film."""
    if not rows:
        return
    completed = _mark_plays(rows)
    told = sorted(rows, key=lambda row: (row.profile_pk, row.waiting.film_pk))
    columns = [_columns(row, row.waiting.place, completed) for row in told if row.waiting.place]
    if columns:
        with connection.cursor() as cursor:
            cursor.execute(WRITE, [list(column) for column in zip(*columns, strict=True)])


def _mark_plays(rows: Iterable[Row]) -> set[UUID]:
    """Keys of the streams that are now counted as watched to the end, and were not before."""
    marks = {pk: mark for row in rows for pk, mark in row.waiting.plays.items()}
    said = [(pk, marks[pk].completed_at, marks[pk].was_watched) for pk in sorted(marks)]
    with connection.cursor() as cursor:
        cursor.execute(MARK_PLAYS, [list(column) for column in zip(*said, strict=True)])
        return {pk for pk, is_new in cursor.fetchall() if is_new}


def _columns(row: Row, place: store.Place, completed: set[UUID]) -> tuple[object, ...]:
    return (
        uuid7(),
        row.profile_pk,
        row.waiting.film_pk,
        place.position,
        row.waiting.duration,
        place.play_pk,
        place.seq,
        place.is_paused,
        place.happened_at,
        row.waiting.completed_at,
        len(completed & set(row.waiting.plays)),
    )
