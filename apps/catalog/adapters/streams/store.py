"""Who is watching at this moment: in Redis, changed by one script, so that no two starts pass each
other. All keys begin with the studio's schema."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from redis import ConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from apps.catalog.enums import PlayEnd
from apps.core.errors import TemporaryError
from apps.core.tenancy import current_studio

SCRIPT = Path(__file__).with_name("streams.lua").read_text()
SILENT_AFTER = 90
# How long an ended stream can still be told why.
KEPT = 3600
# Clocks of our machines may differ by so much.
SKEW = 5
PATIENCE = 0.5
REST = 1.0


class StreamsAway(TemporaryError):
    """Redis does not answer: nobody can say who is watching."""


@dataclass(frozen=True)
class Stream:
    """One stream as it was started. ``values`` are what the service keeps with it, as text."""

    sid: str
    values: Mapping[str, str]
    heard_at: float
    watched_seconds: int
    end_reason: PlayEnd | None

    @property
    def is_alive(self) -> bool:
        return self.end_reason is None and time.time() - self.heard_at < SILENT_AFTER + SKEW


@dataclass(frozen=True)
class Start:
    """Whether there was a place. ``ended`` had to go for it; ``taken`` are those in its way."""

    has_begun: bool
    taken: list[str]
    ended: list[str]


class Rest:
    """After a failure Redis is left alone for a second: requests do not queue up behind it."""

    def __init__(self) -> None:
        self.until = 0.0


resting = Rest()


def start(
    sid: str,
    *,
    account: str,
    device_id: str,
    limit: int,
    lasts: int,
    values: Mapping[str, str],
    taking_over: str = "",
) -> Start:
    """Take a place of the account's ``limit``, for ``lasts`` seconds at most.

    A stream of the same device gives its place up; so does ``taking_over``. Raises StreamsAway.
    """
    kept = {**values, "account": account, "device_id": device_id}
    pairs = [part for pair in kept.items() for part in pair]
    answer = _run(account, "start", sid, limit, device_id, taking_over, lasts, *pairs)
    return Start(bool(answer[0]), _texts(answer[1]), _texts(answer[2]))


def beat(sid: str, *, account: str, limit: int, is_playing: bool) -> PlayEnd | None:
    """Note that the stream is alive. Answers why it is not, when it has ended. Raises StreamsAway."""
    alive, reason = _run(account, "beat", sid, limit, int(is_playing))
    return None if alive else PlayEnd(reason.decode())


def end(sid: str, *, account: str, reason: PlayEnd) -> None:
    """Free the stream's place. One that has ended keeps its first reason. Raises StreamsAway."""
    _run(account, "end", sid, reason.value)


def stream(sid: str) -> Stream | None:
    """The stream, ended ones too for an hour. Raises StreamsAway."""
    return streams([sid])[0]


def streams(sids: Sequence[str]) -> list[Stream | None]:
    """As ``stream``, several in one question."""
    with _asking() as redis, redis.pipeline(transaction=False) as pipe:
        for sid in sids:
            pipe.hgetall(_prefix() + sid)
        found = pipe.execute()
    return [_stream(sid, values) for sid, values in zip(sids, found, strict=True)]


def streams_of(account: str) -> list[str]:
    """The account's streams that hold a place. Raises StreamsAway."""
    with _asking() as redis:
        found: Any = redis.zrange(_account_key(account), 0, -1)
    return _texts(found)


def _stream(sid: str, values: Mapping[bytes, bytes]) -> Stream | None:
    if not values:
        return None
    texts = {name.decode(): value.decode() for name, value in values.items()}
    reason = texts.get("end_reason")
    return Stream(
        sid=sid,
        values=texts,
        heard_at=int(texts["heard"]) / 1000,
        watched_seconds=int(texts.get("watched_ms", 0)) // 1000,
        end_reason=PlayEnd(reason) if reason else None,
    )


def _run(account: str, what: str, sid: str, *details: str | int) -> Any:
    with _asking() as redis:
        script = redis.register_script(SCRIPT)
        keys = [_account_key(account), _prefix()]
        return script(keys=keys, args=[what, sid, SILENT_AFTER * 1000, KEPT, *details])


def _account_key(account: str) -> str:
    return f"{_prefix()}of:{account}"


def _prefix() -> str:
    return f"{settings.STREAMS_PREFIX}:{current_studio().schema_name}:"


class _asking:  # noqa: N801  used as a function
    """Gives the client; what Redis raises becomes StreamsAway."""

    def __enter__(self) -> Redis:
        if time.monotonic() < resting.until:
            raise StreamsAway
        return _client(settings.STREAMS_URL)

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        if isinstance(error, RedisError):
            resting.until = time.monotonic() + REST
            raise StreamsAway from error


@cache
def _client(url: str) -> Redis:
    pool = ConnectionPool.from_url(
        url,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        retry=Retry(NoBackoff(), 1),
    )
    return Redis(connection_pool=pool)


def _texts(values: list[bytes]) -> list[str]:
    return [value.decode() for value in values]
