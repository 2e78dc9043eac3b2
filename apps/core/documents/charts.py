"""Charts for paper: shapes as SVG, in the colours of the look, and words that belong on them.

The words are placed by the page itself: SVG readers set text letter by letter, which tears Indian
scripts apart.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from apps.core.documents.model import Chart, ChartKind, Kind, Number
from apps.core.documents.text import one_line
from apps.core.documents.wording import said

WIDTH, HEIGHT = 680, 250
LEFT, RIGHT, TOP, BOTTOM = 52, 14, 22, 30
LEGEND = 26
STEPS = (1, 2, 2.5, 5, 10)
LETTER, GAP = 6.4, 6
MOST_VALUES = 14
INK, MUTED, LINE = "#1f2430", "#5b6270", "#dde0e6"


@dataclass(frozen=True)
class Frame:
    """The plot's own rectangle, and how high ``top`` stands."""

    labels: int
    top: float
    bottom_y: float

    @property
    def slot(self) -> float:
        return (WIDTH - LEFT - RIGHT) / max(1, self.labels)

    def middle(self, index: int) -> float:
        return LEFT + self.slot * (index + 0.5)

    def y(self, value: float) -> float:
        return self.bottom_y - (self.bottom_y - TOP) * value / self.top


@dataclass(frozen=True)
class Label:
    """A word on a chart: its baseline begins, ends or has its middle at ``x``."""

    x: float
    y: float
    text: str
    anchor: str
    colour: str


@dataclass(frozen=True)
class Drawing:
    """Shapes without a word, and the words; both in a frame of WIDTH by HEIGHT."""

    svg: str
    labels: tuple[Label, ...]


Part = str | Label


def drawing_of(chart: Chart, colours: tuple[str, ...]) -> Drawing:
    """The chart without its title."""
    draw = _donut if chart.kind == ChartKind.DONUT else _plot
    parts = list(draw(chart, colours))
    shapes = "".join(part for part in parts if isinstance(part, str))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">{shapes}</svg>'
    )
    return Drawing(svg, tuple(part for part in parts if isinstance(part, Label)))


def nice_top(most: float) -> tuple[float, float]:
    """(the scale's end, its step): round numbers, four or five steps, never below ``most``."""
    if most <= 0:
        return 4, 1
    power: float = 10 ** math.floor(math.log10(most / 4))
    step = next(power * factor for factor in STEPS if power * factor * 5 >= most)
    return step * math.ceil(most / step - 1e-9), step


def _plot(chart: Chart, colours: tuple[str, ...]) -> Iterator[Part]:
    has_legend = len(chart.series) > 1
    top, step = scale_of(chart)
    frame = Frame(len(chart.labels), top, HEIGHT - BOTTOM - LEGEND * has_legend)
    yield from _grid(chart, frame, step)
    yield from _labels(chart, frame)
    yield from MARKS[chart.kind](chart, frame, colours)
    if has_legend:
        yield from _legend([series.name for series in chart.series], colours)


def scale_of(chart: Chart) -> tuple[float, float]:
    """(the scale's end, its step) for ``chart``; what is counted has no halves."""
    top, step = nice_top(_most(chart))
    if chart.value_kind == Kind.NUMBER and step < 1:
        return math.ceil(top), 1
    return top, step


def _most(chart: Chart) -> float:
    columns = zip(*(series.values for series in chart.series), strict=True)
    join = sum if chart.kind == ChartKind.STACKED else max
    return max((join(float(value or 0) for value in column) for column in columns), default=0)


def _grid(chart: Chart, frame: Frame, step: float) -> Iterator[Part]:
    for index in range(round(frame.top / step) + 1):
        value, y = index * step, frame.y(index * step)
        yield _line(LEFT, y, WIDTH - RIGHT, y, LINE)
        text = said(int(value) if float(value).is_integer() else value, chart.value_kind)
        yield _text(LEFT - 8, y + 4, text, "end", MUTED)


def _labels(chart: Chart, frame: Frame) -> Iterator[Part]:
    """As many as stand side by side; the last one, which is now, is always there."""
    texts = [_short(label) for label in chart.labels]
    longest = max((len(text) for text in texts), default=1)
    every = max(1, math.ceil((longest * LETTER + GAP) / frame.slot))
    for index, text in enumerate(texts):
        if (len(texts) - 1 - index) % every == 0:
            yield _text(frame.middle(index), frame.bottom_y + 18, text, "middle", MUTED)


def _bars(chart: Chart, frame: Frame, colours: tuple[str, ...]) -> Iterator[Part]:
    width = min(30.0, frame.slot * 0.72 / len(chart.series))
    for number, series in enumerate(chart.series):
        for index, value in enumerate(series.values):
            x = frame.middle(index) + width * (number - len(chart.series) / 2)
            yield _bar(
                x + 1, frame.y(float(value or 0)), width - 2, frame.bottom_y, colours[number]
            )
    if len(chart.series) == 1 and len(chart.labels) <= MOST_VALUES:
        yield from _values(chart, frame)


