"""What a plan includes, for how many queries, and which plan would help."""

from types import SimpleNamespace

import pytest

from apps.core.errors import NotFound
from apps.subscriptions.enums import EntitlementReason
from apps.subscriptions.selectors import entitlements
from apps.subscriptions.selectors.entitlements import Entitlement, entitlement_of
from apps.subscriptions.services.plans import set_plan
from tests.catalog.conftest import queries

NOBODY = SimpleNamespace(is_authenticated=False, is_active=False)


def test_everything_of_the_plan_is_told(in_alpha, people):
    set_plan(people.citra, "premium", by=people.ana)

    assert entitlement_of(people.citra) == Entitlement(
        plan_slug="premium",
        plan_name="Premium",
        level=20,
        max_height=1080,
        streams=4,
        has_ads=False,
        has_downloads=True,
        has_early_access=True,
        reason=EntitlementReason.GRANTED,
    )


def test_it_costs_one_query(in_alpha, people):
    with queries(1):
        assert entitlement_of(NOBODY).plan_slug == "free"
    with queries(1):
        assert entitlement_of(people.citra).plan_slug == "free"
    set_plan(people.citra, "basic", by=people.ana)
    with queries(1):
        assert entitlement_of(people.citra).plan_slug == "basic"


@pytest.mark.parametrize(
    ("level", "early", "name"),
    [(0, False, "Free"), (10, False, "Basic"), (20, False, "Premium"), (0, True, "Premium")],
)
def test_the_least_plan_that_opens_a_film(in_alpha, level, early, name):
    assert entitlements.plan_that_opens(level, early_access=early).name == name


def test_the_least_plan_that_shows_more(in_alpha):
    found = [entitlements.plan_with_height(height) for height in (240, 480, 720, 1080)]

    assert [plan.name if plan else None for plan in found] == ["Free", "Basic", "Premium", None]


def test_an_unknown_plan(in_alpha):
    with pytest.raises(NotFound):
        entitlements.plan_named("gold")
