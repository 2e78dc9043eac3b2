"""The flip: from one moment to the next a film plays its new version, whole parts of it only."""

from django.db import transaction
from django.utils import timezone

from apps.accounts.services import audit
from apps.catalog.enums import EncodeState
from apps.catalog.models import Encode, Film
from apps.catalog.selectors.encodes import is_half_ready, job_of
from apps.catalog.services.films import publish_locked
from apps.catalog.services.text_packaging import fit_texts
from apps.core.enums import JobState
from apps.core.jobs import JobCancelled, finish_job

# Running times that differ by less are the same film to its subtitles.
SAME_SECONDS = 0.05


def show_early(encode: Encode) -> None:
    """Let the film be watched in its small renditions while the others are made.

    Not one that can be watched in full already: its viewers keep that until the new version is as
    good. Call it in the transaction that makes the renditions known.
    """
    film = _locked(encode)
    if film.current_encode is not None and not is_half_ready(film.current_encode):
        return
    Encode.objects.filter(pk=encode.pk).update(
        state=EncodeState.READY, is_complete=False, error_code=""
    )
    _play(film, encode)


def show_whole(encode: Encode) -> None:
    """All parts are there: the version is ready, and the job done. Raises JobCancelled when
    somebody asked to stop in time, and nothing is changed then."""
    with transaction.atomic():
        film = _locked(encode)
        Encode.objects.filter(pk=encode.pk).update(
            state=EncodeState.READY, is_complete=True, error_code="", ended_at=timezone.now()
        )
        finish_job(job_of(encode))
        _play(film, encode)


def stop_if_wished(encode: Encode) -> None:
    """Raises JobCancelled when the work is no longer wanted: what it made stays unknown."""
    if job_of(encode).state != JobState.RUNNING:
        raise JobCancelled


def _locked(encode: Encode) -> Film:
    films = Film.objects.select_for_update(of=("self",), no_key=True)
    return films.select_related("current_encode").get(pk=encode.film_id)


def _play(film: Film, encode: Encode) -> None:
    encode.refresh_from_db()
    if film.current_encode_id == encode.pk:
        return
    before = film.current_encode.duration_seconds if film.current_encode else None
    seconds = encode.duration_seconds or 0
    Film.objects.filter(pk=film.pk).update(
        current_encode=encode, runtime_seconds=max(1, round(seconds)), updated_at=timezone.now()
    )
    fit_texts(film, is_new_length=before is None or abs(before - seconds) > SAME_SECONDS)
    film.refresh_from_db()
    if film.publish_when_ready and publish_locked(film):
        audit.record("film.published", by="worker", target=film)
