"""Background work of the catalogue."""

from celery import Task, shared_task

from apps.catalog.models import Encode
from apps.catalog.services import encodes, fan_out, transcoding, uploads
from apps.core.queue import PlatformTask, TenantTask


@shared_task(name="catalog.transcode_film", base=TenantTask, bind=True)
def transcode_film(self: Task, *, encode_pk: str) -> None:
    """A message that comes again says that the worker which had it is gone."""
    encode = Encode.objects.select_related("film", "upload").filter(pk=encode_pk).first()
    if encode is not None:
        again = (self.request.delivery_info or {}).get("redelivered")
        transcoding.run_encode(encode, is_redelivery=bool(again))


@shared_task(name="catalog.fan_out_orphaned_encodes", base=PlatformTask)
def fan_out_orphaned_encodes() -> None:
    fan_out.queue_in_every_studio("catalog.resume_orphaned_encodes")


@shared_task(name="catalog.resume_orphaned_encodes", base=TenantTask)
def resume_orphaned_encodes() -> None:
    encodes.resume_orphaned_encodes()


@shared_task(name="catalog.fan_out_stale_uploads", base=PlatformTask)
def fan_out_stale_uploads() -> None:
    fan_out.queue_in_every_studio("catalog.forget_stale_files")


@shared_task(name="catalog.forget_stale_files", base=TenantTask)
def forget_stale_files() -> None:
    uploads.expire_stale_uploads()
    encodes.forget_replaced_encodes()
