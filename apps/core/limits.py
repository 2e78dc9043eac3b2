"""How often something may be tried. Counted in Redis, exact under parallel use."""

import time
from functools import cache

from django.conf import settings
from limits import RateLimitItem, parse
from limits.storage import RedisStorage
from limits.strategies import FixedWindowRateLimiter
from redis import ConnectionPool

from apps.core.errors import TooManyRequests


def spend(limit: str, *parts: str) -> None:
    """Use up one of ``limit`` ("5/minute") for this combination of ``parts``.

    The first part names the purpose. Raises TooManyRequests with ``retry_after`` in seconds once
    the window's share is gone. Without Redis it raises too: a limit never opens by failing.
    """
    if not settings.LIMITS_ENABLED:
        return
    item = parse(limit)
    if not _limiter(settings.LIMITS_PREFIX).hit(item, *parts):
        raise TooManyRequests(retry_after=_seconds_left(item, parts))


def _seconds_left(item: RateLimitItem, parts: tuple[str, ...]) -> int:
    window = _limiter(settings.LIMITS_PREFIX).get_window_stats(item, *parts)
    seconds: float = window.reset_time - time.time()
    return max(1, round(seconds))


@cache
def _limiter(prefix: str) -> FixedWindowRateLimiter:
    pool = ConnectionPool.from_url(settings.CACHE_URL)
    return FixedWindowRateLimiter(RedisStorage("redis://", pool, key_prefix=prefix))
