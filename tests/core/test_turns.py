"""On a queue of long work studios take turns, whoever asked first and for however much."""

import pytest

from apps.core.models import Task
from apps.core.outbox import rows
from apps.core.outbox.relay import Relay
from tests.core.test_outbox import FakeBroker

pytestmark = pytest.mark.usefixtures("platform")


def asked(schema: str, count: int, *, queue: str = "media") -> None:
    for _ in range(count):
        Task.everywhere.create(
            name="tests.remember", queue=queue, studio_schema=schema, max_attempts=3
        )


def worked_off(relay: Relay, *, workers: int = 1) -> list[str]:
    """Whose task each worker gets, one after the other, until there are none."""
    broker, order, busy = relay.broker, [], []
    while True:
        relay.send_batch()
        while broker.messages and len(busy) < workers:
            row = rows.claim(broker.messages.pop(0).pk, worker="w")
            order.append(row.studio_schema)
            busy.append(row)
            relay.send_batch()
        if not busy:
            return order
        rows.finish(busy.pop(0))


def test_one_film_of_a_studio_does_not_wait_for_twenty_of_another():
    asked("alpha", 20)
    asked("beta", 1)

    order = worked_off(Relay(FakeBroker()))

    assert len(order) == 21
    assert order.index("beta") == 1


def test_without_turns_it_waits_for_all_of_them(settings):
    """The control: in the order in which they were asked for, it is the last."""
    settings.QUEUE_TURNS = {}
    asked("alpha", 20)
    asked("beta", 1)

    assert worked_off(Relay(FakeBroker())).index("beta") == 20


def test_three_studios_get_a_third_each_while_they_have_work():
    asked("alpha", 9)
    asked("beta", 3)
    asked("gamma", 3)

    order = worked_off(Relay(FakeBroker()))

    assert order[:9] == ["alpha", "beta", "gamma"] * 3
    assert order[9:] == ["alpha"] * 6


def test_whoever_comes_late_is_next():
    asked("alpha", 5)
    relay = Relay(FakeBroker())
    relay.send_batch()
    asked("beta", 1)

    assert worked_off(relay)[:3] == ["alpha", "beta", "alpha"]


def test_with_two_workers_nobody_has_both_while_another_waits():
    asked("alpha", 6)
    asked("beta", 6)

    order = worked_off(Relay(FakeBroker()), workers=2)

    assert order == ["alpha", "beta"] * 6


def test_what_stands_ready_is_one_task_and_other_queues_are_as_they_were():
    asked("alpha", 5)
    asked("alpha", 5, queue="default")
    relay = Relay(FakeBroker())

    assert relay.send_batch() == 6
    assert relay.send_batch() == 0
    assert relay.broker.depth("media") == 1


def test_a_lost_message_does_not_stop_the_queue(settings):
    settings.QUEUE_RESEND_SECONDS = 0
    asked("alpha", 2)
    relay = Relay(FakeBroker())
    relay.send_batch()
    relay.broker.messages.clear()

    relay.send_lost_again()

    assert worked_off(relay) == ["alpha", "alpha"]
