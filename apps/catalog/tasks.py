"""Background work of the catalogue."""

from uuid import UUID

from celery import shared_task

from apps.catalog.adapters.files import sources, texts
from apps.catalog.enums import StageName
from apps.catalog.models import Encode, Film, TextTrack
from apps.catalog.selectors.encodes import job_key
from apps.catalog.services import (
    encodes,
    frames,
    pipeline,
    plays,
    progress,
    scheduling,
    text_packaging,
    uploads,
)
from apps.core.enums import Priority
from apps.core.models import Job
from apps.core.queue import PlatformTask, TenantTask

LONGEST_ENCODE = 12 * 3600


@shared_task(
    name="catalog.transcode_film",
    base=TenantTask,
    time_limit=LONGEST_ENCODE + 60,
    soft_time_limit=LONGEST_ENCODE,
    on_dead="catalog.give_encode_up",
    job_key=staticmethod(job_key),
)
def transcode_film(*, encode_pk: str, stage: str = StageName.PROBE) -> None:
    """One step, which queues the next. A name that nobody knows is a step of another release."""
    encode = Encode.objects.select_related("film", "upload").filter(pk=encode_pk).first()
    if encode is not None and stage in StageName.values:
        pipeline.run_stage(encode, stage)


@shared_task(name="catalog.give_encode_up", base=TenantTask, exactly_once=True)
def give_encode_up(*, encode_pk: str, stage: str = "") -> None:
    encode = Encode.objects.filter(pk=encode_pk).first()
    if encode is not None:
        encodes.give_encode_up(encode)


@shared_task(name="catalog.forget_stale_files", base=TenantTask, urgency=Priority.BULK)
def forget_stale_files() -> None:
    uploads.expire_stale_uploads()
    encodes.forget_replaced_encodes()
    sources.forget_unused_copies()


@shared_task(name="catalog.publish_due_titles", base=TenantTask, exactly_once=True)
def publish_due_titles() -> None:
    scheduling.publish_due_titles()


@shared_task(name="catalog.package_text", base=TenantTask)
def package_text(*, track_pk: str) -> None:
    rows = TextTrack.objects.select_related("film__current_encode")
    track = rows.filter(pk=track_pk).first()
    if track is not None:
        text_packaging.package_text(track)


@shared_task(name="catalog.forget_text", base=TenantTask, urgency=Priority.BULK)
def forget_text(*, film_pk: str, track_pk: str, version: int) -> None:
    texts.remove(UUID(film_pk), UUID(track_pk), version)


@shared_task(name="catalog.ask_for_flushes", base=PlatformTask)
def ask_for_flushes() -> None:
    progress.ask_for_flushes()


@shared_task(name="catalog.flush_progress", base=TenantTask)
def flush_progress() -> None:
    progress.flush_progress()


@shared_task(name="catalog.note_plays", base=TenantTask, urgency=Priority.BULK)
def note_plays() -> None:
    plays.note_plays()


@shared_task(name="catalog.draw_frames", base=TenantTask)
def draw_frames(*, job_pk: str, film_pk: str, milliseconds: int | None) -> None:
    job = Job.objects.for_studio().filter(pk=job_pk).first()
    film = Film.objects.select_related("current_encode").filter(pk=film_pk).first()
    if job is not None and film is not None:
        frames.draw_frames(job, film, around=None if milliseconds is None else milliseconds / 1000)
