"""What Redis still holds of a studio: cached values, sessions, logs of its pages."""

from django.conf import settings
from redis import Redis

KEYS_AT_A_TIME = 500


def forget_schema(schema: str) -> int:
    """Delete every key of the studio; how many. Raises redis.RedisError."""
    logs = f"{settings.REALTIME_PREFIX}:t.{schema}.*"
    return _delete(settings.CACHE_URL, f"{schema}:*") + _delete(settings.CHANNELS_URL, logs)


def _delete(url: str, pattern: str) -> int:
    with Redis.from_url(url, socket_timeout=10, socket_connect_timeout=5) as redis:
        keys = list(redis.scan_iter(match=pattern, count=KEYS_AT_A_TIME))
        for first in range(0, len(keys), KEYS_AT_A_TIME):
            redis.unlink(*keys[first : first + KEYS_AT_A_TIME])
        return len(keys)
