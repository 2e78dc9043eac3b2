"""Where attacks take place: a database and a Redis of their own, real relays and real workers."""

import contextlib
import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree
from typing import Any

from deploy.attack import _django  # noqa: F401

# isort: split
from django.db import connection
from django.test import override_settings

from apps.core.models import Task
from apps.core.tenancy import StudioRef, platform_context, studio_context
from deploy.local import children
from deploy.local.children import Child
from deploy.local.workspace import ROOT
from tests import database
from tests.private_redis import PrivateRedis

LEASE_SECONDS = 3
TABLES = """
CREATE TABLE attack_ledger (number int, session int DEFAULT pg_backend_pid());
CREATE TABLE attack_order (number int);
CREATE TABLE attack_purse (
    units int NOT NULL DEFAULT 0, antidotes int NOT NULL DEFAULT 0,
    begun int NOT NULL DEFAULT 0, ended int NOT NULL DEFAULT 0
);
INSERT INTO attack_purse DEFAULT VALUES;
"""


@dataclass(frozen=True)
class Purse:
    """What the studios hold together: the counters, and how many different tasks have paid in."""

    units: int
    different: int
    entries: int
    antidotes: int
    begun: int
    ended: int


class Field:
    """The processes under attack, by name."""

    def __init__(self, home: Path, redis: PrivateRedis, *, lease: int = LEASE_SECONDS) -> None:
        self.home, self.redis, self.lease = home, redis, lease
        self.processes: dict[str, Child] = {}
        self.studios = [database.studio_row(slug) for slug in database.STUDIOS]

    def start_relay(self, name: str = "relay") -> Child:
        return self._start(name, [sys.executable, "manage.py", "relay"])

    def start_worker(
        self, name: str = "worker", *, concurrency: int = 2, queues: str = "default"
    ) -> Child:
        celery = [sys.executable, "-m", "celery", "--app", "config", "worker"]
        more = ["--queues", queues, "--include", "deploy.attack.tasks", "--without-gossip"]
        more += ["--without-mingle", "--concurrency", str(concurrency), "--loglevel", "INFO"]
        return self._start(name, [*celery, *more, "--hostname", f"{name}@%h"])

    def kill(self, name: str) -> None:
        """The whole process and everything below it, at once and without a word."""
        child = self.processes.pop(name)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()

    def kill_a_child_of(self, name: str) -> bool:
        """One process of a worker's pool; whether there was one."""
        pool = children.descendants(self.processes[name].process.pid)
        if not pool:
            return False
        with contextlib.suppress(ProcessLookupError):
            os.kill(random.choice(pool), signal.SIGKILL)  # noqa: S311 no secret depends on it  # nosec B311  # no secret depends on it
        return True

    def ensure_worker(self, name: str) -> None:
        """As a supervisor would: Celery gives up when a child dies while its pool is starting."""
        if not self.processes[name].is_running:
            self.start_worker(name)

    def stop(self) -> None:
        for child in self.processes.values():
            child.ask_to_end()
        for child in self.processes.values():
            child.make_sure()

    def log_of(self, name: str) -> str:
        return (self.home / f"{name}.log").read_text(errors="replace")

    def _start(self, name: str, command: list[str]) -> Child:
        log = self.home / f"{name}.log"
        output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o644)
        child = children.spawn(name, command, env=self.environment(), cwd=ROOT, output=output)
        os.close(output)
        self.processes[name] = child
        return child

    def environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DEVELOPER_PAGES": "off",
            "DATABASE_URL": database.url_of(connection.settings_dict["NAME"]),
            "BROKER_URL": f"redis+socket://{self.redis.socket}?virtual_host=0",
            "QUEUE_LEASE_SECONDS": str(self.lease),
            "QUEUE_RESEND_SECONDS": str(self.lease),
            "WORKER_SHUTDOWN_SECONDS": "2",
            "REMAP_SIGTERM": "SIGQUIT",
            "PYTHONPATH": str(ROOT),
        }

    def purse(self) -> Purse:
        held = [_purse_of(studio) for studio in self.studios]
        return Purse(*(sum(column) for column in zip(*held, strict=True)))

    def left(self, **lookups: Any) -> int:
        """Tasks that are neither done nor given up."""
        with platform_context():
            return Task.everywhere.exclude(state="dead").filter(**lookups).count()

    def dead(self) -> list[Task]:
        with platform_context():
            return list(Task.everywhere.filter(state="dead"))


def _purse_of(studio: StudioRef) -> tuple[int, ...]:
    with studio_context(studio), connection.cursor() as cursor:
        cursor.execute("SELECT units, antidotes, begun, ended FROM attack_purse")
        units, antidotes, begun, ended = cursor.fetchone()
        cursor.execute("SELECT count(DISTINCT number), count(*) FROM attack_ledger")
        different, entries = cursor.fetchone()
    return units, different, entries, antidotes, begun, ended


@contextmanager
def laid_out(home: Path, *, lease: int = LEASE_SECONDS) -> Iterator[Field]:
    """A field on the database that this process is connected to, whose commits are real."""
    home.mkdir(parents=True, exist_ok=True)
    redis = PrivateRedis(home)
    with ExitStack() as stack:
        redis.start()
        stack.callback(redis.stop)
        field = Field(home, redis, lease=lease)
        with database.acting_as_owner():
            for studio in field.studios:
                with studio_context(studio), connection.cursor() as cursor:
                    cursor.execute(TABLES)
        stack.callback(field.stop)
        stack.enter_context(override_settings(CELERY_TASK_ALWAYS_EAGER=False))
        yield field


def run_alone(name: str, report: Callable[[Field], list[str]]) -> None:
    """Run an attack as a program, on a database to throw away; ends with 1 and says what is wrong.

    ``report`` prints what was seen, in its last line all that counts."""
    home = ROOT / "var" / "attack" / f"{name}-{os.getpid()}"
    database.use_clone(f"attack_{name}")
    print(f"{name}: the processes' logs are in {home}", flush=True)
    try:
        with laid_out(home) as field:
            faults = report(field)
    finally:
        database.drop_clone(f"attack_{name}")
    if faults:
        sys.exit(f"{name} FAILED: {'; '.join(faults)}")
    rmtree(home)


def wait_until(reached: Callable[[], bool], seconds: float) -> bool:
    """Whether it came about in time."""
    deadline = time.monotonic() + seconds
    while not reached():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.2)
    return True
