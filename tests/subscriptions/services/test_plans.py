"""Plans are given, replaced, and end; what is left is the plan for everybody."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from apps.accounts.models import AuditEvent
from apps.core.errors import NotFound
from apps.core.tenancy import studio_context
from apps.subscriptions.models import Grant, Plan
from apps.subscriptions.selectors.entitlements import entitlement_of
from apps.subscriptions.services.plans import end_grants, set_plan
from apps.subscriptions.signals import plan_changed

DAY = timedelta(days=1)


@pytest.fixture
def citra(in_alpha, people):
    return people.citra


def plan_of(account, at=None):
    told = entitlement_of(account, at)
    return told.plan_slug, told.reason.value


def test_a_plan_counts_from_the_moment_it_is_given(citra, people):
    assert plan_of(citra) == ("free", "everybody")

    grant = set_plan(citra, "premium", by=people.ana, reason="Prize of a raffle")

    assert plan_of(citra) == ("premium", "granted")
    assert (grant.reason, grant.granted_by_pk, grant.ends_at) == (
        *("Prize of a raffle", people.ana.pk),
        None,
    )
    assert AuditEvent.objects.get(action="plan.set").changes == {"plan": "premium"}


def test_another_plan_replaces_it_also_a_lesser_one(citra, people):
    set_plan(citra, "premium", by=people.ana)
    set_plan(citra, "basic", by=people.ana)

    assert plan_of(citra) == ("basic", "granted")
    assert Grant.objects.filter(ends_at=None).count() == 1


def test_the_plan_for_everybody_is_what_is_left(citra, people):
    set_plan(citra, "premium", by=people.ana)

    assert set_plan(citra, "free", by=people.ana) is None
    assert plan_of(citra) == ("free", "everybody")
    set_plan(citra, "premium", by=people.ana)
    end_grants(citra, by=people.ana)
    assert plan_of(citra) == ("free", "everybody")


def test_a_plan_ends_to_the_second(citra, people):
    until = timezone.now() + DAY
    set_plan(citra, "premium", by=people.ana, until=until)

    assert plan_of(citra, until - timedelta(seconds=1)) == ("premium", "granted")
    assert plan_of(citra, until) == ("free", "everybody")
    with time_machine.travel(until, tick=False):
        assert plan_of(citra) == ("free", "everybody")


def test_the_best_of_several_counts(citra):
    now = timezone.now()
    for slug in ("basic", "premium", "free"):
        plan = Plan.objects.get(slug=slug)
        Grant.objects.create(account=citra, plan=plan, starts_at=now - DAY)
    Grant.objects.create(account=citra, plan=Plan.objects.get(slug="premium"), starts_at=now + DAY)

    assert plan_of(citra) == ("premium", "granted")


def test_the_team_has_the_best_plan_until_it_is_given_another(citra, people):
    assert plan_of(people.ana) == ("premium", "team")
    set_plan(people.ana, "free", by=people.ana)

    assert plan_of(people.ana) == ("free", "granted")


def test_an_unknown_plan_changes_nothing(citra, people):
    set_plan(citra, "basic", by=people.ana)
    with pytest.raises(NotFound):
        set_plan(citra, "gold", by=people.ana)

    assert plan_of(citra) == ("basic", "granted")


def test_apps_above_are_told_once_it_is_certain(citra, people, django_capture_on_commit_callbacks):
    told = []
    listener = lambda sender, account, **kwargs: told.append(account)  # noqa: E731
    plan_changed.connect(listener)
    try:
        with django_capture_on_commit_callbacks() as callbacks:
            set_plan(citra, "basic", by=people.ana)
        assert told == []
        for callback in callbacks:
            callback()
    finally:
        plan_changed.disconnect(listener)

    assert told == [citra]


def test_plans_of_one_studio_are_none_of_another(citra, people, beta):
    set_plan(citra, "premium", by=people.ana)

    with studio_context(beta):
        assert plan_of(people.citra_in_beta) == ("free", "everybody")
        assert not Grant.objects.exists()


def test_a_studio_without_plans_offers_the_least(citra):
    Plan.objects.all().delete()

    told = entitlement_of(citra)

    assert (told.level, told.max_height, told.streams, told.reason.value) == (0, 240, 1, "none")
