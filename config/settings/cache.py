"""Redis: one cache whose keys belong to a studio, one for what is known before the studio is."""

from typing import Any

from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as Unreachable
from redis.retry import Retry

from config import env

REDIS_SCHEMES = {"redis", "rediss", "unix"}
CACHE_URL = env.url("CACHE_URL", "redis://localhost:6379/1", schemes=REDIS_SCHEMES)


def redis_cache(prefix: str, **more: Any) -> dict[str, Any]:
    return {
        "BACKEND": "django_redis.cache.RedisCache",
        "LOCATION": CACHE_URL,
        "KEY_PREFIX": prefix,
        "OPTIONS": {
            "CLIENT_CLASS": "django_redis.client.DefaultClient",
            "REDIS_CLIENT_CLASS": "apps.core.resting_redis.RestingRedis",
            "SOCKET_CONNECT_TIMEOUT": 0.5,
            "SOCKET_TIMEOUT": 0.5,
            # Once, for a connection that died while it was idle; who is silent is not asked again.
            "CONNECTION_POOL_KWARGS": {"retry": Retry(NoBackoff(), 1, (Unreachable,))},
            "IGNORE_EXCEPTIONS": True,
        },
        **more,
    }


CACHES = {
    "default": redis_cache(
        "s",
        KEY_FUNCTION="apps.core.tenancy.cache_key",
        REVERSE_KEY_FUNCTION="apps.core.tenancy.reverse_cache_key",
    ),
    "platform": redis_cache("p"),
}
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True

SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
