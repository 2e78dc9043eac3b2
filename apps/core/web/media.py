"""Private files: a view decides who may read, nginx sends the bytes."""

import re
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from apps.core.storage.contract import Sending, media

RANGE = re.compile(r"bytes=(\d*)-(\d*)")


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


def sent_by_python(request: HttpRequest, name: str, content_type: str) -> HttpResponseBase:
    """The file itself, or the range of it that was asked for: where no nginx stands in front.

    A process that sends films cannot do much else, so production refuses to start with it.
    Raises FileNotFoundError.
    """
    size = media().size(name)
    first, last = _range(request.headers.get("Range", ""), size)
    if first > last and size:
        unsatisfied = {"Content-Range": f"bytes */{size}"}
        return HttpResponse(status=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=unsatisfied)
    length = last - first + 1
    body = media().chunks(name, start=first, length=length) if request.method == "GET" else ()
    response = StreamingHttpResponse(body, content_type=content_type)
    response.headers["Content-Length"] = str(length)
    response.headers["Accept-Ranges"] = "bytes"
    if length < size:
        response.status_code = HTTPStatus.PARTIAL_CONTENT
        response.headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response


def _range(asked: str, size: int) -> tuple[int, int]:
    """First and last byte; the whole for anything but one plain range (RFC 9110 §14.2)."""
    match = RANGE.fullmatch(asked)
    if match is None or match[0] == "bytes=-":
        return 0, size - 1
    if not match[1]:
        return max(0, size - int(match[2])), size - 1
    return int(match[1]), min(int(match[2] or size - 1), size - 1)
