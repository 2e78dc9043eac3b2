"""What is counted while it happens. What stands in the database is asked for when somebody looks.

No label ever names a studio, a person or an address: every value is one of few that the code knows.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from prometheus_client import Counter, Gauge, Histogram

from apps.core.counting import by_host_and_process
from apps.core.errors import DomainError

by_host_and_process()
logger = logging.getLogger("cineradar.work")
# Among them the limits that the objectives for pages are measured by: 0.3, 0.8 and 1 second.
REQUEST_BUCKETS = (0.025, 0.05, 0.1, 0.3, 0.5, 0.8, 1.0, 2.5, 10.0)
WORK_BUCKETS = (0.05, 0.2, 1.0, 5.0, 20.0, 60.0, 300.0, 900.0, 3600.0)

REQUESTS = Histogram(
    "cineradar_request_seconds",
    "Requests by the name of their route.",
    ["route", "method", "status"],
    buckets=REQUEST_BUCKETS,
)
TASKS = Histogram(
    "cineradar_task_seconds",
    "Tasks worked on: done, refused (for good), failed (tried again) or lost (another has it).",
    ["task", "outcome"],
    buckets=WORK_BUCKETS,
)
DEAD = Counter("cineradar_task_deaths", "Tasks that were given up.", ["task"])
JOBS = Histogram(
    "cineradar_job_seconds",
    "Jobs from the wish to the end, by kind and how they ended.",
    ["kind", "state"],
    buckets=WORK_BUCKETS,
)
SOCKETS = Gauge("cineradar_sockets_open", "Websockets.", multiprocess_mode="livesum")
SOCKETS_REFUSED = Counter("cineradar_sockets_refused", "Websockets that found no room.")
PUBLISHED = Counter("cineradar_frames_published", "Frames handed to Redis.", ["outcome"])
HANDED_ON = Counter("cineradar_frames_handed_on", "Frames handed on to sockets, socket by socket.")
WAITED = Histogram(
    "cineradar_database_wait_seconds",
    "Until a connection was given; none was while the database was away or all were taken.",
    ["outcome"],
    buckets=(0.001, 0.01, 0.1, 0.5, 1.0, 3.0),
)
CONNECTIONS = Gauge(
    "cineradar_database_connections",
    "Connections to the database, as each process last saw its own: open, or idle among them.",
    ["state"],
    multiprocess_mode="livesum",
)
CROSSINGS = Counter(
    "cineradar_tripwire_crossings", "Statements stopped on their way to another studio's tables."
)


@contextmanager
def connection_awaited() -> Iterator[None]:
    """Observe how long the body waits for a connection, and whether it gets one."""
    began, outcome = perf_counter(), "none"
    try:
        yield
        outcome = "given"
    finally:
        WAITED.labels(outcome).observe(perf_counter() - began)


@contextmanager
def task_timed(task: str) -> Iterator[None]:
    """Observe one attempt at ``task``. What the body raises is its outcome, and passes through."""
    began, outcome = perf_counter(), "failed"
    try:
        yield
        outcome = "done"
    except DomainError:
        outcome = "refused"
        raise
    finally:
        took = perf_counter() - began
        TASKS.labels(task, outcome).observe(took)
        logger.info(
            "%s: %s", task, outcome, extra={"outcome": outcome, "ms": round(1000 * took, 1)}
        )
