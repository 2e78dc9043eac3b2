"""Tables as files. A cell that a spreadsheet would run as a formula gets a leading apostrophe."""

import csv
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.http import HttpResponse

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# Excel takes UTF-8 for its own code page without the mark.
BYTE_ORDER_MARK = "\ufeff"


def csv_response(
    filename: str, header: Sequence[Any], rows: Iterable[Sequence[Any]]
) -> HttpResponse:
    """The rows as a download. They are read at once, inside the studio of this request."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{filename}"'
    response.headers["Cache-Control"] = "no-store"
    response.write(BYTE_ORDER_MARK)
    writer = csv.writer(response)
    writer.writerow([safe_cell(cell) for cell in header])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return response


def safe_cell(value: Any) -> str:
    """``value`` as text no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    if isinstance(value, int | Decimal):
        return text
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
