"""Take the database away under load: requests are told so in time, and all goes on when it is back.

Every connection is cut and none let in, as when the server restarts; once briefly, once for so long
that whoever waits with growing patience would come back late.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from deploy.attack.field import Field, run_alone, wait_until

# isort: split
from concurrent.futures import ThreadPoolExecutor

from django.db import connection, connections

from apps.core.queue import enqueue
from apps.core.tenancy import studio_context
from deploy.attack import tasks  # noqa: F401 the names that are queued
from deploy.attack.web_process import PAGE, Answer, Web
from tests import database

BATCH, AT_ONCE = 30, 24
# The pool's patience, twice: behind those who did not know yet, and as the one who waits for all.
PATIENCE = 2 * 3.0 + 2.0
LIVES_WITHIN = 3.0 + 2.0


@dataclass
class Outcome:
    asked: int = 0
    units: int = 0
    left: int = 0
    refused: list[Answer] = field(default_factory=list)
    lives: list[Answer] = field(default_factory=list)
    # Seconds from its return to the first page, and whether that page is followed by others.
    returns: list[float] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)

    def faults(self) -> Iterator[str]:
        """What is not as promised, in sentences."""
        statuses = {answer.status for answer in self.refused}
        if statuses != {503} or any(answer.retry_after is None for answer in self.refused):
            yield f"pages were answered {sorted(statuses)}"
        if self.slowest > PATIENCE:
            yield f"a request waited for {self.slowest:.1f} s"
        if any(answer.status != 200 or answer.seconds > LIVES_WITHIN for answer in self.lives):
            yield "the process did not say in time that it lives"
        if max(self.returns) > 10:
            yield f"the first page came {max(self.returns):.0f} s after the database"
        if self.units != self.asked or self.left:
            yield f"{self.units} of {self.asked} payments, {self.left} tasks left"
        if self.ended:
            yield f"{', '.join(self.ended)} ended"

    @property
    def slowest(self) -> float:
        return max(answer.seconds for answer in self.refused)


def attack(field: Field, *, absences: tuple[float, ...] = (3, 45)) -> Outcome:
    outcome, web = Outcome(), Web(field)
    field.start_relay()
    field.start_worker()
    for seconds in absences:
        ask_for_work(field, outcome)
        wait_until(lambda: field.purse().units > 0, 60)
        lose(web, outcome, seconds)
    if not wait_until(lambda: not field.left(), 180):
        outcome.left = field.left()
    outcome.units = field.purse().units
    outcome.ended = [name for name, one in field.processes.items() if not one.is_running]
    return outcome


def lose(web: Web, outcome: Outcome, seconds: float) -> None:
    """Ask all the while it is away, many at once; then until the first page."""
    name = connection.settings_dict["NAME"]
    with ThreadPoolExecutor(
        AT_ONCE
    ) as threads:  # what a process loads at its first page is not meant
        list(threads.map(lambda _: web.ask("GET", PAGE), range(AT_ONCE)))
    connections.close_all()
    let_in(name, "false")
    try:
        ends = time.monotonic() + seconds
        while not outcome.refused or time.monotonic() < ends:
            with ThreadPoolExecutor(AT_ONCE + 1) as threads:
                pages = [threads.submit(web.ask, "GET", PAGE) for _ in range(AT_ONCE)]
                outcome.lives.append(web.ask("GET", "/health"))
                outcome.refused += [page.result() for page in pages]
    finally:
        let_in(name, "true")
    began = time.monotonic()
    wait_until(lambda: web.ask("GET", PAGE).status == 200, 60)
    outcome.returns.append(time.monotonic() - began)


def let_in(name: str, allowed: str) -> None:
    with database.admin_connection() as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS {allowed}')
        if allowed == "false":
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
            )


def ask_for_work(field: Field, outcome: Outcome) -> None:
    for number in range(BATCH):
        with studio_context(field.studios[number % len(field.studios)]):
            enqueue("attack.credit", number=outcome.asked, milliseconds=100)
        outcome.asked += 1


def report(field: Field) -> list[str]:
    outcome = attack(field)
    returns = ", ".join(f"{seconds:.1f} s" for seconds in outcome.returns)
    print(
        f"{len(outcome.refused)} requests without a database, the slowest {outcome.slowest:.1f} s;"
    )
    print(f"{outcome.units} of {outcome.asked} payments; the first page {returns} after its return")
    return list(outcome.faults())


if __name__ == "__main__":
    run_alone("lose_database", report)
