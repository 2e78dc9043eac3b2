"""A report with everything in it, and one that means harm."""

from datetime import UTC, date, datetime
from io import BytesIO

from PIL import Image

from apps.core.documents.look import Look, Typeface
from apps.core.documents.model import (
    Bullets,
    Chart,
    ChartKind,
    Column,
    Document,
    Figure,
    Figures,
    Kind,
    Paragraph,
    Section,
    Series,
    Table,
)

MONTHS = ("Jan 2026", "Feb 2026", "Mar 2026")
MADE_AT = datetime(2026, 11, 21, 8, 4, tzinfo=UTC)
NAMES = (
    "<img src=x onerror=alert(1)>",
    '=HYPERLINK("http://evil","x")',
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "＝1+1",
    "\u202egnp.exe",
    "</style><script>alert(1)</script>",
    "{{ settings.SECRET_KEY }}{% debug %}",
    "a\x00b\x0bc\ud800d\ufffee",
)


def logo() -> bytes:
    file = BytesIO()
    Image.new("RGBA", (300, 80), "#c81d25").save(file, "PNG")
    return file.getvalue()


LOOK = Look(
    name="Alpha Pictures",
    night="#0d0f14",
    brand="#c81d25",
    brand_ink="#ffffff",
    brand_text="#c81d25",
    on_night="#c81d25",
    series=("#c81d25", "#a86f00", "#0f766e", "#6d28d9"),
    display=Typeface("archivo", weight="760", stretch="118%"),
    body=Typeface("instrument-sans"),
    logo=logo(),
)
COLUMNS = (
    Column("Title", width=3),
    Column("State"),
    Column("Length", Kind.SECONDS),
    Column("Published", Kind.DAY),
    Column("Storage", Kind.BYTES),
)


def films(count: int) -> tuple[tuple[object, ...], ...]:
    return tuple(
        (f"Film number {n}", "Published", 5400 + n * 60, date(2026, 3, 1 + n % 28), n * 1_000_000)
        for n in range(count)
    )


REPORT = Document(
    title="Catalogue",
    subtitle="Films, encodes and storage",
    language="en",
    made_at=MADE_AT,
    facts=(("Period", "January to March"), ("For", "Ana")),
    sections=(
        Section(
            "Overview",
            (
                Figures((Figure("Films", 1234), Figure("Share", 0.745, Kind.SHARE, "of all"))),
                Chart(
                    "Growth",
                    ChartKind.LINE,
                    MONTHS,
                    (Series("All films", (3, 5, 8)), Series("On the site", (1, 2, 8))),
                ),
                Bullets(("One thing.", "Another thing.")),
                Paragraph("In words."),
            ),
            lead="Where it stands.",
        ),
        Section(
            "Storage",
            (
                Chart(
                    "Storage",
                    ChartKind.DONUT,
                    ("Originals", "Films"),
                    (Series("Bytes", (3_000_000_000, 1_500_000_000)),),
                    Kind.BYTES,
                ),
            ),
        ),
        Section("Films", (Table("All films", COLUMNS, films(60), note="As of today."),)),
    ),
)
LOUD = Document(
    title=NAMES[0],
    subtitle=NAMES[7],
    language="en",
    made_at=MADE_AT,
    facts=tuple((name, name) for name in NAMES),
    sections=(
        Section(
            NAMES[0],
            (
                Table(NAMES[1], tuple(Column(name) for name in NAMES), (NAMES, NAMES[::-1])),
                Chart(NAMES[2], ChartKind.BAR, NAMES, (Series(NAMES[0], (1,) * len(NAMES)),)),
                Figures(tuple(Figure(name, name, Kind.TEXT, name) for name in NAMES)),
                Bullets(NAMES),
                Paragraph("\n".join(NAMES)),
            ),
            lead=NAMES[8],
        ),
    ),
)