def _values(chart: Chart, frame: Frame) -> Iterator[Part]:
    for index, value in enumerate(chart.series[0].values):
        if value:
            y = frame.y(float(value)) - 5
            yield _text(frame.middle(index), y, said(value, chart.value_kind), "middle", INK)


def _stack(chart: Chart, frame: Frame, colours: tuple[str, ...]) -> Iterator[Part]:
    width = min(34.0, frame.slot * 0.64)
    for index in range(len(chart.labels)):
        below = 0.0
        for number, series in enumerate(chart.series):
            above = below + float(series.values[index] or 0)
            x, y = frame.middle(index) - width / 2, frame.y(above)
            yield _bar(x, y, width, frame.y(below), colours[number])
            below = above


def _lines(chart: Chart, frame: Frame, colours: tuple[str, ...]) -> Iterator[Part]:
    for number, series in enumerate(chart.series):
        points = list(_points(frame, series.values))
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        if len(chart.series) == 1 and points:
            ends = f"{points[-1][0]:.1f},{frame.bottom_y} {points[0][0]:.1f},{frame.bottom_y}"
            yield f'<polygon points="{path} {ends}" fill="{colours[0]}" fill-opacity="0.12"/>'
        yield f'<polyline points="{path}" fill="none" stroke="{colours[number]}" stroke-width="2.2"/>'
        for x, y in points[-1:] if len(points) > MOST_VALUES else points:
            yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.8" fill="{colours[number]}"/>'
        if points:
            last = next(value for value in reversed(series.values) if value is not None)
            x, y = points[-1]
            yield _text(x, y - 8, said(last, chart.value_kind), "middle", INK)


def _points(frame: Frame, values: tuple[Number | None, ...]) -> Iterator[tuple[float, float]]:
    for index, value in enumerate(values):
        if value is not None:
            yield frame.middle(index), frame.y(float(value))


def _donut(chart: Chart, colours: tuple[str, ...]) -> Iterator[Part]:
    values = [float(value or 0) for value in chart.series[0].values]
    whole = sum(values) or 1
    centre_x, centre_y, radius, done = 130.0, HEIGHT / 2, 82.0, 0.0
    around = 2 * math.pi * radius
    for index, value in enumerate(values):
        share = value / whole
        dash = f"{max(0.0, share * around - 2):.2f} {around:.2f}"
        yield (
            f'<circle cx="{centre_x}" cy="{centre_y}" r="{radius}" fill="none" '
            f'stroke="{colours[index % len(colours)]}" stroke-width="34" stroke-dasharray="{dash}" '
            f'transform="rotate({done * 360 - 90:.2f} {centre_x} {centre_y})"/>'
        )
        done += share
    yield from _donut_legend(chart, colours, whole)


def _donut_legend(chart: Chart, colours: tuple[str, ...], whole: float) -> Iterator[Part]:
    first = HEIGHT / 2 - 12 * (len(chart.labels) - 1)
    for index, label in enumerate(chart.labels):
        value, y = chart.series[0].values[index], first + 24 * index
        yield _key(270, y, colours[index % len(colours)])
        yield _text(288, y + 4, _short(label, 34), "start", INK)
        shown = f"{said(value, chart.value_kind)} ({said(float(value or 0) / whole, Kind.SHARE)})"
        yield _text(WIDTH - RIGHT, y + 4, shown, "end", MUTED)


def _legend(names: list[str], colours: tuple[str, ...]) -> Iterator[Part]:
    space = (WIDTH - LEFT - RIGHT) / len(names)
    for index, name in enumerate(names):
        x = LEFT + min(space, 190) * index
        yield _key(x + 6, HEIGHT - 12, colours[index])
        yield _text(x + 18, HEIGHT - 8, _short(name, 28), "start", INK)


def _key(x: float, y: float, colour: str) -> str:
    return f'<rect x="{x - 5:.1f}" y="{y - 5:.1f}" width="10" height="10" rx="2" fill="{colour}"/>'


def _bar(x: float, y: float, width: float, bottom: float, colour: str) -> str:
    height = max(0.0, bottom - y)
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{colour}"/>'
    )


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1}" y1="{y1:.1f}" x2="{x2}" y2="{y2:.1f}" stroke="{colour}"/>'


def _text(x: float, y: float, text: str, anchor: str, colour: str) -> Label:
    return Label(x, y, one_line(text), anchor, colour)


def _short(text: str, most: int = 12) -> str:
    line = one_line(text)
    return line if len(line) <= most else f"{line[: most - 1]}…"


MARKS = {
    ChartKind.BAR: _bars,
    ChartKind.STACKED: _stack,
    ChartKind.LINE: _lines,
}
