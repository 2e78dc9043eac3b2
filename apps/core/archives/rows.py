"""Rows of a table as lines of JSON."""

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet

ROWS_AT_A_TIME = 2000


class RowEncoder(DjangoJSONEncoder):
    """What JSON lacks becomes text: times in ISO 8601, bytes in base64, the rest as it reads."""

    def default(self, value: Any) -> Any:
        if isinstance(value, datetime | time):
            return value.isoformat()  # Django's own would cut the microseconds off
        if isinstance(value, bytes | memoryview):
            return base64.b64encode(bytes(value)).decode()
        try:
            return super().default(value)
        except TypeError:
            return str(value)


def as_json(value: Any, **more: Any) -> str:
    return json.dumps(value, cls=RowEncoder, ensure_ascii=False, **more)


def json_lines(rows: QuerySet[Any], columns: Iterable[str]) -> Iterator[bytes]:
    """One object a row, by primary key, with the columns named; never many rows in memory."""
    found = rows.order_by("pk").values(*columns)
    for row in found.iterator(chunk_size=ROWS_AT_A_TIME):
        yield as_json(row).encode() + b"\n"
