"""Take the broker away under load: work is still asked for, and done when it is back.

It is killed, comes back empty, and then freezes: it keeps its connections and answers nothing.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass

from deploy.attack.field import Field, run_alone, wait_until

# isort: split
from apps.core.queue import enqueue
from apps.core.tenancy import studio_context
from deploy.attack import tasks  # noqa: F401 the names that are queued

BATCH = 40


@dataclass
class Outcome:
    asked: int = 0
    slowest_ask: float = 0.0
    units: int = 0
    left: int = 0
    # Seconds from the broker's return until everything was done.
    recoveries: tuple[float, ...] = ()

    def faults(self) -> Iterator[str]:
        """What is not as promised, in sentences."""
        if self.units != self.asked or self.left:
            yield f"{self.units} of {self.asked} payments, {self.left} tasks left"
        if self.slowest_ask > 5:
            yield f"asking for work took up to {self.slowest_ask:.1f} s without a broker"
        if max(self.recoveries) > 60:
            yield f"it took {max(self.recoveries):.0f} s after the broker's return"


def attack(field: Field, *, away: float = 10, frozen: float = 30) -> Outcome:
    """``frozen`` seconds may be 0: then it does not freeze."""
    outcome = Outcome()
    field.start_relay()
    field.start_worker()
    ask(field, outcome)
    wait_until(lambda: field.purse().units > 0, 60)
    field.redis.kill()
    ask(field, outcome)
    time.sleep(away)
    field.redis.start()
    field.redis.client().flushall()
    recovered(field, outcome)
    if frozen:
        field.redis.freeze()
        ask(field, outcome)
        time.sleep(frozen)
        field.redis.thaw()
        recovered(field, outcome)
    outcome.units, outcome.left = field.purse().units, field.left()
    return outcome


def ask(field: Field, outcome: Outcome) -> None:
    for number in range(BATCH):
        began = time.monotonic()
        with studio_context(field.studios[number % len(field.studios)]):
            enqueue("attack.credit", number=outcome.asked, milliseconds=5)
        outcome.asked += 1
        outcome.slowest_ask = max(outcome.slowest_ask, time.monotonic() - began)


def recovered(field: Field, outcome: Outcome) -> None:
    began = time.monotonic()
    wait_until(lambda: not field.left(), 120)
    outcome.recoveries += (time.monotonic() - began,)


def report(field: Field) -> list[str]:
    outcome = attack(field)
    times = ", ".join(f"{seconds:.0f} s" for seconds in outcome.recoveries)
    print(
        f"{outcome.units} of {outcome.asked} payments, all done {times} after the broker's return; "
        f"asking for one took {outcome.slowest_ask * 1000:.0f} ms at most"
    )
    return list(outcome.faults())


if __name__ == "__main__":
    run_alone("lose_broker", report)
