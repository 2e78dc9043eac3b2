"""Relays, workers and clocks at the same moment; and what would happen without their guards."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Semaphore

import pytest
from celery import current_app, shared_task
from django.db import connection, connections
from django.utils import timezone

from apps.core.ids import uuid7
from apps.core.models import Task, Tick
from apps.core.outbox import beat, rows
from apps.core.outbox.post import post
from apps.core.outbox.schedule import Entry
from apps.core.outbox.work import work_on
from apps.core.queue import TenantTask
from apps.core.tenancy import platform_context

HOURLY = Entry("hourly", "tests.pay", timedelta(hours=1))


@shared_task(name="tests.pay", base=TenantTask, exactly_once=True)
def pay() -> None:
    """Replaced by what a test pays with."""


@pytest.fixture
def queue(committed_db, settings):
    """The queue as in production: nothing is worked on at its commit."""
    settings.CELERY_TASK_ALWAYS_EAGER = False
    with platform_context():
        yield


def together(count: int, act: Callable[[], object]) -> list:
    """``act`` in so many threads at the same moment, each with a connection of its own."""
    barrier = Barrier(count, timeout=10)

    def run():
        try:
            with platform_context(), connection.cursor() as cursor:
                cursor.execute("SELECT 1")
                barrier.wait()
                return act()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(count) as threads:
        return [run.result() for run in [threads.submit(run) for _ in range(count)]]


def taken_by_four_relays() -> Counter:
    for _ in range(200):
        post("tests.pay", {})
    found = together(4, lambda: [rows.take(30) for _ in range(5)])
    return Counter(row.pk for batches in found for batch in batches for row in batch)


def test_each_row_is_one_relays(queue):
    assert Counter(taken_by_four_relays().values()) == {1: 200}


def test_without_the_row_locks_relays_would_send_twice(queue, monkeypatch):
    monkeypatch.setattr(rows, "TAKE", rows.TAKE.replace("FOR UPDATE SKIP LOCKED", ""))
    assert max(taken_by_four_relays().values()) > 1


def claimed_by_eight() -> int:
    post("tests.pay", {})
    pk = Task.everywhere.get().pk
    return sum(row is not None for row in together(8, lambda: rows.claim(pk, worker="a")))


def test_a_row_has_one_worker(queue):
    assert claimed_by_eight() == 1


def test_without_the_comparison_it_would_have_several(queue, monkeypatch):
    monkeypatch.setattr(rows, "CLAIM", rows.CLAIM.replace("lease_until < clock", "now() < clock"))
    assert claimed_by_eight() > 1


def queued_by_four_clocks() -> int:
    now = timezone.now()
    together(4, lambda: beat.queue_once(HOURLY, HOURLY.tick(now)))
    return Task.everywhere.filter(name=HOURLY.task).count()


def test_two_clocks_never_queue_a_tick_twice(queue):
    assert queued_by_four_clocks() == 1


def test_without_the_comparison_each_clock_would_queue_it(queue, monkeypatch):
    monkeypatch.setattr(
        beat, "WIN", beat.WIN.replace("core_tick.queued_for < excluded.queued_for", "true")
    )
    monkeypatch.setattr(beat, "enqueue", lambda name, **kwargs: post(name, {}))
    assert queued_by_four_clocks() == 4


def paid_by_a_worker_and_its_zombie() -> int:
    """Both are in the midst of the body: one was taken for dead, the other has taken over."""
    post("tests.pay", {})
    pk = Task.everywhere.get().pk
    both_inside, begun = Barrier(2, timeout=10), Semaphore(0)

    def body():
        Tick.objects.create(name=str(uuid7()), queued_for=timezone.now())
        begun.release()
        both_inside.wait()

    def work():
        try:
            work_on(current_app.tasks["tests.pay"], pk, body)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        runs = [threads.submit(work)]
        assert begun.acquire(timeout=10)
        Task.everywhere.update(lease_until=timezone.now() - timedelta(minutes=1))
        runs.append(threads.submit(work))
        assert [run.result() for run in runs] == [None, None]
    return Tick.objects.count()


def test_the_effect_of_a_worker_that_was_taken_over_is_undone(queue):
    assert paid_by_a_worker_and_its_zombie() == 1
    assert not Task.everywhere.exists()


def test_without_the_shared_transaction_it_would_count_twice(queue, monkeypatch):
    monkeypatch.setattr(current_app.tasks["tests.pay"], "exactly_once", False)
    assert paid_by_a_worker_and_its_zombie() == 2
