"""Queries whose SQL is made once a process: for the few that stand on the way of every call.

Django makes a query's SQL anew each time it is asked, which takes longer than the answer.
"""

from collections.abc import Callable, Iterable, Sequence
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
        """The rows as objects, annotations included but nothing related: 1 query."""
        return self._made.objects(self.rows(**values))

    def rows(self, **values: Any) -> list[tuple[Any, ...]]:
        """The rows as they come, for a queryset of ``values_list``: 1 query."""
        made = self._made
        with connections[made.alias].cursor() as cursor:
            cursor.execute(made.sql, [_filled(one, values) for one in made.params])
            found: list[tuple[Any, ...]] = cursor.fetchall()
            return found

    @cached_property
    def _made(self) -> "Made[M]":
        blanks = {name: Blank(name, STAND_INS[kind]()) for name, kind in self._blanks.items()}
        queryset = self._query(**{name: blank.stand_in for name, blank in blanks.items()})
        alias = router.db_for_read(queryset.model)
        compiler = queryset.query.get_compiler(alias)
        sql, params = compiler.as_sql()
        places = [_blank_at(one, blanks.values()) for one in params]
        if lost := [name for name, blank in blanks.items() if blank not in places]:
            raise ValueError(f"Not a parameter of the query: {lost}")
        return Made(queryset.model, alias, sql, places, compiler)


@dataclass(frozen=True)
class Made(Generic[M]):
    """A query as the database gets it, and how its rows are read."""

    model: type[M]
    alias: str
    sql: str
    params: list[Any]
    compiler: Any

    def objects(self, rows: Iterable[tuple[Any, ...]]) -> list[M]:
        if self._converters:
            rows = self.compiler.apply_converters(rows, self._converters)
        return [self._object(row) for row in rows]

    def _object(self, row: Sequence[Any]) -> M:
        made = self.model.from_db(self.alias, self._columns, row[: len(self._columns)])
        for name, place in self._annotations.items():
            setattr(made, name, row[place])
        return made

    @cached_property
    def _converters(self) -> dict[int, Any]:
        """By place, for columns that Django makes something else of."""
        select = [expression for expression, *_ in self.compiler.select]
        converters: dict[int, Any] = self.compiler.get_converters(select)
        return converters

    @cached_property
    def _columns(self) -> list[str]:
        """The model's own come first."""
        places = self.compiler.klass_info["select_fields"]
        return [self.compiler.select[place][0].target.attname for place in places]

    @cached_property
    def _annotations(self) -> dict[str, int]:
        places: dict[str, int] = self.compiler.annotation_col_map
        return places


@dataclass(frozen=True)
class Blank:
    """A value that is filled in, and what stood in its place while the SQL was made."""

    name: str
    stand_in: Any


def _blank_at(parameter: Any, blanks: Iterable[Blank]) -> Any:
    return next((one for one in blanks if one.stand_in == parameter), parameter)


def _filled(parameter: Any, values: dict[str, Any]) -> Any:
    return values[parameter.name] if isinstance(parameter, Blank) else parameter
