"""Tables as downloads."""

import csv
import io
from collections.abc import Iterable, Sequence
from tempfile import SpooledTemporaryFile
from typing import Any

from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase

from apps.core.cells import BYTE_ORDER_MARK, safe_cell

# What is larger waits on disk instead of in memory.
BYTES_IN_MEMORY = 1024 * 1024


def csv_response(
    filename: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]
) -> HttpResponseBase:
    """The rows as a download, however many: a long table is sent from a temporary file.

    They are read at once, inside the studio, the language and the error handling of this request,
    so a file is whole or there is none. Give rows that are fetched piece by piece
    (``queryset.iterator()``) when there may be many.
    """
    file = SpooledTemporaryFile(BYTES_IN_MEMORY)  # noqa: SIM115  the response closes it
    _write(file, header, rows)
    response = _response_of(file)
    response.headers["Content-Type"] = "text/csv; charset=utf-8"
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _write(file: Any, header: Sequence[Any], rows: Iterable[Sequence[Any]]) -> None:
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
    text.write(BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow([safe_cell(cell) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    text.flush()
    text.detach()


def _response_of(file: Any) -> HttpResponseBase:
    size = file.seek(0, io.SEEK_END)
    file.seek(0)
    if size > BYTES_IN_MEMORY:
        return FileResponse(file)
    with file:
        return HttpResponse(file.read())
