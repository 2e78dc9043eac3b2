"""The parts of the queue one by one: relay, lease, clock, numbers."""

import threading
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from celery import current_app, shared_task
from django.db import OperationalError
from django.db.models import F
from django.db.models.functions import Now
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider

from apps.core.logs import request_id
from apps.core.models import Task, Tick
from apps.core.outbox import beat, numbers, rows
from apps.core.outbox.broker import Broker, eviction_fault
from apps.core.outbox.errors import BrokerAway
from apps.core.outbox.lease import Heartbeat
from apps.core.outbox.pace import Backoff, growing
from apps.core.outbox.relay import IDLE_PAUSE, Relay, take_from_the_silent
from apps.core.outbox.schedule import Entry
from apps.core.outbox.trace import continuing
from apps.core.outbox.transport import Channel
from apps.core.queue import PlatformTask, TenantTask, enqueue
from apps.core.tenancy import platform_context, studio_context
from tests.core import test_queue  # noqa: F401 the tasks that are queued here
from tests.private_redis import PrivateRedis


class FakeBroker(Broker):
    """Keeps what it is given, until it is told to be away or to forget."""

    def __init__(self, *, takes: int = 1000) -> None:
        self.takes, self.messages = takes, []

    def publish(self, row: Task) -> None:
        if len(self.messages) >= self.takes:
            raise BrokerAway("gone")
        self.messages.append(row)

    def depth(self, queue: str) -> int:
        return len([row for row in self.messages if row.queue == queue])

    def eviction_policy(self) -> str:
        return ""

    def close(self) -> None:
        pass


@shared_task(name="tests.sweep", base=PlatformTask)
def sweep() -> None:
    """What the clock asks for once."""


@shared_task(name="tests.sweep_studio", base=TenantTask)
def sweep_studio() -> None:
    """What it asks for once a studio."""


@pytest.fixture
def time_machine_at():
    with ExitStack() as journeys:
        yield lambda moment: journeys.enter_context(time_machine.travel(moment))


def queued(*words: str, **more) -> list[Task]:
    for word in words:
        enqueue("tests.remember", word=word, **more)
    return the_rows()


def the_rows() -> list[Task]:
    return list(Task.everywhere.order_by("pk"))


def age(**columns) -> None:
    """As if so many seconds had passed since then."""
    changes = {name: F(name) - timedelta(seconds=seconds) for name, seconds in columns.items()}
    Task.everywhere.update(**changes)


pytestmark = pytest.mark.usefixtures("platform")


def test_the_relay_sends_what_is_due_the_most_urgent_first():
    queued("one", "two", "later", "bulk")
    later, bulk = the_rows()[2:]
    Task.everywhere.filter(pk=later.pk).update(available_at=Now() + timedelta(hours=1))
    Task.everywhere.filter(pk=bulk.pk).update(
        priority=6, available_at=F("available_at") - timedelta(1)
    )
    broker = FakeBroker()

    assert Relay(broker).send_batch() == 3
    assert [row.kwargs["word"] for row in broker.messages] == ["one", "two", "bulk"]
    assert [row.state for row in the_rows()] == ["sent", "sent", "waiting", "sent"]
    assert Relay(broker).send_batch() == 0


def test_a_broker_that_goes_away_half_way_costs_nothing():
    queued("one", "two", "three")
    broker = FakeBroker(takes=1)
    relay = Relay(broker)

    pauses = [relay.round() for _ in range(6)]

    assert [row.kwargs["word"] for row in broker.messages] == ["one"]
    assert sorted(row.state for row in the_rows()) == ["sent", "waiting", "waiting"]
    assert all(0.25 <= pause <= 10 for pause in pauses)
    assert pauses[-1] > 1  # it asks less and less often
    broker.takes = 100
    assert relay.round() < IDLE_PAUSE
    assert sorted(row.kwargs["word"] for row in broker.messages) == ["one", "three", "two"]


def test_a_database_that_goes_away_does_not_end_the_relay(monkeypatch, caplog):
    def fail(most, **more):
        raise OperationalError("gone")

    queued("one")
    relay = Relay(FakeBroker())
    with monkeypatch.context() as patch:
        patch.setattr("apps.core.outbox.rows.take", fail)
        patch.setattr("apps.core.outbox.relay.connections.close_all", lambda: None)
        assert relay.round() >= 0.25
        relay.round()
    relay.round()

    assert [row.kwargs["word"] for row in relay.broker.messages] == ["one"]
    assert caplog.text.count("The database is away; tasks wait") == 1
    assert caplog.text.count("Tasks are sent again") == 1


def test_a_message_that_the_broker_lost_is_sent_again(settings):
    queued("one")
    broker = FakeBroker()
    relay = Relay(broker)
    relay.send_batch()
    broker.messages.clear()
    age(sent_at=settings.QUEUE_RESEND_SECONDS - 5)
    assert relay.send_lost_again() == 0
    age(sent_at=6)
    assert relay.send_lost_again() == 1
    relay.send_batch()
    assert [row.sends for row in broker.messages] == [2]

    broker.messages.clear()
    age(sent_at=settings.QUEUE_RESEND_SECONDS + 1)
    assert relay.send_lost_again() == 0  # the second time it is given twice as long
    age(sent_at=settings.QUEUE_RESEND_SECONDS)
    assert relay.send_lost_again() == 1


