"""Everything there is to measure, as Prometheus reads it, from every process of this machine."""

import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.db import Error as DatabaseFault
from django.utils.module_loading import import_string
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

from apps.core.capacity import disk_numbers, redis_numbers
from apps.core.counting import EveryProcess
from apps.core.outbox.numbers import outbox_age, queue_numbers
from apps.core.readiness import readiness
from apps.core.tenancy import platform_context

Numbers = Callable[[], Iterable[Metric]]


def exposition() -> bytes:
    """The text format. Without a shared directory it has only this process's own counts."""
    asked = CollectorRegistry()
    asked.register(_AskedNow())
    return generate_latest(counted()) + generate_latest(asked)


def counted() -> CollectorRegistry:
    """What every process of this directory has counted, or this one alone."""
    if not settings.METRICS_DIR:
        return REGISTRY
    registry = CollectorRegistry()
    registry.register(EveryProcess(Path(settings.METRICS_DIR)))
    return registry


class _AskedNow:
    """What is true at this moment, and what the database alone knows."""

    def describe(self) -> list[Metric]:
        """Nothing is asked when it is registered."""
        return []

    def collect(self) -> Iterator[Metric]:
        parts = readiness()
        ready = GaugeMetricFamily(
            "cineradar_ready", "Whether a part of readiness works.", labels=["part"]
        )
        for part in parts:
            ready.add_metric([part.name], float(part.works))
        yield ready
        yield from backup_numbers()
        yield from disk_numbers()
        working = {part.name for part in parts if part.works}
        yield from redis_numbers(working)
        if "database" in working:
            yield from _from_the_database()


def _from_the_database() -> Iterator[Metric]:
    for path in settings.METRICS_NUMBERS:
        numbers: Numbers = import_string(path)
        try:
            with platform_context():
                found = list(numbers())
        except DatabaseFault:
            continue
        yield from found


def queue_metrics() -> Iterator[Metric]:
    lag = GaugeMetricFamily(
        "cineradar_queue_lag_seconds", "Age of the oldest task that is due.", labels=["queue"]
    )
    size = GaugeMetricFamily(
        "cineradar_queue_tasks",
        "Tasks by state; dead ones wait for a person.",
        labels=["queue", "state"],
    )
    for one in queue_numbers():
        lag.add_metric([one.queue], one.lag_seconds)
        for state, count in one.counts.items():
            size.add_metric([one.queue, state], count)
    yield lag
    yield size
    yield GaugeMetricFamily(
        "cineradar_outbox_oldest_seconds", "Age of the oldest task not sent.", value=outbox_age()
    )


def backup_numbers() -> Iterator[Metric]:
    """The age of the file that whoever makes backups touches after each; missing is very old."""
    if settings.BACKUP_STAMP:
        stamp = Path(settings.BACKUP_STAMP)
        touched = stamp.stat().st_mtime if stamp.is_file() else 0.0
        age = time.time() - touched
        yield GaugeMetricFamily("cineradar_backup_age_seconds", "Since the last backup.", value=age)
