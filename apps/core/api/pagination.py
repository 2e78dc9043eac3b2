"""Lists by cursor: the place after the last row seen, not a page's number.

A cursor holds the ordering's values of the row it stands at, so rows that come or go meanwhile move
nothing. It is signed for one studio, one list, one filter and one order: anywhere else it is
refused, never misread.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import DateTimeField, Q, QuerySet
from django.utils.translation import gettext as _
from rest_framework.exceptions import ValidationError
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.utils.urls import replace_query_param

from apps.core.errors import NotFound
from apps.core.signing import sign, unsign

CURSOR, PAGE_SIZE = "cursor", "page_size"
CURSOR_AGE = timedelta(days=1)
FORWARD, BACKWARD = "n", "p"


class CursorPagination(BasePagination):
    """Newest first; go on at the answer's ``next`` and ``previous``.

    ``page_size`` outside 1 to ``max_page_size`` is refused rather than cut silently: a program
    that asked for a thousand rows and got a hundred would think that there are no more.
    """

    ordering: Sequence[str] = ("-id",)
    page_size = 24
    max_page_size = 100

    def paginate_queryset(
        self, queryset: QuerySet[Any], request: Request, view: Any = None
    ) -> list[Any]:
        self.request = request
        size = self._size(request)
        direction, position = self._read(request)
        rows = self._beside(queryset, position, direction)
        found = list(rows[: size + 1])
        self.has_more = len(found) > size
        self.has_come_from = position is not None
        self.direction = direction
        page = found[:size]
        self.page = page if direction == FORWARD else page[::-1]
        return self.page

    def get_paginated_response(self, data: Any) -> Response:
        return Response(
            {"next": self.get_next_link(), "previous": self.get_previous_link(), "results": data}
        )

    def get_next_link(self) -> str | None:
        exists = self.has_more if self.direction == FORWARD else self.has_come_from
        return self._link(FORWARD, self.page[-1]) if exists and self.page else None

    def get_previous_link(self) -> str | None:
        exists = self.has_come_from if self.direction == FORWARD else self.has_more
        return self._link(BACKWARD, self.page[0]) if exists and self.page else None

    def _size(self, request: Request) -> int:
        asked = request.query_params.get(PAGE_SIZE)
        if asked is None:
            return self.page_size
        is_number = asked.isascii() and asked.isdigit() and len(asked) <= len("100")
        if is_number and 1 <= int(asked) <= self.max_page_size:
            return int(asked)
        sentence = _("Choose a whole number from 1 to %(most)d.") % {"most": self.max_page_size}
        raise ValidationError({PAGE_SIZE: [sentence]})

    def _read(self, request: Request) -> tuple[str, list[Any] | None]:
        token = request.query_params.get(CURSOR)
        if token is None:
            return FORWARD, None
        try:
            direction, *position = unsign(self._purpose(), token, max_age=CURSOR_AGE)
        except NotFound as error:
            sentence = _("This cursor is not of this list, filter and order. Begin without one.")
            raise ValidationError({CURSOR: [sentence]}) from error
        return direction, position

    def _purpose(self) -> str:
        """Which list: its address, its filters, its order. The studio is in every signature."""
        given = sorted(
            (name, value)
            for name, values in self.request.query_params.lists()
            for value in values
            if name not in {CURSOR, PAGE_SIZE}
        )
        route = self.request.resolver_match.url_name
        text = f"{route} {self.request.parser_context['kwargs']} {urlencode(given)} {self.ordering}"
        return f"cursor.{hashlib.sha256(text.encode()).hexdigest()[:32]}"

    def _link(self, direction: str, row: Any) -> str:
        position = [direction, *(_written(getattr(row, name)) for name in self._names())]
        url = self.request.build_absolute_uri()
        return replace_query_param(url, CURSOR, sign(self._purpose(), position))

    def _names(self) -> list[str]:
        return [name.lstrip("-") for name in self.ordering]

    def _beside(
        self, queryset: QuerySet[Any], position: list[Any] | None, direction: str
    ) -> QuerySet[Any]:
        """The rows after the position, or before it and then in the opposite order."""
        backward = direction == BACKWARD
        order = [_reversed(name) if backward else name for name in self.ordering]
        if position is not None:
            queryset = queryset.filter(_after(order, self._values(queryset, position)))
        return queryset.order_by(*order)

    def _values(self, queryset: QuerySet[Any], position: list[Any]) -> list[Any]:
        fields = [queryset.model._meta.get_field(name) for name in self._names()]
        return [
            datetime.fromisoformat(value) if isinstance(field, DateTimeField) else value
            for field, value in zip(fields, position, strict=True)
        ]

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": ["string", "null"], "format": "uri"}
        further = "https://kush.example/api/v1/movies?cursor=WyJuIl0:1vNq2c:9f8e"
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {
                "next": {**link, "example": further},
                "previous": {**link, "example": None},
                "results": schema,
            },
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        size = {"type": "integer", "minimum": 1, "maximum": self.max_page_size}
        return [
            {
                "name": CURSOR,
                "in": "query",
                "required": False,
                "description": "Where to go on, from the last answer's “next” or “previous”. Good "
                "for a day, for this list with these filters; anything else is answered with 400.",
                "schema": {"type": "string", "minLength": 1},
            },
            {
                "name": PAGE_SIZE,
                "in": "query",
                "required": False,
                "description": "Rows an answer. Another number than these is answered with 400.",
                "schema": {**size, "default": self.page_size},
            },
        ]


def _after(order: list[str], values: list[Any]) -> Q:
    """Rows behind these values: the first differs, or it is equal and the second differs, …"""
    condition = Q()
    equal = Q()
    for name, value in zip(order, values, strict=True):
        field, word = (name[1:], "lt") if name.startswith("-") else (name, "gt")
        condition |= equal & Q(**{f"{field}__{word}": value})
        equal &= Q(**{field: value})
    return condition


def _reversed(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _written(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else str(value)
