"""What stands on a slide: figures, charts, tables, points."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from apps.core.documents.charts import scale_of
from apps.core.documents.look import Look
from apps.core.documents.model import Chart, ChartKind, Column, Figures, Kind, Table, Value
from apps.core.documents.pptx_parts import (
    BAND,
    INK,
    LINE,
    MUTED,
    WHITE,
    Box,
    Style,
    colour_of,
    describe,
    rectangle,
    run_of,
    text_box,
)
from apps.core.documents.text import one_line
from apps.core.documents.wording import in_words, said

KINDS = {
    ChartKind.LINE: XL_CHART_TYPE.LINE_MARKERS,
    ChartKind.BAR: XL_CHART_TYPE.COLUMN_CLUSTERED,
    ChartKind.STACKED: XL_CHART_TYPE.COLUMN_STACKED,
    ChartKind.DONUT: XL_CHART_TYPE.DOUGHNUT,
}
NUMBER_FORMATS = {
    Kind.SHARE: "0.0%",
    Kind.BYTES: '[>=1000000000]0.0,,,"\u00a0GB";[>=1000000]0.0,,"\u00a0MB";0"\u00a0B"',
    Kind.SECONDS: "0",
}
FIGURES_A_ROW = 4
GAP = 0.3


def add_figures(slide: Any, box: Box, block: Figures, look: Look, language: str) -> str:
    """Cards, four a row; returns the same in words."""
    columns = min(FIGURES_A_ROW, len(block.figures)) or 1
    width = (box.width - GAP * (columns - 1)) / columns
    told = []
    for index, figure in enumerate(block.figures):
        x = box.x + (width + GAP) * (index % columns)
        y = box.y + (1.9 + GAP) * (index // columns)
        value = said(figure.value, figure.kind)
        _card(slide, Box(x, y, width, 1.9), (figure.label, value, figure.note), look, language)
        told.append(f"{figure.label}: {value}")
    return "\n".join(told)


def _card(slide: Any, box: Box, texts: tuple[str, str, str], look: Look, language: str) -> None:
    rectangle(slide, box, WHITE, line=LINE)
    rectangle(slide, Box(box.x, box.y, box.width, 0.06), look.brand_text)
    styles = (Style(13, MUTED), Style(30, bold=True, face="+mj-lt"), Style(12, MUTED))
    for text, style, y in zip(texts, styles, (0.25, 0.6, 1.35), strict=True):
        inside = Box(box.x + 0.2, box.y + y, box.width - 0.4, 0.5)
        text_box(slide, inside, one_line(text), style, language)


def add_chart(slide: Any, box: Box, chart: Chart, look: Look, language: str) -> str:
    """A native chart with its figures inside; returns what it shows in words."""
    figures = CategoryChartData(number_format=NUMBER_FORMATS.get(chart.value_kind, "General"))
    figures.categories = [one_line(label) for label in chart.labels]
    for series in chart.series:
        figures.add_series(one_line(series.name), series.values)
    frame = slide.shapes.add_chart(KINDS[chart.kind], *box.emu, figures)
    told = in_words(chart)
    describe(frame, told, chart.title)
    _dress(frame.chart, chart, look)
    return told


def _dress(drawn: Any, chart: Chart, look: Look) -> None:
    is_donut = chart.kind == ChartKind.DONUT
    drawn.has_title = False
    drawn.font.size, drawn.font.color.rgb = Pt(12), colour_of(INK)
    drawn.has_legend = is_donut or len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.RIGHT if is_donut else XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    if is_donut:
        _paint_slices(drawn, chart, look)
    else:
        _paint_series(drawn, chart, look)


def _paint_series(drawn: Any, chart: Chart, look: Look) -> None:
    plot, values = drawn.plots[0], drawn.value_axis
    values.major_gridlines.format.line.color.rgb = colour_of(LINE)
    values.format.line.fill.background()
    values.tick_labels.font.color.rgb = colour_of(MUTED)
    values.minimum_scale = 0
    values.major_unit = scale_of(chart)[1]
    drawn.category_axis.format.line.color.rgb = colour_of(LINE)
    drawn.category_axis.tick_labels.font.color.rgb = colour_of(MUTED)
    if chart.kind != ChartKind.LINE:
        plot.gap_width = 60
    if len(chart.series) == 1:
        plot.has_data_labels = True
    for index, series in enumerate(plot.series):
        colour = colour_of(look.series[index % len(look.series)])
        if chart.kind == ChartKind.LINE:
            series.format.line.color.rgb, series.format.line.width = colour, Pt(2.5)
            series.smooth = False
            series.marker.format.fill.solid()
            series.marker.format.fill.fore_color.rgb = colour
            series.marker.format.line.color.rgb = colour
        else:
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour


def _paint_slices(drawn: Any, chart: Chart, look: Look) -> None:
    plot = drawn.plots[0]
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_percentage, labels.show_value = True, False
    labels.font.color.rgb, labels.font.bold = colour_of(WHITE), True
    for index in range(len(chart.labels)):
        point = plot.series[0].points[index]
        point.format.fill.solid()
        point.format.fill.fore_color.rgb = colour_of(look.series[index % len(look.series)])


def add_table(
    slide: Any,
    box: Box,
    table: Table,
    rows: tuple[tuple[Value, ...], ...],
    look: Look,
    language: str,
) -> None:
    """A native table; its first row is marked as the head."""
    height = 0.4 * (len(rows) + 1)
    frame = slide.shapes.add_table(
        len(rows) + 1, len(table.columns), *Box(box.x, box.y, box.width, height).emu
    )
    describe(frame, table.title, table.title)
    grid = frame.table
    grid.first_row, grid.horz_banding = True, False
    whole = sum(column.width for column in table.columns)
    for index, column in enumerate(table.columns):
        grid.columns[index].width = Inches(box.width * column.width / whole)
        style = Style(12, WHITE, bold=True, align=_side(column))
        _cell(grid.cell(0, index), column.name, style, look.night, language)
    for number, row in enumerate(rows, start=1):
        fill = BAND if number % 2 == 0 else WHITE
        for index, (column, value) in enumerate(zip(table.columns, row, strict=True)):
            style = Style(11, INK, align=_side(column))
            _cell(grid.cell(number, index), said(value, column.kind), style, fill, language)


def _side(column: Column) -> Any:
    return PP_ALIGN.RIGHT if column.is_numeric else PP_ALIGN.LEFT


def _cell(cell: Any, text: str, style: Style, fill: str, language: str) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour_of(fill)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_top = cell.margin_bottom = Inches(0.04)
    run_of(cell.text_frame.paragraphs[0], one_line(text), style, language)


def add_points(slide: Any, box: Box, points: tuple[str, ...], language: str) -> None:
    """One paragraph a point, with a real bullet when there are several."""
    shape = slide.shapes.add_textbox(*box.emu)
    shape.text_frame.word_wrap = True
    for index, text in enumerate(points):
        frame = shape.text_frame
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(10)
        if len(points) > 1:
            _bullet(paragraph)
        run_of(paragraph, one_line(text), Style(20), language)


def _bullet(paragraph: Any) -> None:
    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", str(Inches(0.3)))
    properties.set("indent", str(-Inches(0.3)))
    properties.append(properties.makeelement(f"{{{NAMESPACE}}}buChar", {"char": "•"}))


NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"
