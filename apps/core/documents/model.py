"""A report, described once: frozen values that know nothing of files, pages or slides.

Cells are values, not text: each kind of file writes them as it can, in the report's language.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

Number = int | float | Decimal
Value = str | Number | date | datetime | bool | None


class Kind(StrEnum):
    """What a value means, and so how it is written."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"  # 0.25 is 25 %
    BYTES = "bytes"
    SECONDS = "seconds"
    DAY = "day"
    MOMENT = "moment"
    MARK = "mark"  # yes or no


NUMERIC = {Kind.NUMBER, Kind.SHARE, Kind.BYTES, Kind.SECONDS}


class ChartKind(StrEnum):
    LINE = "line"
    BAR = "bar"
    STACKED = "stacked"
    DONUT = "donut"


@dataclass(frozen=True)
class Paragraph:
    text: str


@dataclass(frozen=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True)
class Figure:
    """One number that is worth large letters."""

    label: str
    value: Value
    kind: Kind = Kind.NUMBER
    note: str = ""


@dataclass(frozen=True)
class Figures:
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Column:
    """``width`` is a share of the table's: a column of 2 is twice as wide as one of 1."""

    name: str
    kind: Kind = Kind.TEXT
    width: float = 1

    @property
    def is_numeric(self) -> bool:
        return self.kind in NUMERIC


@dataclass(frozen=True)
class Table:
    """``empty`` is said instead of a table without rows. Raises ValueError for a crooked one."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""
    empty: str = ""

    def __post_init__(self) -> None:
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.title}: every row has one cell a column.")


@dataclass(frozen=True)
class Series:
    name: str
    values: tuple[Number | None, ...]


@dataclass(frozen=True)
class Chart:
    """Raises ValueError unless every series has one value a label."""

    title: str
    kind: ChartKind
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    value_kind: Kind = Kind.NUMBER
    note: str = ""

    def __post_init__(self) -> None:
        if any(len(series.values) != len(self.labels) for series in self.series):
            raise ValueError(f"{self.title}: every series has one value a label.")

    @property
    def has_values(self) -> bool:
        return any(value for series in self.series for value in series.values)


Block = Paragraph | Bullets | Figures | Table | Chart


@dataclass(frozen=True)
class Section:
    """``flows_on``: on paper it goes on where the one before ends, instead of on a new page."""

    title: str
    blocks: tuple[Block, ...]
    lead: str = ""
    flows_on: bool = False


@dataclass(frozen=True)
class Document:
    """``facts`` stand on the cover: for which time, made when, by whom. ``language`` is a code of
    ours; the texts are in it already, the values are written in it."""

    title: str
    subtitle: str
    language: str
    made_at: datetime
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]

    def tables(self) -> Iterator[tuple[Section, Table]]:
        for section in self.sections:
            for block in section.blocks:
                if isinstance(block, Table):
                    yield section, block
