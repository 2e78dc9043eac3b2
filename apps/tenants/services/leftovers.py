"""What is kept of a studio outside the database and the storages."""

import logging

from redis import RedisError

from apps.tenants.adapters.redis.leftovers import forget_schema

logger = logging.getLogger(__name__)


def forget_in_redis(schema: str) -> None:
    """Cached values, sessions and logs of pages. They expire by themselves should Redis be away."""
    try:
        forget_schema(schema)
    except RedisError:
        logger.warning("Redis is away: what it holds of %s expires by itself.", schema)
