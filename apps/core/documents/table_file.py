"""CSV: the report's tables and figures one below the other, as plain values for a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from django.utils import translation

from apps.core.cells import BYTE_ORDER_MARK, safe_cell
from apps.core.documents.look import Look
from apps.core.documents.model import Block, Bullets, Chart, Document, Figures, Paragraph, Table
from apps.core.documents.text import one_line, plain


def csv_of(document: Document, look: Look) -> bytes:
    """Numbers are written as numbers and times in ISO form, so that both can be reckoned with."""
    file = io.StringIO()
    writer = csv.writer(file)
    with translation.override(document.language):
        writer.writerows([_cell(value) for value in row] for row in _rows(document, look))
    return (BYTE_ORDER_MARK + file.getvalue()).encode()


def _rows(document: Document, look: Look) -> Iterator[list[Any]]:
    yield [one_line(look.name), one_line(document.title)]
    yield from ([name, value] for name, value in document.facts)
    for section in document.sections:
        yield []
        yield [one_line(section.title)]
        for block in section.blocks:
            yield from _block(block)


def _block(block: Block) -> Iterator[list[Any]]:
    match block:
        case Paragraph():
            yield [plain(block.text)]
        case Bullets():
            yield from ([plain(item)] for item in block.items)
        case Figures():
            yield from ([figure.label, figure.value] for figure in block.figures)
        case Chart():
            yield []
            yield [block.title, *(series.name for series in block.series)]
            columns = [series.values for series in block.series]
            yield from ([*row] for row in zip(block.labels, *columns, strict=True))
        case Table():
            yield []
            yield [block.title]
            yield [column.name for column in block.columns]
            yield from ([*row] for row in block.rows)


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return safe_cell(plain(value))
    return safe_cell(value.isoformat() if hasattr(value, "isoformat") else value)
