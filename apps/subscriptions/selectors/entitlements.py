"""What somebody's plan includes. Apps above ask this, and never what was paid."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from apps.core.errors import NotFound
from apps.core.prepared import Prepared
from apps.subscriptions.enums import EntitlementReason
from apps.subscriptions.models import Grant, Plan


@dataclass(frozen=True)
class Entitlement:
    """``level`` opens films, ``max_height`` ends the quality, ``streams`` play at the same time."""

    plan_slug: str
    plan_name: str
    level: int
    max_height: int
    streams: int
    has_ads: bool
    has_downloads: bool
    has_early_access: bool
    reason: EntitlementReason


# Of a studio without any plan, which only its team can bring about: nothing but what is free.
NOTHING = Entitlement("", "", 0, 240, 1, False, False, False, EntitlementReason.NONE)  # noqa: FBT003


def _best_first(account: Any, at: Any) -> QuerySet[Plan]:
    """Those granted to the account and open come first."""
    lasting = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    grants = Grant.objects.filter(
        lasting, account_id=account, starts_at__lte=at, plan=OuterRef("pk")
    )
    plans = Plan.objects.annotate(is_granted=Exists(grants))
    return plans.order_by("-is_granted", "-level", "-max_height")


BEST = Prepared(
    lambda account, at: _best_first(account, at).filter(Q(is_granted=True) | Q(is_default=True))[
        :1
    ],
    account=UUID,
    at=datetime,
)
BEST_OF_TEAM = Prepared(lambda account, at: _best_first(account, at)[:1], account=UUID, at=datetime)
FOR_EVERYBODY = Prepared(lambda: Plan.objects.filter(is_default=True)[:1])


def entitlement_of(account: Any, at: datetime | None = None) -> Entitlement:
    """What ``account`` may now: 1 query.

    The best of the plans granted to them; without one the studio's team has the best plan there
    is, and everybody else the plan for everybody.
    """
    is_on_team = getattr(account, "is_on_team", False) and account.is_active
    plans: list[Any]
    if getattr(account, "is_authenticated", False):
        best = BEST_OF_TEAM if is_on_team else BEST
        plans = best.objects(account=account.pk, at=at or timezone.now())
    else:
        plans = FOR_EVERYBODY.objects()
    if not plans:
        return NOTHING
    otherwise = EntitlementReason.TEAM if is_on_team else EntitlementReason.EVERYBODY
    is_granted = getattr(plans[0], "is_granted", False)
    return _of(plans[0], EntitlementReason.GRANTED if is_granted else otherwise)


def plans() -> list[Plan]:
    """The studio's plans in their order: 1 query."""
    return list(Plan.objects.all())


def plan_named(slug: str) -> Plan:
    """Raises NotFound."""
    plan = Plan.objects.filter(slug=slug).first()
    if plan is None:
        raise NotFound
    return plan


def plan_that_opens(level: int, *, early_access: bool = False) -> Plan | None:
    """The least plan whose films include ``level``; None when the studio offers none."""
    found = Plan.objects.filter(level__gte=level).order_by("level", "max_height")
    return (found.filter(has_early_access=True) if early_access else found).first()


def plan_with_height(height: int) -> Plan | None:
    """The least plan that shows more than ``height``; None when there is none."""
    return Plan.objects.filter(max_height__gt=height).order_by("max_height", "level").first()


def _of(plan: Plan, reason: EntitlementReason) -> Entitlement:
    return Entitlement(
        plan_slug=plan.slug,
        plan_name=plan.name,
        level=plan.level,
        max_height=plan.max_height,
        streams=plan.streams,
        has_ads=plan.has_ads,
        has_downloads=plan.has_downloads,
        has_early_access=plan.has_early_access,
        reason=reason,
    )
