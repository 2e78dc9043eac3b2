"""A finished archive as a download."""

from django.http import HttpResponse

from apps.core.models import Archive
from apps.core.web.media import accel_response


def archive_response(archive: Archive, *, named: str) -> HttpResponse:
    """The file of the current studio, saved as ``<named>-<date>.zip``; kept in no cache."""
    name = f"{named}-{archive.created_at:%Y-%m-%d}.zip"
    return accel_response(archive.name, "application/zip", cache_control="no-store", save_as=name)
