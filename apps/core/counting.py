"""How processes count together: each writes files of its own in one directory, which a reader adds up.

Containers share the directory but number their processes alike, so a file is named by both.
"""

import os
import socket
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from prometheus_client import Metric, values
from prometheus_client.multiprocess import MultiProcessCollector

HOST = socket.gethostname().replace("_", "-")
# A process of another container cannot be asked whether it lives; one that has counted lately does.
SECONDS_OF_SILENCE = 900


def identity() -> str:
    return f"{HOST}-{os.getpid()}"


def by_host_and_process() -> None:
    """Call it before the first metric is made."""
    if "PROMETHEUS_MULTIPROC_DIR" in os.environ:
        made: Any = values.MultiProcessValue
        values.ValueClass = made(identity)


class EveryProcess:
    """A collector of what stands in ``directory``."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory

    def collect(self) -> Iterable[Metric]:
        files = [str(file) for file in self._directory.glob("*.db") if _counts(file)]
        merged: Any = MultiProcessCollector.merge
        found: Iterable[Metric] = merged(files)
        return found


def _counts(file: Path) -> bool:
    """What was counted stays counted; what a process that is gone had open is open no more."""
    if not file.name.startswith("gauge_live"):
        return True
    host, _, pid = file.stem.rpartition("_")[2].rpartition("-")
    if host == HOST:
        return _lives(int(pid))
    return time.time() - file.stat().st_mtime < SECONDS_OF_SILENCE


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's, and alive
        return True
    return True
