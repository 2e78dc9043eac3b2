"""The short forms of deploy/attack, with real processes and real signals."""

import time

import pytest
from django.db import connection

from apps.core.models import Task
from apps.core.queue import enqueue
from apps.core.tenancy import platform_context, studio_context
from deploy.attack import kill_tasks, kill_web, lose_broker
from deploy.attack.field import wait_until
from deploy.attack.kill_tasks import Plan

pytestmark = pytest.mark.slow


def test_every_payment_is_made_once_whoever_dies(field):
    plan = Plan(tasks=120, child_kills=3, worker_kills=1, seconds=240)

    outcome = kill_tasks.attack(field, plan)

    assert list(outcome.faults(plan)) == []


def test_no_order_is_without_its_task(field):
    outcome = kill_web.attack(field, after=20, before=5)

    assert list(outcome.faults(20)) == []
    assert outcome.killed == 25


def test_work_is_asked_for_and_done_though_the_broker_goes_away(field):
    outcome = lose_broker.attack(field, away=2, frozen=0)

    assert list(outcome.faults()) == []


def test_long_work_keeps_its_lease_and_a_worker_that_leaves_gives_its_task_back(field):
    field.start_relay()
    field.start_worker("worker-a", concurrency=1)
    with studio_context(field.studios[0]):
        enqueue("attack.long_work", seconds=field.lease * 3)
    assert wait_until(lambda: field.purse().begun == 1, 60)

    time.sleep(field.lease * 1.7)
    assert field.purse().begun == 1  # nobody took it for dead
    field.processes["worker-a"].ask_to_end()
    assert wait_until(lambda: not field.processes["worker-a"].is_running, 30)
    (row,) = rows()
    assert (row.state, row.attempts, row.max_attempts) in {("waiting", 1, 4), ("sent", 1, 4)}

    field.start_worker("worker-b", concurrency=1)
    assert wait_until(lambda: not field.left(), 60)
    assert (field.purse().begun, field.purse().ended) == (2, 1)


def test_a_worker_keeps_its_connections_from_task_to_task_in_no_studio(field):
    """Celery would connect anew for each."""
    field.start_relay()
    field.start_worker(concurrency=1)
    for number in range(12):
        with studio_context(field.studios[number % 2]):
            enqueue("attack.credit", number=number, milliseconds=0)
    assert wait_until(lambda: not field.left(), 60)

    assert field.purse().entries == 12
    sessions = set().union(*(sessions_in(studio) for studio in field.studios))
    assert len(sessions) <= 2  # the pool opens a second one while it cleans the first
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT state, query FROM pg_stat_activity WHERE pid = ANY(%s)",
            [list(sessions)],
        )
        assert cursor.fetchall() == [("idle", "SET search_path = nobody")]


def sessions_in(studio):
    with studio_context(studio), connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT session FROM attack_ledger")
        return {session for (session,) in cursor.fetchall()}


def rows():
    with platform_context():
        return list(Task.everywhere.all())
