"""How far a profile got: what the database holds, and before it what still waits in Redis."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.cache import cache
from django.db.models import Min, Q, QuerySet

from apps.accounts.models import Profile
from apps.catalog.adapters.progress import store
from apps.catalog.domain.progress import Length, is_end, resume_from
from apps.catalog.domain.viewing import Viewing
from apps.catalog.enums import MarkerKind
from apps.catalog.models import Film, Play, Progress
from apps.core.errors import NotFound

logger = logging.getLogger(__name__)
LENGTH_SECONDS = 60


@dataclass(frozen=True)
class Seen:
    """How far somebody got in one film."""

    film_pk: UUID
    position: float
    duration: float
    happened_at: datetime
    completed_at: datetime | None = None

    @property
    def has_ended(self) -> bool:
        return is_end(self.position, Length(self.duration))

    @property
    def resume_seconds(self) -> float:
        """Where to go on; 0 from the beginning."""
        return resume_from(self.position, self.duration)

    @property
    def percent(self) -> int:
        return round(100 * self.position / self.duration) if self.duration else 0

    @property
    def seconds_left(self) -> float:
        return max(0.0, self.duration - self.position)


def length_of(film_pk: UUID) -> Length:
    """How long the film is and where its credits begin, a minute old at most: 0 or 1 query.

    Raises NotFound.
    """
    key = f"length:{film_pk}"
    known: list[Any] | None = cache.get(key)
    if known is None:
        known = _length(film_pk)
        cache.set(key, known, LENGTH_SECONDS)
    return Length(*known)


def _length(film_pk: UUID) -> list[Any]:
    credits_at = Min("markers__starts_seconds", filter=Q(markers__kind=MarkerKind.CREDITS))
    found = (
        Film.objects.filter(pk=film_pk)
        .annotate(credits_at=credits_at)
        .values_list("current_encode__duration_seconds", "runtime_seconds", "credits_at")
        .first()
    )
    if found is None:
        raise NotFound
    encoded, described, credits_at_seconds = found
    return [float(encoded or described or 0), credits_at_seconds]


def seen_by(profile: Profile, film_pks: Iterable[UUID] | None = None) -> dict[UUID, Seen]:
    """What the profile has seen of these films (None: of all), by film: 1 query."""
    rows = Progress.objects.filter(profile=profile)
    if film_pks is not None:
        film_pks = set(film_pks)
        rows = rows.filter(film__in=film_pks)
    columns = ("film_id", "position_seconds", "duration_seconds", "happened_at", "completed_at")
    found = {row[0]: Seen(*row) for row in rows.values_list(*columns)}
    for waiting in _waiting(profile):
        if waiting.place and (film_pks is None or waiting.film_pk in film_pks):
            found[waiting.film_pk] = _newer(found.get(waiting.film_pk), waiting, waiting.place)
    return found


def _waiting(profile: Profile) -> list[store.Waiting]:
    """Without Redis the last seconds are missing, and nothing else."""
    try:
        return store.waiting_of([profile.pk])[profile.pk]
    except store.ProgressAway:
        logger.warning("progress_away")
        return []


def _newer(known: Seen | None, waiting: store.Waiting, place: store.Place) -> Seen:
    ends = [waiting.completed_at, known.completed_at if known else None]
    ended = max((end for end in ends if end), default=None)
    if known and known.happened_at > place.happened_at:
        return replace(known, completed_at=ended)
    return Seen(waiting.film_pk, place.position, waiting.duration, place.happened_at, ended)


def resume_position(profile: Profile | None, film_pk: UUID) -> float:
    """Where this profile goes on with the film, also seconds after a beat: 1 query."""
    seen = seen_by(profile, [film_pk]).get(film_pk) if profile else None
    return seen.resume_seconds if seen else 0.0


def history_of(profile: Profile, viewing: Viewing) -> QuerySet[Progress]:
    """What the profile has watched, latest first, of what it finds now: with films, 1 query."""
    found = Progress.objects.filter(profile=profile, film__in=Film.objects.visible_to(viewing))
    return found.select_related("film__season__series").order_by("-happened_at", "-pk")


def play_of(account: Any, pk: UUID, *, film_pk: UUID) -> Play:
    """One of the account's own streams of the film: 1 query. Raises NotFound for any other."""
    found = Play.objects.filter(pk=pk, account_id=account.pk, film_id=film_pk).first()
    if found is None:
        raise NotFound
    return found
