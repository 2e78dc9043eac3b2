"""PDF by WeasyPrint: tagged for screen readers, in our own letters, without a single request.

Loading this module takes seconds: workers do, web processes never.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.safestring import SafeString, mark_safe
from PIL import ImageFile
from pydyf import Stream
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from apps.core.documents.charts import HEIGHT, WIDTH, Label, drawing_of
from apps.core.documents.fonts import SCRIPTS, Face, faces_of
from apps.core.documents.look import Look
from apps.core.documents.model import (
    Block,
    Bullets,
    Chart,
    Column,
    Document,
    Figures,
    Paragraph,
    Table,
    Value,
)
from apps.core.documents.text import one_line, plain
from apps.core.documents.wording import in_words, said

SCHEME = "report"
VARIANT = "pdf/ua-1"
GENERATOR = "CineRadar"
# The text on the page is 174 mm wide, and so is every chart.
MILLIMETRE = 174 / WIDTH
LABEL_WIDTH, BASELINE = 60, 3.1
ANCHORS = {"start": ("left", 0.0), "middle": ("center", 0.5), "end": ("right", 1.0)}
# WeasyPrint allows broken pictures, for the whole process. What people send must be whole.
ImageFile.LOAD_TRUNCATED_IMAGES = False
# A line for every table of every font and every page says nothing to anybody.
for talkative in ("fontTools", "weasyprint.progress"):
    logging.getLogger(talkative).setLevel(logging.WARNING)


class Refused(ValueError):
    """The page asked for something that is not its own."""


@dataclass(frozen=True)
class Asset:
    content: bytes
    content_type: str


class OwnAssets(URLFetcher):
    """Answers for the report's own pictures and letters and for nothing else: no network, no disk."""

    def __init__(self, assets: dict[str, Asset]) -> None:
        super().__init__(allowed_protocols=[SCHEME])
        self._assets = assets

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        asset = self._assets.get(url)
        if asset is None:
            raise Refused(f"A report fetches nothing: {url[:80]}")
        return URLFetcherResponse(url, asset.content, {"Content-Type": asset.content_type})


def pdf_of(document: Document, look: Look) -> bytes:
    """The report as a PDF/UA file."""
    with translation.override(document.language):
        sheet = Sheet(document, look)
        page = render_to_string("core/documents/report.html", sheet.context())
        style = render_to_string("core/documents/report.css", sheet.style())
    fetcher, fonts = OwnAssets(sheet.assets), FontConfiguration()
    css = CSS(string=style, url_fetcher=fetcher, font_config=fonts, base_url=f"{SCHEME}:/")
    html = HTML(string=page, url_fetcher=fetcher, base_url=f"{SCHEME}:/")
    drawn: bytes = html.write_pdf(
        stylesheets=[css],
        font_config=fonts,
        finisher=_drop_empty_strings,
        pdf_variant=VARIANT,
        pdf_tags=True,
    )
    return drawn


def _drop_empty_strings(document: Any, file: Any) -> None:
    """Between the marks of Indian scripts WeasyPrint writes strings without a glyph. PDFium, which
    Chrome shows PDFs with, then forgets the last movement of the line and draws letters over each
    other; other readers do not mind, nor miss them."""
    for part in file.objects:
        if isinstance(part, Stream):
            part.stream = [_without_empty_strings(line) for line in part.stream]


def _without_empty_strings(line: Any) -> Any:
    is_text = isinstance(line, bytes) and line.startswith(b"[") and line.endswith(b"] TJ")
    return line.replace(b"<>", b" ") if is_text else line


