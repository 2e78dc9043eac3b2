"""Whatever people type into a name or a title, a report of it can be drawn and is nothing but text."""

import io
from collections import Counter
from dataclasses import replace

import tinyhtml5
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation

from apps.core.cells import safe_cell
from apps.core.documents.builders import Format, build
from apps.core.documents.charts import drawing_of
from apps.core.documents.model import (
    Chart,
    ChartKind,
    Column,
    Document,
    Figure,
    Figures,
    Kind,
    Section,
    Series,
    Table,
)
from apps.core.documents.pdf import Sheet
from apps.core.documents.text import one_line, plain
from tests.core.reports import LOOK, MADE_AT, NAMES, REPORT

# Every sign there is, lone halves of pairs and unassigned ones too, and what is known to hurt.
anything = st.one_of(
    st.text(st.characters(), max_size=60),
    st.sampled_from(NAMES),
    st.text("=+-@\t\r\n '\"<>&;{}%\\", max_size=20),
)
slow = settings(max_examples=8)
quick = settings(max_examples=60)


def document_of(text: str) -> Document:
    """``text`` everywhere a report has room for one."""
    return Document(
        title=text,
        subtitle=text,
        language="en",
        made_at=MADE_AT,
        facts=((text, text),),
        sections=(
            Section(
                text,
                (
                    Table(
                        text,
                        (Column(text), Column(text, Kind.NUMBER)),
                        ((text, 1), (None, None)),
                        text,
                    ),
                    Chart(
                        text,
                        ChartKind.LINE,
                        (text, text),
                        (Series(text, (1, 2)), Series(text, (0, None))),
                        note=text,
                    ),
                    Figures((Figure(text, text, Kind.TEXT, text),)),
                ),
                lead=text,
            ),
        ),
    )


def elements_of(page: str) -> list[str]:
    tree = tinyhtml5.parse(page, namespace_html_elements=False)
    return [element.tag for element in tree.iter() if isinstance(element.tag, str)]


@quick
@given(anything)
def test_the_page_has_the_same_elements_whatever_the_text(text):
    sheets = [Sheet(document_of(words), LOOK) for words in (text, "Rain")]
    pages = [render_to_string("core/documents/report.html", sheet.context()) for sheet in sheets]

    found, expected = (Counter(elements_of(page)) for page in pages)
    # An empty text leaves its paragraph out, one of several lines breaks them; no more than that.
    found.pop("br", None)
    assert found - expected == Counter()


@quick
@given(anything, st.sampled_from(list(ChartKind)))
def test_a_charts_shapes_are_the_same_whatever_the_text(text, kind):
    def drawn(words):
        chart = Chart(words, kind, (words, words), (Series(words, (3, 4)),))
        return drawing_of(chart, LOOK.series).svg

    assert drawn(text) == drawn("Rain")


@quick
@given(anything, anything)
def test_the_style_sheet_has_the_same_rules_whatever_the_names(name, title):
    def rules(studio, report):
        sheet = Sheet(replace(REPORT, title=report), replace(LOOK, name=studio))
        css = render_to_string("core/documents/report.css", sheet.style())
        return [css.count(sign) for sign in "{};@"]

    assert rules(name, title) == rules("Alpha", "Rain")


@slow
@given(anything)
def test_any_text_becomes_a_pdf(text):
    assert build(document_of(text), replace(LOOK, name=text), Format.PDF).startswith(b"%PDF")


@slow
@given(anything)
def test_any_text_becomes_slides_and_is_read_back(text):
    deck = Presentation(io.BytesIO(build(document_of(text), replace(LOOK, name=text), Format.PPTX)))

    shapes = [shape for slide in deck.slides for shape in slide.shapes]
    table = next(shape.table for shape in shapes if shape.has_table)
    assert table.cell(1, 0).text == (one_line(text) or "–")
    chart = next(shape.chart for shape in shapes if shape.has_chart)
    assert [tuple(series.values) for series in chart.plots[0].series] == [(1, 2), (0, None)]


@quick
@given(anything)
def test_any_text_becomes_a_table_file_without_a_formula(text):
    content = build(document_of(text), LOOK, Format.CSV).decode("utf-8-sig")

    assert "\x00" not in content
    stripped = safe_cell(text).lstrip("\u200b\u200e\u200f\u202a\u202e\ufeff \u00a0")
    assert not stripped.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n"))


@given(anything)
def test_what_is_left_of_a_text_can_be_written_anywhere(text):
    left = plain(text)

    left.encode()
    assert plain(left) == left
    etree.fromstring(f"<a>{left.replace('&', '').replace('<', '')}</a>")
