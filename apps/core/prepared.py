"""Queries whose SQL is made once a process: for the few that stand on the way of every call.

Django makes a query's SQL anew each time it is asked, which takes longer than the answer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID, uuid4

from django.db import connections, models, router

M = TypeVar("M", bound=models.Model)
# What a blank is while the SQL is made: found again among the parameters, where it is replaced.
STAND_INS: dict[type, Callable[[], Any]] = {
    UUID: uuid4,
    datetime: lambda: datetime.fromtimestamp(uuid4().int % 2**31, UTC),
    str: lambda: f"stand-in {uuid4()}",
}


class Prepared(Generic[M]):
    """``query(**blanks)`` builds it; ``blanks`` are the types of what is filled in at each asking.

    Whatever else the queryset is made of must be the same for ever.
    """

    def __init__(self, query: Callable[..., models.QuerySet[M, Any]], **blanks: type) -> None:
        self._query, self._blanks = query, blanks

    def objects(self, **values: Any) -> list[M]:
        """The rows as objects, annotations included: 1 query."""
        model, sql, params = self._made
        return list(model._default_manager.raw(sql, [_filled(one, values) for one in params]))

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows as they come, for a queryset of ``values_list``: 1 query."""
        model, sql, params = self._made
        with connections[router.db_for_read(model)].cursor() as cursor:
            cursor.execute(sql, [_filled(one, values) for one in params])
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    @cached_property
    def _made(self) -> tuple[type[M], str, list[Any]]:
        blanks = {name: Blank(name, STAND_INS[kind]()) for name, kind in self._blanks.items()}
        queryset = self._query(**{name: blank.stand_in for name, blank in blanks.items()})
        sql, params = queryset.query.sql_with_params()
        places = [_blank_at(one, blanks.values()) for one in params]
        if lost := [name for name, blank in blanks.items() if blank not in places]:
            raise ValueError(f"Not a parameter of the query: {lost}")
        return queryset.model, sql, places


@dataclass(frozen=True)
class Blank:
    """A value that is filled in, and what stood in its place while the SQL was made."""

    name: str
    stand_in: Any


def _blank_at(parameter: Any, blanks: Iterable[Blank]) -> Any:
    return next((one for one in blanks if one.stand_in == parameter), parameter)


def _filled(parameter: Any, values: dict[str, Any]) -> Any:
    return values[parameter.name] if isinstance(parameter, Blank) else parameter
