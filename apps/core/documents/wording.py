"""Values as people of the report's language write them."""

from typing import Any

from django.utils.translation import gettext as _

from apps.core.documents.model import Chart, Kind, Value
from apps.core.documents.text import plain
from apps.core.templatetags.formats import day, filesize, moment, number, percent, runtime

NOTHING = "–"


def said(value: Value, kind: Kind) -> str:
    """``value`` in the current language; a dash for none, or for text with nothing to see in it."""
    if value is None:
        return NOTHING
    writer = WRITERS.get(kind)
    text = plain(writer(value) if writer else value)
    return text if text.strip() else NOTHING


def _mark(value: Any) -> str:
    return _("yes") if value else _("no")


WRITERS: dict[Kind, Any] = {
    Kind.NUMBER: number,
    Kind.SHARE: lambda value: percent(value, 1),
    Kind.BYTES: filesize,
    Kind.SECONDS: runtime,
    Kind.DAY: day,
    Kind.MOMENT: lambda value: moment(value, "short"),
    Kind.MARK: _mark,
}


def in_words(chart: Chart) -> str:
    """The chart for those who cannot see it: its title and every figure."""
    parts = [f"{plain(chart.title)}."]
    for series in chart.series:
        pairs = zip(chart.labels, series.values, strict=True)
        told = "; ".join(
            f"{plain(label)}: {said(value, chart.value_kind)}" for label, value in pairs
        )
        parts.append(f"{plain(series.name)}: {told}.")
    return " ".join(parts)
