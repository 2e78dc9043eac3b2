"""Kill web processes around their COMMIT: no order is without its task, no task without its order.

Twenty processes die by `kill -9` at once after the COMMIT, before they could tell anybody; ten die
just before it.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from deploy.attack.field import Field, run_alone, wait_until

# isort: split
from django.db import connection, transaction

from apps.core.queue import enqueue
from apps.core.tenancy import studio_context
from deploy.attack import tasks  # noqa: F401 the names that are queued
from deploy.local.workspace import ROOT
from tests import database

AFTER, BEFORE = "after", "before"


@dataclass(frozen=True)
class Outcome:
    killed: int
    orders: int
    units: int
    left: int

    def faults(self, after: int) -> Iterator[str]:
        """What is not as promised, in sentences."""
        if self.orders != after:
            yield f"{self.orders} orders were committed, not {after}"
        if self.units != self.orders:
            yield f"{self.units} payments for {self.orders} orders"
        if self.left:
            yield f"{self.left} tasks are left"


def attack(field: Field, *, after: int = 20, before: int = 10) -> Outcome:
    """Let the processes order and die, then start a relay and a worker, and count."""
    killed = customers(field, AFTER, after) + customers(field, BEFORE, before)
    field.start_relay()
    field.start_worker()
    orders = sum(orders_in(field))
    wait_until(lambda: not field.left(), 120)
    return Outcome(killed, orders, field.purse().units, field.left())


def orders_in(field: Field) -> Iterator[int]:
    for studio in field.studios:
        with studio_context(studio), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM attack_order")
            yield cursor.fetchone()[0]


def customers(field: Field, when: str, count: int) -> int:
    """``count`` web-like processes, one after the other; how many ended as they should: killed."""
    command = [sys.executable, "-m", "deploy.attack.kill_web", when, str(count)]
    done = subprocess.run(
        command, cwd=ROOT, env=field.environment(), check=True, capture_output=True, text=True
    )
    return int(done.stdout.splitlines()[-1])


def be_customers(when: str, count: int) -> None:
    """Fork, order and die; the parent counts who was killed."""
    killed = 0
    for number in range(count):
        pid = os.fork()
        if not pid:
            order_and_die(when, number)
        _pid, status = os.waitpid(pid, 0)
        killed += os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    print(killed)


def order_and_die(when: str, number: int) -> None:
    slugs = list(database.STUDIOS)
    studio = database.studio_row(slugs[number % len(slugs)])
    with studio_context(studio):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO attack_order (number) VALUES (%s)", [number])
            enqueue("attack.credit", number=number, milliseconds=0)
            if when == BEFORE:
                os.kill(os.getpid(), signal.SIGKILL)
        os.kill(os.getpid(), signal.SIGKILL)


def report(field: Field) -> list[str]:
    outcome = attack(field)
    print(f"{outcome.killed} killed, {outcome.orders} orders, {outcome.units} payments")
    return list(outcome.faults(20))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        be_customers(sys.argv[1], int(sys.argv[2]))
    else:
        run_alone("kill_web", report)
