"""Background work of the catalogue."""

from celery import shared_task

from apps.catalog.models import Encode
from apps.catalog.selectors.encodes import job_key
from apps.catalog.services import encodes, scheduling, transcoding, uploads
from apps.core.enums import Priority
from apps.core.queue import TenantTask

LONGEST_ENCODE = 12 * 3600


@shared_task(
    name="catalog.transcode_film",
    base=TenantTask,
    time_limit=LONGEST_ENCODE + 60,
    soft_time_limit=LONGEST_ENCODE,
    on_dead="catalog.give_encode_up",
    job_key=staticmethod(job_key),
)
def transcode_film(*, encode_pk: str) -> None:
    encode = Encode.objects.select_related("film", "upload").filter(pk=encode_pk).first()
    if encode is not None:
        transcoding.run_encode(encode)


@shared_task(name="catalog.give_encode_up", base=TenantTask, exactly_once=True)
def give_encode_up(*, encode_pk: str) -> None:
    encode = Encode.objects.filter(pk=encode_pk).first()
    if encode is not None:
        encodes.give_encode_up(encode)


@shared_task(name="catalog.forget_stale_files", base=TenantTask, urgency=Priority.BULK)
def forget_stale_files() -> None:
    uploads.expire_stale_uploads()
    encodes.forget_replaced_encodes()


@shared_task(name="catalog.publish_due_titles", base=TenantTask, exactly_once=True)
def publish_due_titles() -> None:
    scheduling.publish_due_titles()
