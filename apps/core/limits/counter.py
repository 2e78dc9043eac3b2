"""The moving window of one limit in Redis. Its one script reads, decides and writes at once."""

import hashlib
import time
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from limits import RateLimitItem, parse
from limits.storage import RedisStorage
from redis import ConnectionPool
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

# A Redis that hangs must not hang every request with it.
PATIENCE = 0.5
REST = 1.0


class CounterAway(Exception):
    """Redis did not answer."""


class Rest:
    """After a failure Redis is left alone for a second: threads do not queue up behind it."""

    def __init__(self) -> None:
        self.until = 0.0

    def begin(self) -> None:
        self.until = time.monotonic() + REST

    @property
    def is_on(self) -> bool:
        return time.monotonic() < self.until


resting = Rest()


@dataclass(frozen=True)
class Window:
    """One limit of one somebody."""

    storage: RedisStorage
    item: RateLimitItem
    key: str

    @property
    def amount(self) -> int:
        return int(self.item.amount)

    @property
    def seconds(self) -> int:
        return int(self.item.get_expiry())

    def enter(self) -> bool:
        """Use one up; False when none is left."""
        return bool(_asked(self.storage.acquire_entry, self.key, self.amount, self.seconds))

    def left(self) -> tuple[int, int]:
        """How many are left, and in how many seconds the next one comes back."""
        start, used = _asked(self.storage.get_moving_window, self.key, self.amount, self.seconds)
        comes_back = start + self.seconds - time.time()
        return self.amount - used, max(0 if used == 0 else 1, round(comes_back))

    def seconds_left(self) -> int:
        return max(1, self.left()[1])

    def leave(self) -> None:
        """Forget the newest entry."""
        _asked(self.storage.storage.lpop, self.storage.prefixed_key(self.key))


def window_of(rate: str, purpose: str, who: tuple[str, ...]) -> Window:
    item = parse(rate)
    return Window(_storage(settings.LIMITS_PREFIX), item, item.key_for(purpose, _digest(who)))


def _digest(who: tuple[str, ...]) -> str:
    """Redis keeps no addresses of people, however long the text that came in."""
    return hashlib.sha256("\x1f".join(who).encode()).hexdigest()[:40]


def _asked(question: Any, *details: Any) -> Any:
    if resting.is_on:
        raise CounterAway
    try:
        return question(*details)
    except RedisError as error:
        resting.begin()
        raise CounterAway from error


@cache
def _storage(prefix: str) -> RedisStorage:
    pool = ConnectionPool.from_url(
        settings.LIMITS_URL,
        socket_timeout=PATIENCE,
        socket_connect_timeout=PATIENCE,
        # Once, for a connection that died while it was idle.
        retry=Retry(NoBackoff(), 1),
    )
    return RedisStorage("redis://", pool, key_prefix=prefix)
