"""One description, three kinds of files, each read back."""

import csv
import io
import subprocess
import sys
from dataclasses import replace

import pypdf
import pytest
from django.conf import settings
from pptx import Presentation
from pptx.util import Emu

from apps.core.documents import pdf as pdf_builder
from apps.core.documents.builders import Format, build
from apps.core.documents.charts import drawing_of, nice_top
from apps.core.documents.model import Chart, ChartKind, Column, Series, Table
from apps.core.documents.pdf import OwnAssets, Refused
from tests.core.reports import LOOK, LOUD, MONTHS, NAMES, REPORT


def pdf(document=REPORT, look=LOOK) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(build(document, look, Format.PDF)))


def slides(document=REPORT, look=LOOK):
    return Presentation(io.BytesIO(build(document, look, Format.PPTX)))


def rows(document=REPORT, look=LOOK) -> list[list[str]]:
    text = build(document, look, Format.CSV).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


def fonts_of(reader: pypdf.PdfReader) -> set[str]:
    names = set()
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            names.add(font.get_object()["/BaseFont"].rpartition("+")[2])
    return names


def links_of(reader: pypdf.PdfReader) -> list[str]:
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return [note["/A"]["/URI"] for note in notes if "/URI" in note.get("/A", {})]


@pytest.fixture(scope="module")
def reader() -> pypdf.PdfReader:
    return pdf()


def test_the_pdf_holds_the_report_page_by_page(reader):
    texts = [page.extract_text() for page in reader.pages]

    assert "Catalogue" in texts[0]
    assert "For\nAna" in texts[0] or "For Ana" in texts[0]
    assert "Contents" in texts[0]
    assert "Overview" in texts[1]
    assert "1,234" in texts[1]
    assert f"2 / {len(texts)}" in texts[1]
    assert reader.metadata.title == "Catalogue"
    assert reader.metadata.author == "Alpha Pictures"


def test_the_head_of_a_long_table_stands_on_every_page(reader):
    texts = [page.extract_text() for page in reader.pages]
    with_films = [text for text in texts if "Film number" in text]

    assert len(with_films) >= 2
    assert all("Title" in text and "Storage" in text for text in with_films)
    assert sum(text.count("Film number") for text in texts) == 60


