"""Private files: a view decides who may read, nginx sends the bytes."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from apps.core.storage.contract import Sending, media


def accel_response(
    name: str,
    content_type: str,
    *,
    cache_control: str = "private, max-age=0",
    save_as: str | None = None,
) -> HttpResponse:
    """An answer whose body nginx reads from the current studio's own files, on any storage.

    ``name`` is the storage name, without the studio's prefix. With ``save_as`` the browser saves
    the file under that name instead of showing it. Raises SuspiciousFileOperation for a name that
    could climb out of the studio's files: names are ours, never a visitor's.
    """
    response = HttpResponse(content_type=content_type)
    response.headers["X-Accel-Redirect"] = media().internal_uri(
        name, Sending(content_type, save_as)
    )
    response.headers["Cache-Control"] = cache_control
    response.headers["X-Content-Type-Options"] = "nosniff"
    if save_as is not None:
        response.headers["Content-Disposition"] = str(
            content_disposition_header(as_attachment=True, filename=save_as)
        )
    return response
