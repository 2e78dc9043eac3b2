"""Hurt the database server itself under load: few requests fail, and never for long.

Every connection is cut again and again; a backend is killed with -9, upon which the server ends all
others and recovers; and its postmaster is stopped, so that nobody new is let in but nobody is told.
"""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from deploy.attack.field import Field, run_alone, wait_until

# isort: split
from django.db import OperationalError, connection, connections

from apps.core.queue import enqueue
from apps.core.tenancy import studio_context
from deploy.attack import tasks  # noqa: F401 the names that are queued
from deploy.attack.web_process import PAGE, Answer, Web
from tests import database

ASKERS, PAUSE = 5, 0.1
BATCH = 30
CUTS, SECONDS_BETWEEN_CUTS, SECONDS_STOPPED = 12, 5.0, 30.0
MOST_FAILED, LONGEST_OUTAGE, LONGEST_WAIT = 0.01, 10.0, 5.0


@dataclass
class Seen:
    """What visitors met during one trial."""

    answers: list[Answer] = field(default_factory=list)
    lives: list[Answer] = field(default_factory=list)
    # When pages came, by the monotonic clock.
    pages: list[float] = field(default_factory=list)

    @property
    def failed(self) -> float:
        """The share of requests without a page."""
        return sum(answer.status != 200 for answer in self.answers) / len(self.answers)

    @property
    def outage(self) -> float:
        """The longest time without any page, in seconds."""
        return max(later - earlier for earlier, later in zip(self.pages, self.pages[1:]))  # noqa: B905

    @property
    def slowest(self) -> float:
        return max(answer.seconds for answer in self.answers)

    def faults(self, name: str, most_failed: float) -> Iterator[str]:
        if self.failed > most_failed:
            yield f"{name}: {self.failed:.1%} of the requests failed"
        if self.outage > LONGEST_OUTAGE:
            yield f"{name}: no page for {self.outage:.1f} s"
        if self.slowest > LONGEST_WAIT:
            yield f"{name}: a request waited for {self.slowest:.1f} s"
        if any(answer.status != 200 for answer in self.lives):
            yield f"{name}: the process did not say that it lives"

    def told(self, name: str) -> str:
        return (
            f"{name}: {self.failed:.2%} of {len(self.answers)} requests without a page,"
            f" {self.outage:.1f} s the longest outage, {self.slowest:.1f} s the longest wait"
        )


def watched(web: Web, harm: Callable[[], None]) -> Seen:
    """What visitors see while ``harm`` runs, and for a moment before and after."""
    seen, over = Seen(), threading.Event()

    def ask_on() -> None:
        while not over.wait(PAUSE):
            answer = web.ask("GET", PAGE)
            seen.answers.append(answer)
            if answer.status == 200:
                seen.pages.append(time.monotonic())
            seen.lives.append(web.ask("GET", "/health"))

    with ThreadPoolExecutor(ASKERS) as threads:
        try:
            asked = [threads.submit(ask_on) for _ in range(ASKERS)]
            wait_until(lambda: len(seen.pages) > 50, 30)
            harm()
            before = len(seen.pages)
            wait_until(lambda: len(seen.pages) > before + 50, 60)
        finally:
            over.set()
    for one in asked:
        one.result()
    seen.pages.sort()
    return seen


def cut() -> None:
    name = connection.settings_dict["NAME"]
    for _ in range(CUTS):
        with database.admin_connection() as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )
        time.sleep(SECONDS_BETWEEN_CUTS)


def crash() -> None:
    with database.admin_connection() as admin:
        os.kill(admin.info.backend_pid, signal.SIGKILL)


def stop() -> None:
    """Its postmaster alone, as one that hangs: who has a connection keeps it."""
    with database.admin_connection() as admin:
        (home,) = admin.execute("SHOW data_directory").fetchone() or ("",)
    postmaster = int((Path(home) / "postmaster.pid").read_text().split()[0])
    os.kill(postmaster, signal.SIGSTOP)
    try:
        time.sleep(SECONDS_STOPPED)
    finally:
        os.kill(postmaster, signal.SIGCONT)


# Each with the share of requests that may fail: a server that recovers lets nobody in.
TRIALS: dict[str, tuple[Callable[[], None], float]] = {
    "cut every few seconds": (cut, MOST_FAILED),
    "a backend killed": (crash, 1.0),
    "the postmaster stopped": (stop, MOST_FAILED),
}


def report(field: Field) -> list[str]:
    web = Web(field)
    field.start_relay()
    field.start_worker()
    faults: list[str] = []
    trials: list[Seen] = []
    for name, (harm, most_failed) in TRIALS.items():
        ask_for_work(field)
        connections.close_all()
        seen = watched(web, harm)
        faults += seen.faults(name, most_failed)
        trials.append(seen)
        print(seen.told(name))
    wait_until(lambda: not _left(field), 180)
    asked, units = BATCH * len(TRIALS), field.purse().units
    if units != asked:
        faults.append(f"{units} of {asked} payments")
    faults += [f"{name} ended" for name, one in field.processes.items() if not one.is_running]
    print(
        f"{units} of {asked} payments; longest outage {max(seen.outage for seen in trials):.1f} s,"
        f" longest wait {max(seen.slowest for seen in trials):.1f} s"
    )
    return faults


def ask_for_work(field: Field) -> None:
    for number in range(BATCH):
        with studio_context(field.studios[number % len(field.studios)]):
            enqueue("attack.credit", number=number, milliseconds=100)


def _left(field: Field) -> int:
    """As soon as the database can say."""
    try:
        return field.left()
    except OperationalError:
        connections.close_all()
        return 1


if __name__ == "__main__":
    run_alone("crash_database", report)
