"""Kill workers in the midst of a thousand payments: each is made exactly once.

Ten children of worker pools and two whole workers die by `kill -9`; one task kills whoever takes it;
of two relays one is killed; and the broker forgets everything it holds, half-way.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from deploy.attack.field import Field, run_alone, wait_until

# isort: split
from apps.core.queue import enqueue
from apps.core.tenancy import studio_context
from deploy.attack import tasks  # noqa: F401 the names that are queued

WORKERS = ("worker-a", "worker-b")


@dataclass(frozen=True)
class Plan:
    """How much of everything, how long a payment takes, and how long all of it may."""

    tasks: int = 1000
    child_kills: int = 10
    worker_kills: int = 2
    milliseconds: int = 25
    seconds: float = 900


@dataclass(frozen=True)
class Outcome:
    units: int
    different: int
    left: int
    dead: list[tuple[str, int]]
    antidotes: int
    child_kills: int
    worker_kills: int
    seconds: float

    def faults(self, plan: Plan) -> Iterator[str]:
        """What is not as promised, in sentences."""
        if (self.units, self.different) != (plan.tasks, plan.tasks):
            yield f"{self.units} units in {self.different} payments, not {plan.tasks}"
        if self.left:
            yield f"{self.left} tasks are neither done nor given up"
        if self.dead != [("attack.poison", 3)]:
            yield f"the dead letters are {self.dead}, not the poison after three attempts"
        if self.antidotes != 1:
            yield f"{self.antidotes} tasks heard of the poison's end, not one"
        if (self.child_kills, self.worker_kills) != (plan.child_kills, plan.worker_kills):
            yield f"only {self.child_kills} children and {self.worker_kills} workers were killed"


def attack(field: Field, plan: Plan, say: Callable[[str], None] = lambda text: None) -> Outcome:
    """Carry the plan out on the field and count what is left."""
    began = time.monotonic()
    for name in ("relay-a", "relay-b"):
        field.start_relay(name)
    for name in WORKERS:
        field.start_worker(name)
    ask(field, plan)
    kills = Killing(field, plan, say)
    kills.run()
    for name in WORKERS:
        field.ensure_worker(name)
    wait_until(lambda: not field.left(), plan.seconds - (time.monotonic() - began))
    held = field.purse()
    return Outcome(
        units=held.units,
        different=held.different,
        left=field.left(),
        dead=[(row.name, row.attempts) for row in field.dead()],
        antidotes=held.antidotes,
        child_kills=kills.children,
        worker_kills=kills.workers,
        seconds=time.monotonic() - began,
    )


def ask(field: Field, plan: Plan) -> None:
    """The payments, turn and turn about over the studios, the poison in their midst."""
    for number in range(plan.tasks):
        with studio_context(field.studios[number % len(field.studios)]):
            enqueue("attack.credit", number=number, milliseconds=plan.milliseconds)
            if number == plan.tasks // 3:
                enqueue("attack.poison")


class Killing:
    """Kills at even distances over the payments that are made, so that all of it is under fire."""

    def __init__(self, field: Field, plan: Plan, say: Callable[[str], None]) -> None:
        self.field, self.plan, self.say = field, plan, say
        self.children = self.workers = 0

    def run(self) -> None:
        deeds = [*[self.kill_child] * self.plan.child_kills]
        step = max(1, len(deeds) // (self.plan.worker_kills + 1))
        for number in range(self.plan.worker_kills):
            deeds.insert((number + 1) * step + number, self.kill_worker)
        deeds.insert(len(deeds) // 2, self.forget_messages)
        deeds.insert(len(deeds) // 2 + 1, self.kill_relay)
        for number, deed in enumerate(deeds, 1):
            self.wait_for(self.plan.tasks * number // (len(deeds) + 1))
            deed()

    def wait_for(self, paid: int) -> None:
        wait_until(lambda: self.field.purse().units >= paid, self.plan.seconds)

    def kill_child(self) -> None:
        name = WORKERS[self.children % len(WORKERS)]
        self.field.ensure_worker(name)
        if wait_until(lambda: self.field.kill_a_child_of(name), 30):
            self.children += 1
            self.say(f"killed a child of {name}")

    def kill_worker(self) -> None:
        name = WORKERS[self.workers % len(WORKERS)]
        self.field.kill(name)
        self.field.start_worker(name)
        self.workers += 1
        self.say(f"killed {name} as a whole; another takes its place")

    def kill_relay(self) -> None:
        self.field.kill("relay-a")
        self.say("killed relay-a; relay-b goes on")

    def forget_messages(self) -> None:
        self.field.redis.client().flushall()
        self.say("the broker has forgotten everything")


def report(field: Field) -> list[str]:
    plan = Plan()
    outcome = attack(field, plan, say=lambda text: print(f"  {text}", flush=True))
    print(
        f"\n{outcome.units} units in {outcome.different} payments, {outcome.left} tasks left, dead: "
        f"{outcome.dead}, after {outcome.seconds:.0f} s"
    )
    return list(outcome.faults(plan))


if __name__ == "__main__":
    run_alone("kill_tasks", report)
