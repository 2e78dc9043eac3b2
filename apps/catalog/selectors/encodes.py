"""Encodes and their jobs."""

from uuid import UUID

from apps.catalog.enums import EncodeState
from apps.catalog.models import Encode, Film, Upload
from apps.core.enums import JobState
from apps.core.errors import NotFound
from apps.core.models import Job


def encode_for_desk(pk: str | UUID) -> Encode:
    """One encode with its film: 1 query. Raises NotFound."""
    encode = Encode.objects.select_related("film", "upload").filter(pk=pk).first()
    if encode is None:
        raise NotFound
    return encode


def job_key(*, encode_pk: str, stage: str = "") -> UUID | None:
    """The key of that job, as the queue asks for it: 1 query."""
    return Encode.objects.filter(pk=encode_pk).values_list("job_pk", flat=True).first()


def job_of(encode: Encode) -> Job:
    """The job people watch while this encode runs: 1 query."""
    job: Job = Job.objects.for_studio().get(pk=encode.job_pk)
    return job


def is_under_way(encode: Encode) -> bool:
    """Has steps to do: nothing can be watched yet, or the small renditions alone."""
    return encode.is_unfinished or is_half_ready(encode)


def is_half_ready(encode: Encode) -> bool:
    """Can be watched already, but not in every quality."""
    return encode.state == EncodeState.READY and not encode.is_complete


def is_whole(encode: Encode) -> bool:
    """Can be watched in every quality."""
    return encode.state == EncodeState.READY and encode.is_complete


def has_work_going_on(film: Film) -> bool:
    """Whether a worker is at a video of the film, or will be: 2 queries at most."""
    pks = [encode.job_pk for encode in film.encodes.all() if is_under_way(encode)]
    alive = Job.objects.for_studio().filter(pk__in=pks, state__in=JobState.alive())
    return bool(pks) and alive.exists()


def film_with_the_same_file(upload: Upload) -> Film | None:
    """Another film whose video is this very file, as far as the studio's files were read: 1 query.

    The oldest of them; None before the upload's fingerprint was taken.
    """
    if not upload.sha256:
        return None
    twins = Film.objects.filter(uploads__sha256=upload.sha256)
    if upload.film_id:
        twins = twins.exclude(pk=upload.film_id)
    return twins.order_by("uploads__created_at").first()
