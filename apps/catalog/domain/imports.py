"""A table of films somebody prepared in a spreadsheet: read line by line, mistakes by their line."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

COLUMNS = (
    "slug",
    "title",
    "tagline",
    "synopsis",
    "year",
    "maturity",
    "director",
    "cast",
    "genres",
    "tags",
    "original_language",
    "access_level",
    "accent",
    "publish_at",
    "series",
    "season",
    "number",
)
LISTS = ("genres", "tags")
SEPARATOR = "|"
MOST_LINES = 5000
MOST_BYTES = 5 * 1024**2
DELIMITERS = ",;\t"
MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))


class Fault(StrEnum):
    """What can be wrong with a file, a line or a cell."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    TOO_MANY_LINES = "too_many_lines"
    NOT_TEXT = "not_text"
    MALFORMED = "malformed"
    NO_TITLE_COLUMN = "no_title_column"
    UNKNOWN_COLUMN = "unknown_column"
    COLUMN_TWICE = "column_twice"
    TOO_MANY_CELLS = "too_many_cells"
    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    NOT_A_CHOICE = "not_a_choice"
    NOT_AN_ADDRESS = "not_an_address"
    NOT_A_COLOUR = "not_a_colour"
    NOT_A_TIME = "not_a_time"
    TWICE = "twice"
    TOO_MANY = "too_many"
    UNKNOWN_SERIES = "unknown_series"
    EPISODE_INCOMPLETE = "episode_incomplete"
    NUMBER_TAKEN = "number_taken"


@dataclass(frozen=True)
class Mistake:
    """``line`` counts as an editor shows the file, from 1; ``value`` is what stood there."""

    line: int
    column: str
    fault: Fault
    value: str = ""


@dataclass
class Line:
    """One title: the cells that the file has a column for, each as its type."""

    number: int
    cells: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    columns: tuple[str, ...]
    lines: list[Line]
    mistakes: list[Mistake]


Reader = Callable[[str], Any]


class Wrong(ValueError):
    """A cell that cannot be read."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def read_table(content: bytes, readers: Mapping[str, Reader]) -> Table:
    """The lines of a CSV file and everything that is wrong with them.

    Takes UTF-8, UTF-16 and Windows-1252; commas, semicolons and tabs. ``readers`` turn a cell into
    its value or raise Wrong; an empty cell is the column's empty value, which the reader gives.
    """
    if len(content) > MOST_BYTES:
        return _refused(Fault.TOO_LARGE)
    try:
        rows = list(_rows(text_of(content)))
    except UnicodeDecodeError:
        return _refused(Fault.NOT_TEXT)
    except csv.Error:
        return _refused(Fault.MALFORMED)
    if not rows:
        return _refused(Fault.EMPTY)
    if len(rows) > MOST_LINES + 1:
        return _refused(Fault.TOO_MANY_LINES)
    (line, head), *body = rows
    columns = tuple(name.strip().casefold().replace(" ", "_") for name in head)
    mistakes = _wrong_columns(line, columns)
    if mistakes:
        return Table(columns, [], mistakes)
    return _read_lines(columns, body, readers)


def text_of(content: bytes) -> str:
    """Raises UnicodeDecodeError for what is no text."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return content.decode(encoding)
    if b"\0" in content:
        raise UnicodeDecodeError("utf-8", content[:1], 0, 1, "binary")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("cp1252")


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that holds something, with the line on which it begins."""
    first = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begins = 1
    for row in reader:
        if any(cell.strip() for cell in row):
            yield begins, row
        begins = reader.line_num + 1


def _wrong_columns(line: int, columns: tuple[str, ...]) -> list[Mistake]:
    unknown = [
        Mistake(line, name, Fault.UNKNOWN_COLUMN, name) for name in columns if name not in COLUMNS
    ]
    twice = {name for name in columns if columns.count(name) > 1}
    mistakes = unknown + [Mistake(line, name, Fault.COLUMN_TWICE, name) for name in sorted(twice)]
    if "title" not in columns and "slug" not in columns:
        mistakes.append(Mistake(line, "title", Fault.NO_TITLE_COLUMN))
    return mistakes


def _read_lines(
    columns: tuple[str, ...], rows: list[tuple[int, list[str]]], readers: Mapping[str, Reader]
) -> Table:
    lines: list[Line] = []
    mistakes: list[Mistake] = []
    for number, row in rows:
        if len(row) > len(columns):
            mistakes.append(Mistake(number, columns[-1], Fault.TOO_MANY_CELLS))
            continue
        line = Line(number)
        lines.append(line)
        for name, cell in zip(columns, row, strict=False):
            try:
                line.cells[name] = readers[name](cell.strip())
            except Wrong as wrong:
                mistakes.append(Mistake(number, name, wrong.fault, cell.strip()[:80]))
    return Table(columns, lines, mistakes)


def _refused(fault: Fault) -> Table:
    return Table((), [], [Mistake(1, "", fault)])


def text(longest: int, *, required: bool = False) -> Reader:
    def read(cell: str) -> str:
        if required and not cell:
            raise Wrong(Fault.MISSING)
        if len(cell) > longest:
            raise Wrong(Fault.TOO_LONG)
        return cell

    return read


def number(least: int, most: int) -> Reader:
    def read(cell: str) -> int | None:
        if not cell:
            return None
        if not (cell.isascii() and cell.isdigit()):
            raise Wrong(Fault.NOT_A_NUMBER)
        if len(cell) > len(str(most)) or not least <= int(cell) <= most:
            raise Wrong(Fault.OUT_OF_RANGE)
        return int(cell)

    return read


def choice(values: Mapping[str, str], empty: str) -> Reader:
    """``values`` by what may stand in the file, folded: values and their labels."""

    def read(cell: str) -> str:
        if not cell:
            return empty
        found = values.get(cell.casefold())
        if found is None:
            raise Wrong(Fault.NOT_A_CHOICE)
        return found

    return read


def names(longest: int, most: int) -> Reader:
    """Several names with a bar between them; each once."""

    def read(cell: str) -> list[str]:
        found = list(dict.fromkeys(filter(None, (name.strip() for name in cell.split(SEPARATOR)))))
        if len(found) > most:
            raise Wrong(Fault.TOO_MANY)
        if any(len(name) > longest for name in found):
            raise Wrong(Fault.TOO_LONG)
        return found

    return read


def matching(fits: Callable[[str], object], fault: Fault, longest: int) -> Reader:
    """A text of one form, or none."""

    def read(cell: str) -> str:
        if len(cell) > longest:
            raise Wrong(Fault.TOO_LONG)
        if cell and not fits(cell):
            raise Wrong(fault)
        return cell

    return read


def moment(cell: str) -> datetime | None:
    """2026-12-24T18:00+05:30, or without a zone, which the reader of the file adds."""
    if not cell:
        return None
    try:
        return datetime.fromisoformat(cell)
    except ValueError as error:
        raise Wrong(Fault.NOT_A_TIME) from error
