"""How full everything is that can fill up, and how far the replica is behind."""

import shutil
from collections.abc import Container, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections
from prometheus_client.core import GaugeMetricFamily, Metric
from redis.exceptions import RedisError

from apps.core.outbox.broker import Broker
from apps.core.outbox.errors import BrokerAway
from apps.core.readiness import asked_once
from apps.core.replica import REPLICA

# What was replayed says nothing while nothing is written; then nothing is missing either.
REPLICA_LAG = """
SELECT CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
ELSE coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0) END
"""
# As the planner knows it: counting would read what is measured.
CATALOGUE_ROWS = """
SELECT greatest(reltuples, 0) FROM pg_class WHERE oid = 'pg_catalog.pg_attribute'::regclass
"""
# Local files, by what they are kept for.
PLACES = {"media": "MEDIA_ROOT", "uploads": "UPLOAD_ROOT"}
SERVERS = {"cache": "CACHE_URL", "realtime": "CHANNELS_URL", "limits": "LIMITS_URL"}


def disk_numbers() -> Iterator[Metric]:
    """Used share of each disk that files are written to; one that is not there has none."""
    used = GaugeMetricFamily("cineradar_disk_used_ratio", "Used share of a disk.", labels=["place"])
    for place, setting in PLACES.items():
        directory = Path(getattr(settings, setting))
        if directory.is_dir():
            disk = shutil.disk_usage(directory)
            # As df counts: what is kept for the superuser is neither used nor free.
            used.add_metric([place], disk.used / (disk.used + disk.free))
    yield used


def redis_numbers(working: Container[str]) -> Iterator[Metric]:
    """Used share of the memory that each Redis may take, of those that readiness finds working."""
    used = GaugeMetricFamily(
        "cineradar_redis_memory_ratio", "Used share of a Redis' memory.", labels=["server"]
    )
    for server, told in _memories(working):
        most = told.get("maxmemory") or told.get("total_system_memory")
        if most:
            used.add_metric([server], told["used_memory"] / most)
    yield used


def _memories(working: Container[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    if "broker" in working:
        yield "broker", _broker_memory()
    for server, setting in SERVERS.items():
        if server in working:
            with suppress(RedisError), asked_once(getattr(settings, setting)) as client:
                yield server, dict(client.info("memory"))


def _broker_memory() -> dict[str, Any]:
    broker = Broker()
    try:
        return broker.memory()
    except BrokerAway:
        return {}
    finally:
        broker.close()


def database_numbers() -> Iterator[Metric]:
    """Rows of the largest catalogue, which schemas fill, and the replica's lag if there is one."""
    yield GaugeMetricFamily(
        "cineradar_catalogue_rows",
        "Columns of all tables, as PostgreSQL keeps them.",
        value=_number(connection, CATALOGUE_ROWS),
    )
    if REPLICA in connections:
        yield GaugeMetricFamily(
            "cineradar_replica_lag_seconds",
            "What the replica shows is so old.",
            value=_number(connections[REPLICA], REPLICA_LAG),
        )


def _number(database: Any, question: str) -> float:
    with database.cursor() as cursor:
        cursor.execute(question)
        (found,) = cursor.fetchone()
    return float(found)
