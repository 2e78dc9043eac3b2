"""The facts by which playing is decided, and what a player is told beside the film's address."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import Exists, OuterRef, Value
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
from apps.core.prepared import Prepared
from apps.subscriptions.enums import EntitlementReason
from apps.subscriptions.selectors.entitlements import (
    Entitlement,
    plan_that_opens,
    plan_with_height,
)

# With the ten seconds that nginx keeps a decision, less than the fifteen in which a right ends.
PLAYED_SECONDS = 2
CONTENTS_SECONDS = 10
# What tells that a film, or something it belongs to, is not what it was.
CHANGES = (
    "pk",
    "updated_at",
    "current_encode",
    "part_of__updated_at",
    "series__updated_at",
    "season__series__updated_at",
)
CHANGES_BY_PK = Prepared(lambda key: Film.objects.filter(pk=key).values_list(*CHANGES), key=UUID)
CHANGES_BY_SLUG = Prepared(lambda key: Film.objects.filter(slug=key).values_list(*CHANGES), key=str)


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
    """The film of this slug or pk with what is played of it and its windows: 1 query or 3.

    It knows whether it is on the site (with whatever it belongs to) and meant for the viewing.
    What is kept of it holds until it, or what it belongs to, is changed.
    """
    changes = (
        CHANGES_BY_PK.rows(key=UUID(str(key))) if _is_pk(key) else CHANGES_BY_SLUG.rows(key=key)
    )
    if not changes:
        return None
    (changed,) = changes
    name = f"film-to-play:{viewing.shape}:{'/'.join(map(str, changed)).replace(' ', '_')}"
    return _kept(name, CONTENTS_SECONDS, lambda: film_as_it_is(changed[0], viewing))


def film_played(pk: str, viewing: Viewing) -> Film | None:
    """As ``film_to_play``, two seconds old at most: for those who watch already."""
    name = f"film-played:{viewing.shape}:{pk}"
    return _kept(name, PLAYED_SECONDS, lambda: film_as_it_is(pk, viewing))


def _kept(name: str, seconds: int, look_up: Callable[[], Film | None]) -> Film | None:
    known: Film | None = cache.get(name)
    if known is None:
        known = look_up()
        cache.set(name, known, seconds)
    return known


def film_as_it_is(pk: str | UUID, viewing: Viewing) -> Film | None:
    """As ``film_to_play``, looked up: 2 queries."""
    anybody = replace(viewing, account=None, profile=None, max_age=None)
    films = Film.objects.filter(pk=pk).annotate(
        is_on_site=_is_suitable(anybody),
        # Only a limited profile asks for more than everybody does.
        is_suitable=_is_suitable(viewing) if viewing.is_limited else Value(value=True),
    )
    found = films.select_related("current_encode").prefetch_related("windows")
    return found.defer("search_text", "synopsis").first()


def _is_suitable(viewing: Viewing) -> Exists:
    return Exists(Film.objects.suitable_for(viewing).filter(pk=OuterRef("pk")))


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
        suits_profile=is_suitable,
        has_free_stream=has_free_stream,
    )


def plan_for(film: Film, *, early: bool) -> str:
    """The name of the least plan that opens the film; empty when none does."""
    plan = plan_that_opens(AccessLevel(film.access_level).level, early_access=early)
    return plan.name if plan else ""


@dataclass(frozen=True)
class Contents:
    """What a version consists of, as players are told."""

    rungs: tuple[int, ...]
    tracks: dict[str, list[dict[str, Any]]]
    markers: list[dict[str, Any]]
    has_sprites: bool


def contents_of(film: Film, encode: Encode) -> Contents:
    """Ten seconds old at most: 5 queries or none."""
    key = f"contents:{encode.pk}:{encode.is_complete}"
    known: Contents | None = cache.get(key)
    if known is None:
        known = _contents(film, encode)
        cache.set(key, known, CONTENTS_SECONDS)
    return known


def _contents(film: Film, encode: Encode) -> Contents:
    sounds = [
        {"language": s.language, "name": s.name, "kind": s.kind, "channels": s.channels}
        for s in sounds_of(encode)
    ]
    texts = [{"language": t.language, "name": t.name, "kind": t.kind} for t in texts_of(encode)]
    markers = film.markers.values("kind", "starts_seconds", "ends_seconds")
    return Contents(
        rungs=tuple(encode.renditions.values_list("rung", flat=True)),
        tracks={"audio": sounds, "text": texts},
        markers=[dict(row) for row in markers],
        has_sprites=bool(encode.sprites),
    )


def upsell_of(contents: Contents, cap: int) -> dict[str, Any] | None:
    """The plan that shows the film better: 1 query at most.

    None where the film has nothing above ``cap``, or no plan shows it.
    """
    above = [rung for rung in contents.rungs if rung > cap]
    plan = plan_with_height(cap) if above else None
    return {"plan": plan.name, "max_height": min(plan.max_height, max(above))} if plan else None


def thumbnails_of(contents: Contents, prefix: str) -> str | None:
    """The address of the seek bar's pictures."""
    return f"{prefix}{SPRITES}/{THUMBNAILS}" if contents.has_sprites else None


def watch_address(film: Film) -> str:
    return reverse("watch", args=[film.slug])


def _is_pk(key: str | UUID) -> bool:
    try:
        return bool(UUID(str(key)))
    except ValueError:
        return False
