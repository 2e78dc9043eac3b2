"""Private files: a view decides who may read, nginx sends the bytes."""

from pathlib import PurePosixPath
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse

from apps.core.tenancy import current_studio


def accel_response(
    name: str, content_type: str, *, cache_control: str = "private, max-age=0"
) -> HttpResponse:
    """An answer whose body nginx reads from the current studio's own folder.

    ``name`` is the storage name, without the studio's prefix. Raises ValueError for a name that
    could climb out of that folder: names are ours, never a visitor's.
    """
    response = HttpResponse(content_type=content_type)
    response.headers["X-Accel-Redirect"] = internal_path(name)
    response.headers["Cache-Control"] = cache_control
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def internal_path(name: str) -> str:
    """Where nginx finds ``name`` of the current studio."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or ".." in parts or "\\" in name or "\0" in name:
        raise ValueError(f"Not a storage name: {name!r}")
    path = f"t/{current_studio().schema_name}/{'/'.join(parts)}"
    return f"{settings.MEDIA_ACCEL_PREFIX.rstrip('/')}/{quote(path)}"
