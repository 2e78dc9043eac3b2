"""Beats on their way to the database: joined in Redis, kept there until they are written.

Every key begins with the studio's schema. What waits of a profile stays until a writer says that
exactly that is written, so a writer that dies has lost nothing.
"""

import json
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from redis import ConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from apps.catalog.domain.progress import Track
from apps.core.errors import TemporaryError
from apps.core.tenancy import current_studio

HERE = Path(__file__).parent
BEAT, CONFIRM, REMOVE = (
    (HERE / f"{name}.lua").read_text() for name in ("beat", "confirm", "remove")
)
# For so long beats that come late are joined with those that were written.
KEPT = 2 * 24 * 3600
PATIENCE = 0.5
REST = 1.0
EVERYTHING = "*"


class ProgressAway(TemporaryError):
    """Redis does not answer: beats cannot be kept."""


@dataclass(frozen=True)
class PlayMark:
    """What a stream has brought about: each of it is counted once."""

    completed_at: datetime | None
    was_watched: bool


@dataclass(frozen=True)
class Place:
    """Where the stream stands whose position counts."""

    play_pk: UUID
    seq: int
    position: float
    is_paused: bool
    happened_at: datetime


@dataclass(frozen=True)
class Waiting:
    """What has to be written of one film. ``place`` is None while nobody left its beginning."""

    film_pk: UUID
    value: str
    duration: float
    plays: Mapping[UUID, PlayMark]
    place: Place | None

    @property
    def completed_at(self) -> datetime | None:
        ends = [mark.completed_at for mark in self.plays.values() if mark.completed_at]
        return max(ends, default=None)


def join(
    *, profile_pk: UUID, film_pk: UUID, play: str, track: Track, happened_at: float, duration: float
) -> bool:
    """Join a track into what is known; False when that changed nothing. Raises ProgressAway."""
    arguments: list[Any] = [film_pk, play, _ms(track.counts_from), track.seq]
    arguments += [-1 if track.position is None else _ms(track.position), int(track.is_paused)]
    arguments += [_ms(track.completed_at or 0), int(track.was_watched), _ms(happened_at)]
    arguments += [_ms(duration), KEPT, profile_pk, current_studio().schema_name, _ms(time.time())]
    keys = [
        _key("tracks", f"{profile_pk}:{film_pk}"),
        _key("waiting", profile_pk),
        _key("dirty"),
        _key("removed", profile_pk),
        _studios_key(),
    ]
    return bool(_run(BEAT, keys, arguments))


def waiting_of(profile_pks: Sequence[UUID]) -> dict[UUID, list[Waiting]]:
    """What of these profiles is not in the database yet. Raises ProgressAway."""
    with _asking() as redis, redis.pipeline(transaction=False) as pipe:
        for pk in profile_pks:
            pipe.hgetall(_key("waiting", pk))
        found = pipe.execute()
    return {
        pk: [_waiting(UUID(film.decode()), value.decode()) for film, value in films.items()]
        for pk, films in zip(profile_pks, found, strict=True)
    }


def dirty_profiles(most: int) -> list[UUID]:
    """Profiles with something to write, longest waiting first. Raises ProgressAway."""
    with _asking() as redis:
        found: list[bytes] = redis.zrange(_key("dirty"), 0, most - 1)  # type: ignore[assignment]
    return [UUID(member.decode()) for member in found]


def confirm(profile_pk: UUID, written: Iterable[Waiting]) -> None:
    """Forget what is written now, unless beats have changed it since. Raises ProgressAway."""
    arguments: list[Any] = [profile_pk]
    for one in written:
        arguments += [one.film_pk, one.value]
    left = _run(CONFIRM, [_key("waiting", profile_pk), _key("dirty")], arguments)
    if not left:
        _leave_studio()


def remove(profile_pk: UUID, film_pks: Iterable[UUID] | None = None) -> None:
    """Forget films (None: all) of the profile, with every beat until now. Raises ProgressAway."""
    films: list[Any] = [EVERYTHING] if film_pks is None else list(film_pks)
    keys = [_key("waiting", profile_pk), _key("dirty"), _key("removed", profile_pk)]
    _run(REMOVE, keys, [_ms(time.time()), KEPT, profile_pk, *films])


def studios_to_write() -> set[str]:
    """Schemas in which something waits. Raises ProgressAway."""
    with _asking() as redis:
        found: set[bytes] = redis.smembers(_studios_key())  # type: ignore[assignment]
    return {member.decode() for member in found}


def forget_studio(schema: str) -> None:
    """A studio that is gone has nothing to write."""
    with _asking() as redis:
        redis.srem(_studios_key(), schema)


def _leave_studio() -> None:
    """Between the look and the word another beat may come: then the studio is put back."""
    schema = current_studio().schema_name
    with _asking() as redis:
        redis.srem(_studios_key(), schema)
        if redis.zcard(_key("dirty")):
            redis.sadd(_studios_key(), schema)


def _waiting(film_pk: UUID, value: str) -> Waiting:
    said = json.loads(value)
    plays = {
        UUID(play): PlayMark(_moment(completed) if completed else None, bool(watched))
        for play, (completed, watched) in said["plays"].items()
    }
    return Waiting(film_pk, value, said["duration"] / 1000, plays, _place(said))


def _place(said: Mapping[str, Any]) -> Place | None:
    if "play" not in said:
        return None
    return Place(
        play_pk=UUID(said["play"]),
        seq=int(said["seq"]),
        position=said["position"] / 1000,
        is_paused=bool(said["paused"]),
        happened_at=_moment(said["counts_from"]),
    )


def _moment(milliseconds: float) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def _ms(seconds: float) -> int:
    return round(seconds * 1000)


def _key(kind: str, *rest: object) -> str:
    return ":".join([_prefix(), current_studio().schema_name, "progress", kind, *map(str, rest)])


def _studios_key() -> str:
    """The one key that belongs to no studio: it holds names of schemas alone."""
    return f"{_prefix()}:progress-studios"


def _prefix() -> str:
    return str(settings.STREAMS_PREFIX)


def _run(script: str, keys: list[str], arguments: list[Any]) -> Any:
    with _asking() as redis:
        return redis.register_script(script)(keys=keys, args=[str(one) for one in arguments])


class _Rest:
    """After a failure Redis is left alone for a second: requests do not queue up behind it."""

    def __init__(self) -> None:
        self.until = 0.0


_resting = _Rest()


@contextmanager
def _asking() -> Iterator[Redis]:
    """The client; whatever Redis raises becomes ProgressAway."""
    if time.monotonic() < _resting.until:
        raise ProgressAway
    try:
        yield _client(settings.STREAMS_URL)
    except RedisError as error:
        _resting.until = time.monotonic() + REST
        raise ProgressAway from error


@cache
def _client(url: str) -> Redis:
    pool = ConnectionPool.from_url(
        url, socket_timeout=PATIENCE, socket_connect_timeout=PATIENCE, retry=Retry(NoBackoff(), 1)
    )
    return Redis(connection_pool=pool)
