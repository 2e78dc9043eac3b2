"""What somebody's plan includes. Apps above ask this, and never what was paid."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from apps.core.errors import NotFound
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


def entitlement_of(account: Any, at: datetime | None = None) -> Entitlement:
    """What ``account`` may now: 2 queries, for anonymous visitors 1.

    The best of the plans granted to them; without one the studio's team has the best plan there
    is, and everybody else the plan for everybody.
    """
    granted = _granted(account, at or timezone.now())
    if granted is not None:
        return _of(granted, EntitlementReason.GRANTED)
    if getattr(account, "is_on_team", False) and account.is_active:
        plan, reason = (
            Plan.objects.order_by("-level", "-max_height").first(),
            EntitlementReason.TEAM,
        )
    else:
        plan, reason = Plan.objects.filter(is_default=True).first(), EntitlementReason.EVERYBODY
    return _of(plan, reason) if plan else NOTHING


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


def _granted(account: Any, at: datetime) -> Plan | None:
    if not getattr(account, "is_authenticated", False):
        return None
    lasting = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
    open_now = Grant.objects.filter(lasting, account_id=account.pk, starts_at__lte=at)
    best = open_now.order_by("-plan__level", "-plan__max_height").select_related("plan").first()
    return best.plan if best else None


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
