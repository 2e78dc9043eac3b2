"""The short forms of deploy/attack, with real processes and real signals."""

import pytest

from deploy.attack import kill_tasks
from deploy.attack.kill_tasks import Plan

pytestmark = pytest.mark.slow


def test_every_payment_is_made_once_whoever_dies(field):
    plan = Plan(tasks=150, child_kills=4, worker_kills=1, seconds=240)

    outcome = kill_tasks.attack(field, plan)

    assert list(outcome.faults(plan)) == []
