"""Titles that go on the site by themselves at a time somebody chose."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.rules import can_publish_films
from apps.accounts.services import audit
from apps.catalog.enums import FilmState
from apps.catalog.errors import (
    FilmIsPublished,
    ScheduledInThePast,
    SeriesIsPublished,
)
from apps.catalog.models import Film, Series
from apps.catalog.services.titles import require

# Longer ones go on a minute later.
MOST_AT_ONCE = 500


def schedule_title(title: Film | Series, *, at: datetime | None, by: User) -> None:
    """Publish the title at ``at``; None takes the appointment back.

    Raises ScheduledInThePast, and FilmIsPublished or SeriesIsPublished for what is on the site.
    """
    require(can_publish_films, by)
    if at is not None and at <= timezone.now():
        raise ScheduledInThePast
    more = {"publish_when_ready": False} if isinstance(title, Film) else {}
    with transaction.atomic():
        waiting = type(title)._default_manager.exclude(state=FilmState.PUBLISHED)
        if not waiting.filter(pk=title.pk).update(publish_at=at, **more):
            raise FilmIsPublished if isinstance(title, Film) else SeriesIsPublished
        title.refresh_from_db()
        noted = {"publish_at": at.isoformat() if at else None}
        audit.record("title.scheduled", by=by, target=title, changes=noted)


def publish_due_titles() -> int:
    """Put on the site what is due; how many. Two that run at once publish each title once."""
    now = timezone.now()
    films = [film for film in _due(Film, now) if _publish_film(film, now)]
    series = [one for one in _due(Series, now) if _publish_series(one, now)]
    return len(films) + len(series)


def _due(model: type[Film] | type[Series], now: datetime) -> list[Film | Series]:
    due = model._default_manager.filter(publish_at__lte=now).exclude(state=FilmState.PUBLISHED)
    return list(due.order_by("publish_at")[:MOST_AT_ONCE])


def _publish_film(film: Film | Series, now: datetime) -> bool:
    """One without a video goes on the site as soon as it is encoded."""
    still = Film.objects.filter(pk=film.pk, publish_at=film.publish_at)
    still = still.exclude(state=FilmState.PUBLISHED)
    ready = still.filter(current_encode__isnull=False)
    on_site = {"state": FilmState.PUBLISHED, "published_at": now, "publish_at": None}
    with transaction.atomic():
        if ready.update(**on_site, publish_when_ready=False, updated_at=now):
            audit.record("film.published", by="beat", target=film)
            return True
        # One whose encode ends just now is due again in a minute.
        still.filter(current_encode__isnull=True).update(publish_at=None, publish_when_ready=True)
        return False


def _publish_series(series: Film | Series, now: datetime) -> bool:
    still = Series.objects.filter(pk=series.pk, publish_at=series.publish_at)
    still = still.exclude(state=FilmState.PUBLISHED)
    on_site = {"state": FilmState.PUBLISHED, "published_at": now, "publish_at": None}
    with transaction.atomic():
        if not still.update(**on_site, updated_at=now):
            return False
        audit.record("series.published", by="beat", target=series)
        return True
