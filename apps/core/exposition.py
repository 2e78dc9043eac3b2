"""Everything there is to measure, as Prometheus reads it, from every process of this machine."""

import os
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import Error as DatabaseFault
from django.utils.module_loading import import_string
from prometheus_client import REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector

from apps.core.outbox.numbers import outbox_age, queue_numbers
from apps.core.readiness import readiness
from apps.core.tenancy import platform_context

Numbers = Callable[[], Iterable[Metric]]


def exposition() -> bytes:
    """The text format. Without a shared directory it has only this process's own counts."""
    registry = CollectorRegistry()
    counts: Any = _every_process(registry) if settings.METRICS_DIR else REGISTRY
    registry.register(_AskedNow())
    own = b"" if counts is registry else generate_latest(counts)
    return own + generate_latest(registry)


def _every_process(registry: CollectorRegistry) -> CollectorRegistry:
    _forget_the_dead(Path(settings.METRICS_DIR))
    collector: Any = MultiProcessCollector
    collector(registry, settings.METRICS_DIR)
    return registry


def _forget_the_dead(directory: Path) -> None:
    """What a process that was killed had open is open no more."""
    for file in directory.glob("gauge_live*.db"):
        if not _lives(file.stem.rpartition("_")[2]):
            file.unlink(missing_ok=True)


def _lives(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True


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
        if all(part.works for part in parts if part.name == "database"):
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
