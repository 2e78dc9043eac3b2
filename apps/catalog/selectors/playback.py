"""The facts by which playing is decided, and what a player is told beside the film's address."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from apps.accounts.rules import can_watch_films
from apps.catalog.domain.decision import Facts
from apps.catalog.domain.layout import SPRITES, THUMBNAILS
from apps.catalog.domain.viewing import Viewing
from apps.catalog.domain.windows import Window, availability
from apps.catalog.enums import AccessLevel
from apps.catalog.models import Encode, Film
from apps.catalog.selectors.packages import sounds_of, texts_of
from apps.catalog.selectors.viewing import may_preview
from apps.subscriptions.enums import EntitlementReason
from apps.subscriptions.selectors.entitlements import (
    Entitlement,
    plan_that_opens,
    plan_with_height,
)


@dataclass(frozen=True)
class Watcher:
    """Who wants to watch, with what their plan includes; built anew for each decision."""

    viewing: Viewing
    entitlement: Entitlement


def watcher(
    *,
    account: Any,
    profile: Any,
    max_age: int | None,
    country: str,
    entitlement: Entitlement,
    now: datetime,
) -> Watcher:
    viewing = Viewing(
        account=account,
        profile=profile,
        country=country,
        now=now,
        has_early_access=entitlement.has_early_access,
        max_age=max_age,
        level=entitlement.level,
    )
    return Watcher(viewing, entitlement)


def film_to_play(key: str | UUID, viewing: Viewing) -> Film | None:
    """The film of this slug or pk with what is played of it and its windows: 2 queries.

    It knows whether it is on the site (with whatever it belongs to) and meant for the viewing.
    """
    anybody = Viewing(account=None, profile=None, country=viewing.country, now=viewing.now)
    this = {"pk": OuterRef("pk")}
    films = Film.objects.filter(_named(key)).annotate(
        is_on_site=Exists(Film.objects.suitable_for(anybody).filter(**this)),
        is_suitable=Exists(Film.objects.suitable_for(viewing).filter(**this)),
    )
    return films.select_related("current_encode").prefetch_related("windows").first()


def facts_of(film: Film, by: Watcher, *, has_free_stream: bool = True) -> Facts:
    """What is known about a film of ``film_to_play``: no queries."""
    is_on_site: bool = film.is_on_site  # type: ignore[attr-defined]
    is_suitable: bool = film.is_suitable  # type: ignore[attr-defined]
    viewing, plan = by.viewing, by.entitlement
    # Who has given themselves a plan wants to see what its viewers do.
    is_previewed = may_preview(viewing) and not (
        is_on_site and plan.reason == EntitlementReason.GRANTED
    )
    windows = [
        Window(row.starts_at, row.ends_at, tuple(row.countries), row.is_early_access)
        for row in film.windows.all()
    ]
    return Facts(
        may_watch=can_watch_films(viewing.account),
        is_published=is_on_site,
        has_video=film.is_playable,
        availability=availability(viewing.now, viewing.country, plan.has_early_access, windows),
        level_needed=AccessLevel(film.access_level).level,
        level=plan.level,
        max_height=plan.max_height,
        is_previewed=is_previewed,
        suits_profile=is_suitable or viewing.max_age is None,
        has_free_stream=has_free_stream,
    )


def plan_for(film: Film, *, early: bool) -> str:
    """The name of the least plan that opens the film; empty when none does."""
    plan = plan_that_opens(AccessLevel(film.access_level).level, early_access=early)
    return plan.name if plan else ""


def upsell_of(encode: Encode, cap: int) -> dict[str, Any] | None:
    """The plan that shows the film better: 2 queries at most.

    None where the film has nothing above ``cap``, or no plan shows it.
    """
    above = [row.rung for row in encode.renditions.all() if row.rung > cap]
    plan = plan_with_height(cap) if above else None
    return {"plan": plan.name, "max_height": min(plan.max_height, max(above))} if plan else None


def tracks_of(encode: Encode) -> dict[str, list[dict[str, Any]]]:
    """Sounds and subtitles as the multivariant playlist has them."""
    sounds = [
        {"language": s.language, "name": s.name, "kind": s.kind, "channels": s.channels}
        for s in sounds_of(encode)
    ]
    texts = [{"language": t.language, "name": t.name, "kind": t.kind} for t in texts_of(encode)]
    return {"audio": sounds, "text": texts}


def markers_of(film: Film) -> list[dict[str, Any]]:
    """What may be skipped, in order: 1 query."""
    return [dict(row) for row in film.markers.values("kind", "starts_seconds", "ends_seconds")]


def thumbnails_of(encode: Encode, prefix: str) -> str | None:
    """The address of the seek bar's pictures."""
    return f"{prefix}{SPRITES}/{THUMBNAILS}" if encode.sprites else None


def watch_address(film: Film) -> str:
    return reverse("watch", args=[film.slug])


def _named(key: str | UUID) -> Q:
    try:
        return Q(pk=UUID(str(key)))
    except ValueError:
        return Q(slug=str(key))
