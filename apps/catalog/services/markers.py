"""Stretches of a film that viewers may skip: recap, intro and closing credits."""

from django.db import transaction

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films
from apps.accounts.services import audit
from apps.catalog.enums import MarkerKind
from apps.catalog.errors import MarkerOutsideFilm, MarkersOverlap
from apps.catalog.models import Film, Marker
from apps.core.errors import Forbidden, NotFound

# Running times are rounded, and a player may stand at the last frame's end.
TOLERANCE_SECONDS = 1.0


def set_marker(
    film: Film, *, kind: MarkerKind, starts_seconds: float, ends_seconds: float, by: User
) -> Marker:
    """The film's one marker of this kind. Raises MarkerOutsideFilm and MarkersOverlap."""
    _require_editor(by)
    starts, ends = round(starts_seconds, 3), round(ends_seconds, 3)
    with transaction.atomic():
        locked = Film.objects.select_for_update(no_key=True).get(pk=film.pk)
        _refuse_outside(locked, starts, ends)
        _refuse_overlap(locked, kind, starts, ends)
        marker, _ = Marker.objects.update_or_create(
            film=locked, kind=kind, defaults={"starts_seconds": starts, "ends_seconds": ends}
        )
        changes = {"kind": str(kind), "from": starts, "until": ends}
        audit.record("film.marker_set", by=by, target=film, changes=changes)
    return marker


def remove_marker(film: Film, *, kind: MarkerKind, by: User) -> None:
    """Viewers can no longer skip this. Raises NotFound when there is none."""
    _require_editor(by)
    with transaction.atomic():
        removed, _ = Marker.objects.filter(film=film, kind=kind).delete()
        if not removed:
            raise NotFound
        audit.record("film.marker_removed", by=by, target=film, changes={"kind": str(kind)})


def _refuse_outside(film: Film, starts: float, ends: float) -> None:
    """Written so that NaN, which compares with nothing, is refused as well."""
    last = film.runtime_seconds + TOLERANCE_SECONDS if film.runtime_seconds else 0
    if not (0 <= starts < ends <= last):
        raise MarkerOutsideFilm


def _refuse_overlap(film: Film, kind: MarkerKind, starts: float, ends: float) -> None:
    others = film.markers.exclude(kind=kind)
    if others.filter(starts_seconds__lt=ends, ends_seconds__gt=starts).exists():
        raise MarkersOverlap


def _require_editor(by: User) -> None:
    if not can_edit_films(by):
        raise Forbidden
