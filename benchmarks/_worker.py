"""A relay and a worker as in production, and how many processor seconds the worker has taken."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from deploy.local.workspace import ROOT

TICKS = os.sysconf("SC_CLK_TCK")
# Fields of /proc/<pid>/stat behind the name: parent, and own and children's time.
PARENT, TIMES = 1, slice(11, 15)


@contextmanager
def running_worker(queue: str) -> Iterator[Callable[[], float]]:
    """While the body runs; call what it gets for the seconds so far, ended programs included."""
    worker = [sys.executable, "-m", "celery", "--app", "config", "worker", "--concurrency", "1"]
    worker += ["--loglevel", "ERROR", "--without-gossip", "--without-mingle", "--queues", queue]
    environ = os.environ | {"PYTHONPATH": str(ROOT)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    relay = [sys.executable, "manage.py", "relay"]
    running = [subprocess.Popen(one, cwd=ROOT, env=environ, **quiet) for one in (worker, relay)]
    try:
        yield lambda: seconds_of(running[0].pid)
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(60)


def seconds_of(pid: int) -> float:
    """Of a process, its children, and all of theirs that have ended."""
    stats = {number: stat for number in _processes() if (stat := _stat(number))}
    family, grown = {pid}, True
    while grown:
        found = {number for number, stat in stats.items() if int(stat[PARENT]) in family}
        grown = not found <= family
        family |= found
    return sum(sum(map(int, stats[number][TIMES])) for number in family & set(stats)) / TICKS


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdigit()]


def _stat(pid: int) -> list[str]:
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return []
