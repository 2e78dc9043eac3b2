"""Reads the table. A cell says what happens, and ``+`` that something is written in the database."""

from dataclasses import dataclass
from typing import Any

from tests.permissions import desk_table, table, watching_table


@dataclass(frozen=True)
class Row:
    host: str
    route: str
    method: str
    expected: tuple[tuple[str, str], ...]  # (column, cell)

    def __str__(self) -> str:
        return f"{self.host}-{self.route}-{self.method}"


def all_rows() -> list[Row]:
    both = [*rows_of("platform", table.EVERY_HOST), *rows_of("studio", table.EVERY_HOST)]
    studio = [
        watching_table.WATCHING,
        table.STUDIO_SITE,
        table.DESK,
        desk_table.DESK_CATALOGUE,
        table.DESK_API,
    ]
    one = [row for text in studio for row in rows_of("studio", text)]
    return [*both, *rows_of("platform", table.PLATFORM), *one]


def rows_of(host: str, text: str) -> list[Row]:
    head, *lines = [line.split() for line in text.strip().splitlines() if line.strip()]
    columns = head[2:]
    return [
        Row(host, route, method, tuple(zip(columns, cells, strict=True)))
        for route, method, *cells in lines
    ]


def cell(response: Any, *, wrote: bool) -> str:
    """``login`` and ``again`` are the ways to the sign-in page and to proving oneself again."""
    word = str(response.status_code)
    target = response.headers.get("Location", "")
    if target.startswith("/accounts/login/?next="):
        word = "login"
    elif "/reauthenticate/" in target:
        word = "again"
    return word + "+" * wrote
