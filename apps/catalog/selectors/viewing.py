"""Who is looking, from where and when: once a request, for everything it shows."""

from dataclasses import replace
from typing import Any

from django.utils import timezone

from apps.accounts.rules import can_edit_films
from apps.accounts.selectors.profiles import watching_of
from apps.catalog.domain.viewing import Viewing
from apps.catalog.models import Film
from apps.subscriptions.selectors.entitlements import entitlement_of


def viewing_of(request: Any) -> Viewing:
    """What decides which titles this request finds: at most 3 queries, in its first call."""
    page = getattr(request, "_request", request)
    known: Viewing | None = getattr(page, "viewing", None)
    if known is None or known.account is not request.user:
        known = page.viewing = _viewing(request)
    return known


def _viewing(request: Any) -> Viewing:
    watching, now = watching_of(request), timezone.now()
    plan = entitlement_of(request.user, now)
    return Viewing(
        account=request.user,
        profile=watching.profile,
        country=getattr(request, "country", ""),
        now=now,
        has_early_access=plan.has_early_access,
        max_age=watching.age_limit,
        level=plan.level,
    )


def anybody(viewing: Viewing) -> Viewing:
    """The same place and moment for a visitor who has not signed in: what search engines see."""
    return replace(viewing, account=None, profile=None, has_early_access=False, level=0)


def may_preview(viewing: Viewing) -> bool:
    """Whether drafts are shown: to editors, as long as no profile of theirs is limited."""
    return (
        not viewing.is_limited and viewing.account is not None and can_edit_films(viewing.account)
    )


def is_visible(film: Film, viewing: Viewing) -> bool:
    """Whether this viewing finds the film: 1 query."""
    return Film.objects.visible_to(viewing).filter(pk=film.pk).exists()
