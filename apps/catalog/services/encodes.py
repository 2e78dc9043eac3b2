"""Encodes are asked for, cancelled, tried again, and given up when no worker survives them."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films, can_manage_studios
from apps.accounts.services import audit
from apps.catalog.adapters.files import packages, sources
from apps.catalog.enums import EncodeState, StageState, UploadState
from apps.catalog.errors import (
    EncodeGivenUp,
    EncodeNotRetryable,
    EncodeNotRunning,
    EncodeRunning,
    UploadIncomplete,
)
from apps.catalog.models import Encode, Film, Upload
from apps.catalog.selectors.encodes import has_work_going_on, is_half_ready, job_of
from apps.catalog.services.stages import forget_stages, plan_stages, queue_next, stop_stages
from apps.core.enums import JobState
from apps.core.errors import DomainError, Forbidden
from apps.core.jobs import (
    JobNotRunning,
    acknowledge_cancel,
    fail_job,
    request_cancel,
    start_job,
)

JOB = "catalog.transcode"
# A version that was replaced stays for the players that started on it.
KEEP_REPLACED = timedelta(hours=7)


def start_encode(film: Film, *, upload: Upload, by: User) -> Encode:
    """Queue the film's next version. Raises UploadIncomplete and EncodeRunning."""
    _require_editor(by)
    if not upload.is_complete:
        raise UploadIncomplete
    with transaction.atomic():
        _refuse_a_second(film)
        last = film.encodes.aggregate(last=Max("version"))["last"] or 0
        job = start_job(JOB, subject_pk=film.pk, by_pk=by.pk, title=film.title)
        encode = Encode(
            film=film,
            upload=upload,
            version=last + 1,
            job_pk=job.pk,
            created_by_pk=by.pk,
            is_complete=False,
        )
        _save_alone(encode)
        plan_stages(encode)
        audit.record("encode.started", by=by, target=encode, changes={"film": film.title})
        queue_next(encode)
    return encode


def cancel_encode(encode: Encode, *, by: User) -> Encode:
    """Stop the encode; a running one stops within seconds. Raises EncodeNotRunning."""
    _require_editor(by)
    with transaction.atomic():
        try:
            request_cancel(job_of(encode))
        except JobNotRunning as error:
            raise EncodeNotRunning from error
        Encode.objects.filter(pk=encode.pk, state=EncodeState.QUEUED).update(
            state=EncodeState.CANCELLED, ended_at=timezone.now()
        )
        encode.refresh_from_db()
        audit.record("encode.cancelled", by=by, target=encode)
    if not encode.is_unfinished:
        # An attempt whose worker died may have left something behind.
        _clear(encode)
    return encode


def retry_encode(encode: Encode, *, by: User) -> Encode:
    """Queue what a failed or cancelled encode has left undone; finished steps are not done again.

    Raises EncodeNotRetryable and EncodeRunning.
    """
    _require_editor(by)
    if not encode.upload.is_complete:
        raise EncodeNotRetryable
    with transaction.atomic():
        locked = Encode.objects.select_for_update(of=("self",)).get(pk=encode.pk)
        _refuse_a_second(locked.film)
        if locked.state not in {EncodeState.FAILED, EncodeState.CANCELLED}:
            if not is_half_ready(locked):
                raise EncodeNotRetryable
        else:
            locked.state, locked.ended_at = EncodeState.QUEUED, None
        locked.error_code, locked.attempts = "", 0
        job = start_job(JOB, subject_pk=locked.film_id, by_pk=by.pk, title=locked.film.title)
        locked.job_pk = job.pk
        _save_alone(locked)
        plan_stages(locked)
        audit.record("encode.retried", by=by, target=locked)
        queue_next(locked)
    return locked


def _refuse_a_second(film: Film) -> None:
    """One video of a film at a time, also while the first qualities of one can be watched."""
    Film.objects.select_for_update(no_key=True).get(pk=film.pk)
    if has_work_going_on(film):
        raise EncodeRunning


