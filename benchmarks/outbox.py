"""The queue of tasks in the database, beside Celery alone and beside bare inserts.

Celery's own `apply_async` writes to Redis and can lose or double a task; ours writes a row that the
relay carries there, claims it before the work and deletes it after. The floor of asking is one
INSERT and its COMMIT. Both ways use the same worker with two processes.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median, quantiles

from benchmarks import _stage as stage

# isort: split
from celery import current_app
from django.db import connection

from apps.core.ids import uuid7
from apps.core.models import Task
from apps.core.queue import enqueue
from apps.core.tenancy import platform_context
from benchmarks._marks import STARTS, redis
from deploy.local.workspace import ROOT

ROUNDS = 3
BURST = 1000
CALM, A_SECOND = 200, 20
INSERT = """
INSERT INTO core_task (id, name, kwargs, studio_schema, studio_slug, queue, priority, state,
    dedupe_key, request_id, traceparent, sends, worker, attempts, max_attempts, on_dead,
    error_name, error_detail)
VALUES (%s, 'bench.none', '{}', 'public', '', 'none', 3, 'dead', '', '', '', 0, '', 0, 3, '', '', '')
"""
Ask = Callable[[], None]


def plain() -> None:
    current_app.tasks["bench.plain"].apply_async(kwargs={"asked": time.time_ns()})


def ours() -> None:
    enqueue("bench.ours", asked=time.time_ns())


def ours_once() -> None:
    enqueue("bench.ours_once", asked=time.time_ns())


def insert() -> None:
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [uuid7()])


WAYS: dict[str, Ask] = {"plain": plain, "ours": ours, "exactly once": ours_once}


@contextmanager
def processes() -> Iterator[None]:
    worker = [sys.executable, "-m", "celery", "--app", "config", "worker", "--concurrency", "2"]
    worker += ["--include", "benchmarks._marks", "--loglevel", "ERROR", "--without-gossip"]
    worker += ["--without-mingle", "--queues", "default"]
    commands = [worker, [sys.executable, "manage.py", "relay"]]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    running = [subprocess.Popen(one, cwd=ROOT, env=environ, **quiet) for one in commands]
    try:
        yield
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(60)


def delays(count: int) -> list[float]:
    """Milliseconds from asking to the first line of the body, once all have begun."""
    deadline = time.monotonic() + 120
    while redis.llen(STARTS) < count:
        assert time.monotonic() < deadline, f"{redis.llen(STARTS)} of {count} began"
        time.sleep(0.01)
    found = [int(value) / 1e6 for value in redis.lrange(STARTS, 0, -1)]
    redis.delete(STARTS)
    return found


def burst(ask: Ask) -> tuple[float, float]:
    """Asked for a second, and done a second, of a thousand at once."""
    began = time.perf_counter()
    for _ in range(BURST):
        ask()
    asked = time.perf_counter() - began
    delays(BURST)
    return BURST / asked, BURST / (time.perf_counter() - began)


def calm(ask: Ask) -> tuple[float, float]:
    """Median and 99th percentile of the delay when twenty a second are asked for."""
    for _ in range(CALM):
        ask()
        time.sleep(1 / A_SECOND)
    found = delays(CALM)
    return median(found), quantiles(found, n=100)[98]


def inserts_a_second() -> float:
    began = time.perf_counter()
    for _ in range(BURST):
        insert()
    seconds = time.perf_counter() - began
    Task.everywhere.filter(name="bench.none").delete()
    return BURST / seconds


def warm_up() -> None:
    for ask in WAYS.values():
        for _ in range(20):
            ask()
    delays(20 * len(WAYS))


def main() -> None:
    stage.migrate_platform()
    redis.delete(STARTS)
    with processes(), platform_context():
        warm_up()
        # Turn and turn about, so that whatever else the machine does meets all alike.
        floors, bursts, calms = [], [], []
        for _ in range(ROUNDS):
            floors.append(inserts_a_second())
            bursts.append({name: burst(ask) for name, ask in WAYS.items()})
            calms.append({name: calm(ask) for name, ask in WAYS.items()})
    print(f"\noutbox: a burst of {BURST}, then {A_SECOND} a second; median of {ROUNDS} rounds")
    print(f"  bare INSERT and COMMIT   {median(floors):6.0f} a second")
    print("                         asked/s   done/s   delay p50   delay p99")
    for name in WAYS:
        asked, done = (median(one[name][i] for one in bursts) for i in (0, 1))
        middle, worst = (median(one[name][i] for one in calms) for i in (0, 1))
        print(f"  {name:20}  {asked:8.0f} {done:8.0f} {middle:8.1f} ms {worst:8.1f} ms")


if __name__ == "__main__":
    main()
