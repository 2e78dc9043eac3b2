"""Giving plans, until they can be bought."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.services import audit
from apps.subscriptions.models import Grant, Plan
from apps.subscriptions.selectors.entitlements import plan_named
from apps.subscriptions.signals import plan_changed


@transaction.atomic
def set_plan(
    account: User,
    plan: Plan | str,
    *,
    by: User | str | None,
    reason: str = "",
    until: datetime | None = None,
) -> Grant | None:
    """Give ``account`` this plan from now on instead of any other, for good or ``until`` then.

    The plan for everybody is what is left when nothing is granted, so giving it for good only
    ends the others, and None comes back. Raises NotFound for an unknown key of a plan.
    """
    chosen = plan if isinstance(plan, Plan) else plan_named(plan)
    now = timezone.now()
    _end_grants(account, now)
    grant = None
    if not (chosen.is_default and until is None and not account.is_on_team):
        grant = Grant.objects.create(
            account=account,
            plan=chosen,
            starts_at=now,
            ends_at=until,
            reason=reason,
            granted_by_pk=by.pk if isinstance(by, User) else None,
        )
    audit.record("plan.set", by=by, target=account, changes={"plan": chosen.slug})
    transaction.on_commit(lambda: plan_changed.send_robust(User, account=account))
    return grant


@transaction.atomic
def end_grants(account: User, *, by: User | str | None) -> None:
    """Back to the plan for everybody."""
    _end_grants(account, timezone.now())
    audit.record("plan.ended", by=by, target=account)
    transaction.on_commit(lambda: plan_changed.send_robust(User, account=account))


def _end_grants(account: User, now: datetime) -> None:
    """What has begun ends now; what has not is forgotten."""
    lasting = Grant.objects.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=now), account=account)
    lasting.filter(starts_at__gt=now).delete()
    lasting.update(ends_at=now)