class Sheet:
    """What the templates need, and the assets that the page may ask for."""

    def __init__(self, document: Document, look: Look) -> None:
        self.document, self.look = document, look
        self.assets: dict[str, Asset] = {}
        self.widths: list[tuple[str, int, str]] = []
        self.places: list[dict[str, str]] = []
        if look.logo:
            self._keep("logo", look.logo, "image/png")

    def context(self) -> dict[str, Any]:
        document = self.document
        return {
            "language": document.language,
            "generator": GENERATOR,
            "owner": one_line(self.look.name),
            "logo": self._url("logo") if self.look.logo else "",
            "title": one_line(document.title),
            "subtitle": plain(document.subtitle),
            "facts": [(one_line(name), one_line(value)) for name, value in document.facts],
            "sections": [
                {
                    "anchor": f"part-{index}",
                    "title": one_line(section.title),
                    "lead": plain(section.lead),
                    "flows_on": section.flows_on,
                    "blocks": [self._block(block) for block in section.blocks],
                }
                for index, section in enumerate(document.sections)
            ],
        }

    def style(self) -> dict[str, Any]:
        look = self.look
        return {
            "look": look,
            "widths": self.widths,
            "places": self.places,
            "chart_height": f"{HEIGHT * MILLIMETRE:.2f}mm",
            "faces": [self._face(face) for face in self._faces()],
            "display": self._families(look.display.key, look.body.key),
            "body": self._families(look.body.key),
            "owner": _css_text(look.name),
            "title": _css_text(self.document.title),
        }

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph():
                return {"kind": "paragraph", "text": plain(block.text)}
            case Bullets():
                return {"kind": "bullets", "items": [plain(item) for item in block.items]}
            case Figures():
                figures = [_figure(one) for one in block.figures]
                return {"kind": "figures", "figures": figures, "in_fours": len(figures) % 3 == 1}
            case Table():
                return {"kind": "table", **self._table(block)}
            case Chart():
                return {"kind": "chart", **self._chart(block)}

    def _table(self, table: Table) -> dict[str, Any]:
        """The columns' widths go into the style sheet, under the table's own name."""
        name = f"table-{len(self.widths)}"
        whole = sum(column.width for column in table.columns)
        for index, column in enumerate(table.columns, start=1):
            self.widths.append((name, index, f"{100 * column.width / whole:.2f}%"))
        return {
            "name": name,
            "title": one_line(table.title),
            "note": plain(table.note),
            "empty": plain(table.empty),
            "columns": [
                {"name": one_line(column.name), "is_numeric": column.is_numeric}
                for column in table.columns
            ],
            "rows": [_row(table.columns, row) for row in table.rows],
        }

    def _chart(self, chart: Chart) -> dict[str, Any]:
        name = f"chart-{len(self.assets)}"
        drawing = drawing_of(chart, self.look.series)
        self._keep(name, drawing.svg.encode(), "image/svg+xml")
        labels = [(f"{name}-{index}", label) for index, label in enumerate(drawing.labels)]
        self.places += [_place(anchor, label) for anchor, label in labels]
        return {
            "title": one_line(chart.title),
            "note": plain(chart.note),
            "alt": in_words(chart),
            "url": self._url(name),
            "labels": [(anchor, label.text) for anchor, label in labels],
            "has_values": chart.has_values,
        }

    def _faces(self) -> Iterator[Face]:
        keys = dict.fromkeys([self.look.body.key, self.look.display.key, *SCRIPTS])
        for key in keys:
            yield from faces_of(key)

    def _face(self, face: Face) -> dict[str, str]:
        self._keep(face.family, face.file.read_bytes(), "font/woff2")
        return {"family": face.family, "url": self._url(face.family)}

    def _families(self, *keys: str) -> SafeString:
        """Font families in the order they are tried: our own names, which need no escaping."""
        names = [face.family for key in (*keys, *SCRIPTS) for face in faces_of(key)]
        quoted = ", ".join(f'"{name}"' for name in names)
        return mark_safe(f"{quoted}, sans-serif")  # noqa: S308  # nosec B308, B703  # escaped before

    def _keep(self, name: str, content: bytes, content_type: str) -> None:
        self.assets[self._url(name)] = Asset(content, content_type)

    @staticmethod
    def _url(name: str) -> str:
        return f"{SCHEME}:/{name}"


def _place(name: str, label: Label) -> dict[str, str]:
    """Where the page puts a chart's word: a box of one line, its text at the start, middle or end."""
    align, back = ANCHORS[label.anchor]
    return {
        "name": name,
        "left": f"{label.x * MILLIMETRE - back * LABEL_WIDTH:.2f}mm",
        "top": f"{label.y * MILLIMETRE - BASELINE:.2f}mm",
        "width": f"{LABEL_WIDTH}mm",
        "align": align,
        "colour": label.colour,
    }


def _figure(figure: Any) -> dict[str, str]:
    return {
        "label": one_line(figure.label),
        "value": said(figure.value, figure.kind),
        "note": one_line(figure.note),
    }


def _row(columns: tuple[Column, ...], row: tuple[Value, ...]) -> list[dict[str, Any]]:
    return [
        {"text": said(value, column.kind), "is_numeric": column.is_numeric}
        for column, value in zip(columns, row, strict=True)
    ]


def _css_text(text: str) -> SafeString:
    """``text`` as a CSS string: every sign that is no letter or digit is written as its number, so
    whatever somebody calls a studio stays a string."""
    body = "".join(
        sign if sign.isalnum() or sign in " .,:-" else f"\\{ord(sign):x} "
        for sign in one_line(text)
    )
    return mark_safe(f'"{body}"')  # noqa: S308  # nosec B308, B703  # escaped before
