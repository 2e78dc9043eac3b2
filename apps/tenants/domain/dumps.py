"""Dumps of one studio: their manifest, and the way of a schema to another name."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

FORMAT = "cineradar-dump-1"
COPY = re.compile(rb"^COPY .* FROM stdin;\s*$")
END_OF_COPY = (b"\\.\n", b"\\.\r\n")


@dataclass(frozen=True)
class TableSum:
    """How many rows, and a digest of all of them that does not depend on their order on disk."""

    rows: int
    digest: str


@dataclass(frozen=True)
class Manifest:
    """What a dump holds: sums of tables and sequences, and the SHA-256 of each of its files."""

    studio_pk: str
    slug: str
    schema: str
    made_at: str
    migrations: list[str]
    tables: dict[str, TableSum]
    sequences: dict[str, int | None]
    files: dict[str, str]
    format: str = FORMAT

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Manifest":
        """Raises ValueError for anything that is not a manifest of this format."""
        if value.get("format") != FORMAT:
            raise ValueError(f"This is no dump of the format {FORMAT}.")
        tables = {name: TableSum(**total) for name, total in value["tables"].items()}
        return cls(**{**value, "tables": tables})


def differences(expected: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """The names whose values differ, or that only one of the two has."""
    return sorted(
        name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name)
    )


def renamed(lines: Iterable[bytes], schema: str, new_schema: str) -> Iterator[bytes]:
    """pg_dump's script with another schema's name in its statements; rows pass as they are.

    pg_dump qualifies every name, and our names need no quotes. A row of COPY is one line.
    """
    name = re.escape(schema.encode())
    qualified = re.compile(rb'(?<![\w."$])"?' + name + rb'"?(?=\.)')
    alone = re.compile(rb'\bSCHEMA "?' + name + rb'"?(?=[ ;])')
    in_rows = False
    for line in lines:
        if in_rows:
            in_rows = line not in END_OF_COPY
            yield line
            continue
        in_rows = COPY.match(line) is not None
        line = qualified.sub(new_schema.encode(), line)
        yield alone.sub(b"SCHEMA " + new_schema.encode(), line)