def test_the_pdf_is_made_for_screen_readers_too(reader):
    root = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "pdfuaid" in root["/Metadata"].get_data().decode()
    tags, alternatives = tags_of(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L"} <= tags
    assert any("Jan 2026: 3" in text for text in alternatives)


def tags_of(root) -> tuple[set[str], list[str]]:
    tags, alternatives, waiting = set(), [], [root]
    while waiting:
        node = waiting.pop().get_object()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            tags.add(node.get("/S", ""))
            alternatives += [node["/Alt"]] if "/Alt" in node else []
            waiting += [node["/K"]] if "/K" in node else []
    return tags, alternatives


def test_letters_are_ours_and_nothing_leads_outside(reader):
    families = {name.partition("-")[0] for name in fonts_of(reader)}

    assert families <= {"archivo", "instrument", "noto"}
    assert links_of(reader) == []


@pytest.mark.parametrize(
    ("language", "script", "word"),
    [
        ("hi", "noto-sans-devanagari", "हिन्दी"),
        ("ta", "noto-sans-tamil", "தமிழ்"),
        ("te", "noto-sans-telugu", "తెలుగు"),
        ("bn", "noto-sans-bengali", "বাংলা"),
    ],
)
def test_our_scripts_are_drawn_with_our_own_faces(language, script, word):
    reader = pdf(replace(REPORT, language=language, title=word, sections=REPORT.sections[:1]))

    assert any(name.startswith(script) for name in fonts_of(reader))
    assert word in reader.pages[0].extract_text()
    assert not any("DejaVu" in name or name.startswith("Noto Sans") for name in fonts_of(reader))


@pytest.mark.parametrize("face", ["archivo", "big-shoulders", "fraunces", "instrument-sans"])
def test_every_face_a_studio_may_choose_is_found(face):
    look = replace(LOOK, display=replace(LOOK.display, key=face))
    reader = pdf(replace(REPORT, sections=REPORT.sections[:1]), look)

    assert any(name.startswith(face) for name in fonts_of(reader))


@pytest.mark.parametrize(
    "url",
    ["https://evil.example/x.png", "http://169.254.169.254/", "file:///etc/passwd", "ftp://evil/x"],
)
def test_a_report_fetches_nothing(url):
    with pytest.raises(Refused):
        OwnAssets({}).fetch(url)


def test_a_logo_stands_on_the_cover_and_a_missing_one_is_the_name(monkeypatch):
    asked = []
    real = OwnAssets.fetch
    monkeypatch.setattr(
        OwnAssets, "fetch", lambda self, url, headers=None: asked.append(url) or real(self, url)
    )
    one = replace(REPORT, sections=REPORT.sections[:1])

    with_logo, without = pdf(one), pdf(one, replace(LOOK, logo=b""))

    assert asked.count(f"{pdf_builder.SCHEME}:/logo") == 1
    assert len(with_logo.pages[0].images) == 1
    assert "Alpha Pictures" in without.pages[0].extract_text()


def test_slides_carry_native_charts_with_exact_values():
    charts = [shape.chart for slide in slides().slides for shape in slide.shapes if shape.has_chart]

    growth, storage = charts
    assert [list(plot.categories) for plot in growth.plots] == [list(MONTHS)]
    assert {series.name: tuple(series.values) for series in growth.plots[0].series} == {
        "All films": (3, 5, 8),
        "On the site": (1, 2, 8),
    }
    assert tuple(storage.plots[0].series[0].values) == (3_000_000_000, 1_500_000_000)
    assert storage.part.chart_workbook.xlsx_part is not None


def test_what_is_counted_has_no_halves_on_its_scale():
    few = Chart("Sign-ins", ChartKind.BAR, ("Oct", "Nov"), (Series("All", (0, 2)),))
    report = replace(REPORT, sections=(replace(REPORT.sections[0], blocks=(few,)),))

    shapes = [shape for slide in slides(report).slides for shape in slide.shapes]

    (drawn,) = [shape.chart for shape in shapes if shape.has_chart]
    assert drawn.value_axis.major_unit == 1


def test_every_slide_has_a_title_and_everything_that_speaks_is_described():
    deck = slides()

    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[0] == "Catalogue"
    assert all(titles)
    for slide in deck.slides:
        assert slide.has_notes_slide
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or shape.shape_type == 13:
                assert shape._element.xpath(".//p:cNvPr/@descr")[0]


def test_long_tables_go_on_on_the_next_slide_with_their_head():
    tables = [shape.table for slide in slides().slides for shape in slide.shapes if shape.has_table]

    assert sum(len(table.rows) - 1 for table in tables) == 60
    assert len(tables) == 6
    assert all(table.cell(0, 0).text == "Title" and table.first_row for table in tables)
    assert tables[0].cell(1, 2).text == "1 h 30 min"


def test_nothing_stands_outside_its_slide():
    deck = slides()
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height + Emu(1)


def test_the_theme_is_the_studios():
    deck = slides()
    theme = next(
        rel.target_part for rel in deck.slide_master.part.rels.values() if "theme" in rel.reltype
    )

    assert b'val="C81D25"' in theme.blob
    assert deck.core_properties.author == "Alpha Pictures"
    assert (deck.slide_width, deck.slide_height) == (12191695, 6858000)


def test_the_table_file_holds_plain_values():
    table = rows()

    assert ["Films", "1234"] in table
    assert ["Jan 2026", "3", "1"] in table
    assert ["Film number 3", "Published", "5580", "2026-03-04", "3000000"] in table


@pytest.mark.parametrize("kind", list(Format))
def test_dangerous_text_is_only_text(kind):
    content = build(LOUD, replace(LOOK, name=NAMES[0]), kind)

    if kind == Format.CSV:
        cells = [
            cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row
        ]
        assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@", "＝"))]
    elif kind == Format.PPTX:
        deck = Presentation(io.BytesIO(content))
        texts = [
            shape.text_frame.text
            for slide in deck.slides
            for shape in slide.shapes
            if shape.has_text_frame
        ]
        assert "\u202e" not in "".join(texts)
        assert any("<img src=x onerror=alert(1)>" in text for text in texts)
    else:
        reader = pypdf.PdfReader(io.BytesIO(content))
        text = "".join(page.extract_text() for page in reader.pages)
        assert "<img src=x onerror=alert(1)>" in " ".join(text.split())
        assert "\u202e" not in text
        assert links_of(reader) == []


def test_a_name_cannot_leave_its_string_in_the_style_sheet(monkeypatch):
    """The studio's name stands in the style sheet, as the head of every page."""
    asked = []
    monkeypatch.setattr(OwnAssets, "fetch", _noting(asked, OwnAssets.fetch))
    name = '"; } @import url(https://evil.example/x.css); @page { content: url(file:///etc/passwd)'

    reader = pdf(
        replace(REPORT, title=name, sections=REPORT.sections[:1]), replace(LOOK, name=name)
    )

    assert {url.partition(":")[0] for url in asked} == {pdf_builder.SCHEME}
    assert '"; } @import' in reader.pages[1].extract_text()


def _noting(asked, real):
    def fetch(self, url, headers=None):
        asked.append(url)
        return real(self, url, headers)

    return fetch


def test_a_crooked_table_and_a_crooked_chart_are_refused():
    with pytest.raises(ValueError, match="one cell a column"):
        Table("T", (Column("a"), Column("b")), ((1,),))
    with pytest.raises(ValueError, match="one value a label"):
        Chart("C", ChartKind.BAR, ("a", "b"), (Series("s", (1,)),))


@pytest.mark.parametrize(
    ("most", "top", "step"),
    [(0, 4, 1), (8, 8, 2), (9, 10, 2), (42, 50, 10), (1, 1, 0.2), (123, 125, 25)],
)
def test_scales_end_on_round_numbers(most, top, step):
    found = nice_top(most)

    assert found == (pytest.approx(top), pytest.approx(step))


@pytest.mark.parametrize("kind", list(ChartKind))
def test_a_chart_without_values_is_still_a_chart(kind):
    chart = Chart("C", kind, ("a", "b"), (Series("s", (None, 0)),))

    assert drawing_of(chart, ("#000000",)).svg.startswith("<svg")


def test_web_processes_never_load_the_builders():
    """WeasyPrint takes seconds to load, and no page draws a report itself."""
    code = (
        "import django, sys; django.setup(); import config.urls.tenant, config.urls.public;"
        "print([m for m in ('weasyprint', 'pptx', 'lxml.etree') if m in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stdout.strip().splitlines()[-1] == "[]"
