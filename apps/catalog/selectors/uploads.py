"""Uploads of the current studio."""

from uuid import UUID

from django.utils import timezone

from apps.catalog.enums import UploadState
from apps.catalog.models import Film, Upload
from apps.core.errors import NotFound


def upload_for_editor(pk: str | UUID) -> Upload:
    """One upload with its film: 1 query. Raises NotFound, also for another studio's."""
    upload = Upload.objects.select_related("film").filter(pk=pk).first()
    if upload is None:
        raise NotFound
    return upload


def interrupted_upload(film: Film) -> Upload | None:
    """The newest upload of the film that began to arrive and can still go on: 1 query."""
    unfinished = Upload.objects.filter(
        film=film, state=UploadState.RECEIVING, received__gt=0, expires_at__gt=timezone.now()
    )
    return unfinished.order_by("-pk").first()
