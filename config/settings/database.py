"""PostgreSQL with PostGIS, a schema per studio, pooled connections that forget their studio."""

from typing import Any
from urllib.parse import unquote, urlsplit

from config import env

POSTGRES_SCHEMES = {"postgres", "postgresql", "postgis"}


def forget_search_path(connection: Any) -> None:
    """Anything that bypasses Django's cursor must not see the last studio's tables."""
    connection.execute("SET search_path = nobody")


def parsed(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    host = next(
        (unquote(pair[5:]) for pair in parts.query.split("&") if pair.startswith("host=")), ""
    )
    return {
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host or parts.hostname or "",
        "PORT": str(parts.port or ""),
    }


# Connections of one process at the same time.
DATABASE_POOL_SIZE = env.number("DATABASE_POOL_SIZE", 8)
DATABASE_URL = env.url(
    "DATABASE_URL", "postgres://cineradar@localhost/cineradar", schemes=POSTGRES_SCHEMES
)
# The role that owns the database; only the release and worker-schemas have it as DATABASE_URL.
DATABASE_OWNER_URL = env.text("DATABASE_OWNER_URL", "")
# A copy to read from: apps.core.replica says when.
DATABASE_REPLICA_URL = env.text("DATABASE_REPLICA_URL", "")


def pooled(url: str, **options: Any) -> dict[str, Any]:
    return {
        "ENGINE": "config.postgres",
        **parsed(url),
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "pool": {
                "min_size": 1,
                "max_size": DATABASE_POOL_SIZE,
                # A request waits so long for a database that is away, then says that it is.
                "timeout": env.number("DATABASE_WAIT_SECONDS", 3),
                # Attempts to come back grow rarer the longer it was away. Given up early, they begin
                # anew with the next request, so it is met again within seconds of its return.
                "reconnect_timeout": 5,
                "reset": forget_search_path,
            },
            # An address that swallows everything must not hold up the pool's few threads.
            "connect_timeout": 3,
            **options,
        },
    }


DATABASES = {"default": pooled(DATABASE_URL)}
if DATABASE_REPLICA_URL:
    DATABASES["replica"] = pooled(
        DATABASE_REPLICA_URL, options="-c default_transaction_read_only=on"
    )
ORIGINAL_BACKEND = "django.contrib.gis.db.backends.postgis"
DATABASE_ROUTERS = ["apps.core.replica.ReplicaRouter", "django_tenants.routers.TenantSyncRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# GDAL before 3.9 opens any address it is given; nobody's file or spatial reference reaches it here.
SILENCED_SYSTEM_CHECKS = ["gis.W001"]
