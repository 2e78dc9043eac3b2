"""Subtitles cut into segments beside the film's own, each time their words or its length change."""

from datetime import timedelta

from django.db import transaction
from django.db.models import F

from apps.catalog.adapters.files import texts
from apps.catalog.domain.subtitles import parse_subtitles
from apps.catalog.domain.text_segments import packaged
from apps.catalog.models import Film, TextTrack
from apps.core.queue import enqueue

# As long as a player may go on with the files it began with.
KEEP_REPLACED = timedelta(hours=7)


def queue_packaging(track: TextTrack) -> None:
    """Have the track's files made, if and when this transaction commits."""
    enqueue("catalog.package_text", track_pk=str(track.pk))


def package_text(track: TextTrack) -> bool:
    """Make the files of the track's latest version and let players have them.

    Nothing is done for a film without a video, which has no length yet, nor for what is not offered
    to viewers: whoever changes that asks again. False when there was nothing to do, or the track
    was changed or withdrawn in between.
    """
    encode = track.film.current_encode
    is_wanted = track.cues and track.is_published and track.packaged_version < track.version
    if encode is None or not is_wanted:
        return False
    cues = parse_subtitles(track.vtt.encode(), "stored.vtt")
    files = packaged(cues, encode.duration_seconds or 0)
    texts.store(track.film_id, track.pk, track.version, files)
    with transaction.atomic():
        return _flip(track)


def _flip(track: TextTrack) -> bool:
    flipped = TextTrack.objects.filter(
        pk=track.pk,
        is_published=True,
        packaged_version__lt=track.version,
        version__gte=track.version,
    ).update(packaged_version=track.version)
    if flipped and track.packaged_version:
        forget_later(track, track.packaged_version)
    elif not flipped:
        forget_later(track, track.version)
    return bool(flipped)


def forget_later(track: TextTrack, version: int, *, after: timedelta = KEEP_REPLACED) -> None:
    """Players that have this version finish with it; then its files are removed."""
    enqueue(
        "catalog.forget_text",
        delay=after,
        film_pk=str(track.film_id),
        track_pk=str(track.pk),
        version=version,
    )


def fit_texts(film: Film, *, is_new_length: bool) -> None:
    """The film plays another video: its subtitles are cut to that one's length."""
    rows = TextTrack.objects.filter(film=film, cues__gt=0)
    if is_new_length:
        rows.filter(packaged_version=F("version")).update(version=F("version") + 1)
    for track in rows.filter(packaged_version__lt=F("version")).defer("vtt"):
        queue_packaging(track)
