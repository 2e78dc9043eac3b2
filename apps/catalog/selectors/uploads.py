"""Uploads of the current studio."""

from uuid import UUID

from apps.catalog.models import Upload
from apps.core.errors import NotFound


def upload_for_editor(pk: str | UUID) -> Upload:
    """One upload with its film: 1 query. Raises NotFound, also for another studio's."""
    upload = Upload.objects.select_related("film").filter(pk=pk).first()
    if upload is None:
        raise NotFound
    return upload