def _save_alone(encode: Encode) -> None:
    """Only one unfinished encode a film: the constraint decides."""
    try:
        with transaction.atomic():
            encode.save()
    except IntegrityError as error:
        raise EncodeRunning from error


def fail_encode(encode: Encode, refusal: DomainError) -> None:
    """Record why the encode ended, on itself and on its job, in one transaction.

    What can be watched already stays, and finished steps are kept for the next try.
    """
    with transaction.atomic():
        _end(encode, EncodeState.FAILED, error_code=refusal.code)
        stop_stages(encode, StageState.FAILED)
        fail_job(job_of(encode), code=refusal.code, detail=str(refusal))
    packages.clear_work(encode.film_id, encode.pk)


def end_cancelled(encode: Encode) -> None:
    """The encode has stopped because somebody asked for it; only what can be watched stays."""
    with transaction.atomic():
        _end(encode, EncodeState.CANCELLED)
        stop_stages(encode, StageState.WAITING)
        acknowledge_cancel(job_of(encode))
    encode.refresh_from_db()
    _clear(encode)


def _end(encode: Encode, state: EncodeState, **fields: str) -> None:
    rows = Encode.objects.filter(pk=encode.pk)
    rows.filter(state=EncodeState.READY, is_complete=False).update(**fields)
    rows.filter(state__in=EncodeState.unfinished()).update(
        state=state, ended_at=timezone.now(), **fields
    )


def _clear(encode: Encode) -> None:
    """Remove what a cancelled encode has made, finished steps included."""
    if encode.state == EncodeState.CANCELLED:
        if encode.folder:
            _drop_parts(encode)
        forget_stages(encode)
    packages.clear_work(encode.film_id, encode.pk)


def _drop_parts(encode: Encode) -> None:
    packages.remove_folder(encode.film_id, encode.folder)
    encode.renditions.all().delete()
    encode.audio_tracks.all().delete()
    Encode.objects.filter(pk=encode.pk).update(folder="")


def give_encode_up(encode: Encode) -> None:
    """No worker survives this encode: end it as cancelled if that was wished for, else as failed."""
    if job_of(encode).state in {JobState.CANCELLING, JobState.CANCELLED}:
        end_cancelled(encode)
    else:
        fail_encode(encode, EncodeGivenUp())


def forget_replaced_encodes() -> int:
    """Erase versions nobody can be watching any more, with their uploads; returns how many."""
    replaced = Encode.objects.filter(
        state=EncodeState.READY,
        version__lt=F("film__current_encode__version"),
        film__current_encode__ended_at__lt=timezone.now() - KEEP_REPLACED,
    )
    encodes = list(replaced.select_related("upload"))
    for encode in encodes:
        _forget(encode)
    _forget_unfinished()
    return len(encodes)


def _forget_unfinished() -> None:
    """What failed and was overtaken by another version keeps its history, not its files."""
    failed = Encode.objects.filter(
        state=EncodeState.FAILED, version__lt=F("film__current_encode__version")
    )
    for encode in failed.exclude(folder=""):
        _drop_parts(encode)
        forget_stages(encode)


def _forget(encode: Encode) -> None:
    """Files before rows: while there is a row, somebody knows that there are files."""
    upload = encode.upload
    packages.remove_folder(encode.film_id, encode.directory)
    is_last = not upload.encodes.exclude(pk=encode.pk).exists()
    if is_last:
        sources.remove(upload.pk)
    with transaction.atomic():
        encode.delete()
        if is_last:
            upload.delete()


def refuse_upload(upload: Upload) -> None:
    """The file can never become a film: it is not kept."""
    Upload.objects.filter(pk=upload.pk).update(state=UploadState.REFUSED)


def _require_editor(person: User) -> None:
    """The studio's editors, and the platform's staff, who help when an encode is stuck."""
    if not (can_edit_films(person) or can_manage_studios(person)):
        raise Forbidden