def test_a_message_that_may_stand_in_a_long_queue_is_given_more_time(settings):
    queued("one")
    relay = Relay(FakeBroker())
    relay.send_batch()
    age(sent_at=settings.QUEUE_RESEND_SECONDS * 2)
    assert relay.send_lost_again() == 0
    age(sent_at=settings.QUEUE_RESEND_SECONDS * settings.QUEUE_RESEND_PATIENCE)
    assert relay.send_lost_again() == 1


def test_a_task_is_one_workers_while_its_lease_lasts():
    (row,) = queued("one")
    mine = rows.claim(row.pk, worker="a")
    assert (mine.state, mine.attempts, mine.worker) == ("running", 1, "a")
    assert rows.claim(row.pk, worker="b") is None
    assert take_from_the_silent() == []
    assert rows.renew(row.pk, 1)

    age(lease_until=21)
    theirs = rows.claim(row.pk, worker="b")  # a message that comes late enough is enough
    assert theirs.attempts == 2
    assert not rows.renew(row.pk, 1)
    assert not rows.finish(mine)
    assert rows.fail(mine, name="X", detail="", delay=timedelta(0)) is None
    assert rows.finish(theirs)
    assert the_rows() == []


def test_a_silent_workers_task_waits_again_and_is_dead_after_the_third(caplog):
    (row,) = queued("one")
    for attempt in (1, 2, 3):
        assert rows.claim(row.pk, worker="a").attempts == attempt
        age(lease_until=21)
        (taken,) = take_from_the_silent()
    assert (taken.state, taken.error_name) == ("dead", "WorkerLost")
    assert "is dead after 3 attempts: WorkerLost" in caplog.text
    assert rows.claim(row.pk, worker="a") is None


def test_what_is_tried_again_by_hand_gets_three_more_attempts():
    (row,) = queued("one")
    Task.everywhere.update(state="dead", attempts=3, died_at=Now())

    assert rows.revive([row.pk]) == 1
    assert rows.claim(row.pk, worker="a").attempts == 4
    assert the_rows()[0].max_attempts == 6
    assert rows.revive([row.pk]) == 0


def test_a_worker_that_leaves_gives_its_tasks_back_and_no_others():
    for row, worker in zip(queued("one", "two"), ("a", "b"), strict=True):
        rows.claim(row.pk, worker=worker)
    assert rows.hand_back("a") == 1
    mine, theirs = the_rows()
    assert (mine.state, mine.attempts, mine.max_attempts) == ("waiting", 1, 4)
    assert (theirs.state, theirs.max_attempts) == ("running", 3)


def test_the_heartbeat_renews_what_is_held_and_lets_go_of_what_was_lost(monkeypatch, caplog):
    monkeypatch.setattr("apps.core.outbox.lease.connections.close_all", lambda: None)
    (row,) = queued("one")
    mine = rows.claim(row.pk, worker="a")
    heart = Heartbeat()
    monkeypatch.setattr(heart, "_ensure_thread", lambda: None)
    with heart.holding(mine):
        age(lease_until=15)
        heart.renew_all()
        assert the_rows()[0].lease_until > mine.lease_until
        Task.everywhere.update(attempts=2)
        heart.renew_all()
        heart.renew_all()
    assert caplog.text.count("is another worker's by now") == 1


def test_a_span_and_a_request_go_along_with_the_work():
    provider = TracerProvider()
    token = request_id.set("req-7")
    with provider.get_tracer("tests").start_as_current_span("a page") as span:
        (row,) = queued("one")
    request_id.reset(token)

    with continuing(row):
        here = trace.get_current_span().get_span_context()
        assert here.trace_id == span.get_span_context().trace_id
        assert request_id.get() == "req-7"
    assert request_id.get() == "-"


def test_waits_grow_and_differ():
    def wait(times, chance):
        return growing(
            timedelta(seconds=5), times, most=timedelta(minutes=15), chance=lambda: chance
        ).total_seconds()

    assert [wait(times, 1.0) for times in (1, 2, 3, 4, 40)] == [5, 10, 20, 40, 900]
    assert wait(2, 0.0) == 5
    backoff = Backoff(1, 30)
    assert 0.5 <= backoff.failed() <= 1
    backoff.worked()
    assert backoff.failed() <= 1


HOURLY = Entry("hourly", "tests.remember_at_home", timedelta(hours=1))
NIGHTLY = Entry("nightly", "x", timedelta(days=1), offset=timedelta(hours=3))


