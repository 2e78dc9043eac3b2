"""Slides by python-pptx: native charts and tables that people can go on editing."""

import io
from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from pptx import Presentation
from pptx.util import Emu, Inches

from apps.core.documents.look import Look
from apps.core.documents.model import (
    Block,
    Bullets,
    Chart,
    Document,
    Figures,
    Paragraph,
    Section,
    Table,
)
from apps.core.documents.pptx_blocks import add_chart, add_figures, add_points, add_table
from apps.core.documents.pptx_parts import (
    MUTED,
    WHITE,
    Box,
    Style,
    colour_of,
    describe,
    rectangle,
    slide_number,
    text_box,
    write,
)
from apps.core.documents.pptx_theme import dress
from apps.core.documents.text import one_line, plain

WIDTH, HEIGHT = 13.333, 7.5
EDGE = 0.75
TITLE_ONLY = 5
BODY = Box(EDGE, 1.75, WIDTH - 2 * EDGE, 4.75)
ROWS_A_SLIDE = 11
POINTS_A_SLIDE = 8


def slides_of(document: Document, look: Look) -> bytes:
    """The report as a 16:9 presentation, its texts and numbers in the report's language."""
    with translation.override(document.language):
        return Deck(document, look).drawn()


class Deck:
    """One presentation on its way."""

    def __init__(self, document: Document, look: Look) -> None:
        self.document, self.look, self.language = document, look, document.language
        self.file = Presentation()
        self.file.slide_width, self.file.slide_height = Inches(WIDTH), Inches(HEIGHT)
        dress(self.file, look)
        self._describe_file()

    def drawn(self) -> bytes:
        self._cover()
        for section in self.document.sections:
            self._opening(section)
            for block in section.blocks:
                self._block(section, block)
        target = io.BytesIO()
        self.file.save(target)
        return target.getvalue()

    def _describe_file(self) -> None:
        properties, document = self.file.core_properties, self.document
        properties.title, properties.subject = one_line(document.title), one_line(document.subtitle)
        properties.author = properties.last_modified_by = one_line(self.look.name)
        properties.language, properties.keywords = self.language, ""
        properties.created = properties.modified = document.made_at.replace(tzinfo=None)

    def _slide(self, title: str, style: Style, box: Box) -> Any:
        """A slide with a real title: its outline and screen readers know it by that."""
        slide = self.file.slides.add_slide(self.file.slide_layouts[TITLE_ONLY])
        holder = slide.shapes.title
        holder.left, holder.top, holder.width, holder.height = box.emu
        holder.text_frame.margin_left = 0
        write(holder, one_line(title), style, self.language)
        return slide

    def _dark_slide(self, title: str, *, size: float, top: float) -> Any:
        style = Style(size, WHITE, bold=True, face="+mj-lt")
        slide = self._slide(title, style, Box(EDGE, top, WIDTH - 2 * EDGE, 1.5))
        fill = slide.background.fill
        fill.solid()
        fill.fore_color.rgb = colour_of(self.look.night)
        rectangle(slide, Box(EDGE, top - 0.35, 1.3, 0.12), self.look.on_night)
        return slide

    def _cover(self) -> None:
        slide = self._dark_slide(self.document.title, size=44, top=2.75)
        self._logo(slide)
        facts = "\n".join(f"{name}: {value}" for name, value in self.document.facts)
        for text, y, style in (
            (self.document.subtitle, 4.3, Style(20, "#e7e9ee")),
            (facts, 5.35, Style(14, "#c3c8d2")),
        ):
            text_box(slide, Box(EDGE, y, WIDTH - 2 * EDGE, 0.9), text, style, self.language)
        self._notes(slide, self.document.subtitle)

    def _logo(self, slide: Any) -> None:
        box = Box(EDGE, 0.75, 6, 0.6)
        if not self.look.logo:
            style = Style(20, WHITE, bold=True, face="+mj-lt")
            text_box(slide, box, self.look.name, style, self.language)
            return
        picture = slide.shapes.add_picture(
            io.BytesIO(self.look.logo), Inches(box.x), Inches(box.y), height=Inches(0.75)
        )
        if picture.width > Inches(4):
            picture.height = Emu(int(picture.height * Inches(4) / picture.width))
            picture.width = Inches(4)
        describe(picture, self.look.name, "Logo")

    def _opening(self, section: Section) -> None:
        slide = self._dark_slide(section.title, size=36, top=3.0)
        box = Box(EDGE, 4.3, WIDTH - 2 * EDGE, 1.5)
        text_box(slide, box, section.lead, Style(18, "#e7e9ee"), self.language)
        self._notes(slide, section.lead)

    def _block(self, section: Section, block: Block) -> None:
        match block:
            case Figures():
                slide = self._page(section.title, section)
                self._notes(slide, add_figures(slide, BODY, block, self.look, self.language))
            case Chart():
                slide = self._page(block.title, section)
                told = add_chart(slide, BODY, block, self.look, self.language)
                self._notes(slide, f"{told}\n{block.note}")
            case Table():
                self._table(section, block)
            case Bullets():
                self._points(section, block.items)
            case Paragraph():
                self._points(section, (block.text,))

    def _table(self, section: Section, table: Table) -> None:
        title = table.title or section.title
        if not table.rows:
            self._points(section, (table.empty,), title=title)
            return
        pieces = list(_pieces(table.rows, ROWS_A_SLIDE))
        for number, rows in enumerate(pieces, start=1):
            part = f" ({number}/{len(pieces)})" if len(pieces) > 1 else ""
            slide = self._page(f"{title}{part}", section)
            add_table(slide, BODY, table, rows, self.look, self.language)
            self._notes(slide, table.note)

    def _points(self, section: Section, items: tuple[str, ...], *, title: str = "") -> None:
        for points in _pieces(items, POINTS_A_SLIDE):
            slide = self._page(title or section.title, section)
            add_points(slide, BODY, points, self.language)
            self._notes(slide, "")

    def _page(self, title: str, section: Section) -> Any:
        style = Style(28, bold=True, face="+mj-lt")
        slide = self._slide(title, style, Box(EDGE, 0.7, WIDTH - 2 * EDGE, 0.8))
        rectangle(slide, Box(EDGE, 0.5, 0.9, 0.08), self.look.brand_text)
        self._foot(slide, section)
        return slide

    def _foot(self, slide: Any, section: Section) -> None:
        where = f"{self.look.name}  ·  {self.document.title}  ·  {section.title}"
        box = Box(EDGE, 6.95, WIDTH - 2 * EDGE - 1, 0.3)
        text_box(slide, box, one_line(where), Style(10, MUTED), self.language)
        slide_number(slide, Box(WIDTH - EDGE - 0.9, 6.95, 0.9, 0.3), Style(10, MUTED))

    def _notes(self, slide: Any, text: str) -> None:
        made = _("Made from the studio's own figures; nothing was entered by hand.")
        slide.notes_slide.notes_text_frame.text = plain(f"{text}\n{made}").strip()


def _pieces(items: tuple[Any, ...], most: int) -> Iterator[tuple[Any, ...]]:
    for first in range(0, len(items), most):
        yield items[first : first + most]