def test_ticks_are_the_same_for_every_clock():
    noon = datetime(2026, 11, 21, 12, 34, 56, tzinfo=UTC)
    assert HOURLY.tick(noon) == datetime(2026, 11, 21, 12, tzinfo=UTC)
    assert NIGHTLY.tick(noon) == datetime(2026, 11, 21, 3, tzinfo=UTC)
    assert NIGHTLY.tick(noon - timedelta(hours=10)) == datetime(2026, 11, 20, 3, tzinfo=UTC)


@pytest.fixture
def a_schedule(settings):
    settings.QUEUE_SCHEDULE = {
        "sweep": {"task": "tests.sweep", "every": timedelta(hours=1)},
        "studios": {
            "task": "tests.sweep_studio",
            "every": timedelta(hours=1),
            "in_each_studio": True,
        },
    }


def test_a_clock_that_was_away_queues_each_entry_once(a_schedule, time_machine_at):
    clock = beat.Beat()
    time_machine_at(datetime(2026, 11, 21, 12, 10, tzinfo=UTC))
    assert clock.look() == 1.0
    assert studios_asked() == [("alpha", 1), ("beta", 1), ("public", 1)]
    clock.look()
    time_machine_at(datetime(2026, 11, 21, 17, 10, tzinfo=UTC))
    Task.everywhere.all().delete()
    clock.look()
    beat.Beat().look()  # another one, started late
    assert studios_asked() == [("alpha", 1), ("beta", 1), ("public", 1)]
    assert set(Tick.objects.values_list("queued_for", flat=True)) == {
        datetime(2026, 11, 21, 17, tzinfo=UTC)
    }


def test_a_clock_that_is_late_runs_nothing_a_second_time(a_schedule, time_machine_at):
    time_machine_at(datetime(2026, 11, 21, 12, 10, tzinfo=UTC))
    beat.Beat().look()
    time_machine_at(datetime(2026, 11, 21, 11, 55, tzinfo=UTC))
    beat.Beat().look()
    assert studios_asked() == [("alpha", 1), ("beta", 1), ("public", 1)]


def test_what_has_not_been_done_since_the_last_tick_is_not_asked_for_again(
    a_schedule, time_machine_at
):
    for hour in (12, 13):
        time_machine_at(datetime(2026, 11, 21, hour, tzinfo=UTC))
        beat.Beat().look()
    assert studios_asked() == [("alpha", 1), ("beta", 1), ("public", 1)]


def studios_asked() -> list[tuple[str, int]]:
    schemas = list(Task.everywhere.values_list("studio_schema", flat=True))
    return sorted((schema, schemas.count(schema)) for schema in set(schemas))


def test_the_queue_in_numbers(alpha):
    with studio_context(alpha):
        queued("one", "two")
    queued("three")
    age(available_at=30)
    rows.claim(the_rows()[0].pk, worker="a")
    Task.everywhere.filter(pk=the_rows()[1].pk).update(state="dead")

    lag = numbers.lag_by_queue()
    assert 29 < lag["default"] < 60
    assert lag["media"] == 0
    by_queue = {one.queue: one.counts for one in numbers.queue_numbers()}
    assert by_queue["default"] == {"waiting": 1, "sent": 0, "running": 1, "dead": 1}
    assert set(by_queue) >= {"default", "media", "schemas"}
    assert numbers.dead_count() == 1


def test_a_broker_that_may_forget_is_told_of(tmp_path, settings, monkeypatch):
    redis = PrivateRedis(tmp_path)
    redis.start()
    monkeypatch.setitem(
        current_app.conf, "broker_url", f"redis+socket://{redis.socket}?virtual_host=0"
    )
    try:
        redis.client().config_set("maxmemory-policy", "allkeys-lru")
        assert "maxmemory-policy is allkeys-lru" in eviction_fault()
        redis.client().config_set("maxmemory-policy", "noeviction")
        assert eviction_fault() == ""
    finally:
        redis.stop()
    with pytest.raises(BrokerAway):
        eviction_fault()


def test_stopping_ends_the_loops(monkeypatch):
    monkeypatch.setattr("apps.core.outbox.relay.connections.close_all", lambda: None)
    relay = Relay(FakeBroker())
    threading.Timer(0.2, relay.stop).start()
    relay.run()
    assert relay.stopping.is_set()


def test_another_studios_connection_cannot_take_the_queues_rows(alpha, beta):
    with studio_context(alpha):
        queued("one")
    with studio_context(beta):
        assert rows.take(10) == []
    with platform_context():
        assert len(rows.take(10)) == 1


def test_a_worker_outlives_the_end_of_its_brokers_connection(tmp_path):
    """Without our transport: AttributeError, which Celery takes for the end of everything."""
    redis = PrivateRedis(tmp_path)
    redis.start()
    connection = current_app.connection_for_read(f"redis+socket://{redis.socket}?virtual_host=0")
    channel = connection.default_channel
    channel.client.ping()
    redis.stop()

    channel.connection.client = None
    channel._pool = None
    with pytest.raises(connection.connection_errors):
        channel.qos.restore_unacked()
    assert isinstance(channel, Channel)
