"""The tags the design system's templates are built with."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from zlib import crc32

from django import template
from django.conf import settings
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language_info
from django_vite.core.asset_loader import DjangoViteAssetLoader

register = template.Library()
HUES = 6


@cache
def _drawing(name: str) -> SafeString:
    """The inside of static/core/icons/<name>.svg; raises when there is no such icon."""
    path = settings.BASE_DIR / "static" / "core" / "icons" / f"{name}.svg"
    inside = path.read_text().partition("<svg")[2].partition(">")[2].rpartition("</svg>")[0]
    # Our own files, read from our own repository.
    return mark_safe(re.sub(r"\s*\n\s*", "", inside))  # noqa: S308  # nosec B308, B703  # escaped before


@register.simple_tag
def icon(name: str, classes: str = "") -> SafeString:
    """``{% icon "play" %}``: decoration only, so hidden from screen readers."""
    return format_html(
        '<svg class="icon {}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>',
        classes,
        _drawing(name),
    )


@register.simple_tag
def stylesheet(path: str) -> SafeString:
    """``{% stylesheet "static/core/css/core.css" %}``: django-vite's own tag knows only scripts."""
    url = DjangoViteAssetLoader.instance().generate_vite_asset_url(path)
    return format_html('<link rel="stylesheet" href="{}">', url)


@register.filter
def language_name(code: str) -> str:
    """A language in its own letters: "hi" is हिन्दी."""
    names = dict(settings.LANGUAGES)
    return str(names.get(code) or get_language_info(code)["name_local"])


@register.filter
def hue(text: object) -> int:
    """One of six colours, always the same for the same text."""
    return crc32(str(text).encode()) % HUES + 1


@register.filter
def initials(name: object) -> str:
    words = re.findall(r"\w+", str(name).split("@")[0]) or ["?"]
    letters = words[0][0] + (words[-1][0] if len(words) > 1 else "")
    return letters.upper()


@register.filter
def is_choice(field: BoundField) -> bool:
    """A lone tick box: its label stands behind it."""
    return isinstance(field.field.widget, CheckboxInput)


@register.filter
def is_choice_list(field: BoundField) -> bool:
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


@register.filter
def input_type(field: BoundField) -> str:
    return str(getattr(field.field.widget, "input_type", ""))


@register.simple_tag
def field_widget(field: BoundField, classes: str = "") -> SafeString:
    """The field's control with our class, and its help and error named to screen readers."""
    own = str(field.field.widget.attrs.get("class", ""))
    kind = "check" if is_choice(field) or is_choice_list(field) else "input"
    attrs: dict[str, Any] = {"class": " ".join(filter(None, [kind, own, classes]))}
    described_by = [
        field.field.widget.attrs.get("aria-describedby"),
        f"{field.auto_id}_help" if field.help_text else None,
        f"{field.auto_id}_error" if field.errors else None,
    ]
    if any(described_by):
        attrs["aria-describedby"] = " ".join(filter(None, described_by))
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs=attrs)


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: object) -> str:
    """The page's query string with some parameters changed; None removes one.

    Changing anything but the page starts again at the first page.
    """
    parameters = context["request"].GET.copy()
    if "cursor" not in changes:
        parameters.pop("cursor", None)
    if "page" not in changes:
        parameters.pop("page", None)
    for name, value in changes.items():
        parameters.pop(name, None)
        if value not in (None, ""):
            parameters[name] = str(value)
    return f"?{parameters.urlencode()}"


@register.simple_tag(takes_context=True)
def sort_state(context: Context, name: str) -> dict[str, str]:
    """How column ``name`` is sorted now, and the link that sorts by it (again: the other way)."""
    current = context["request"].GET.get("sort", "")
    states = {
        name: ("ascending", f"-{name}", "arrow-up"),
        f"-{name}": ("descending", name, "arrow-down"),
    }
    aria, following, symbol = states.get(current, ("none", name, "chevrons-up-down"))
    return {"aria": aria, "url": query(context, sort=following), "icon": symbol}


@register.filter
def spark_points(values: Sequence[float]) -> str:
    """Numbers as the points of a polyline in a box of 100 by 30."""
    if len(values) < 2:
        return ""
    low, high = min(values), max(values)
    spread = (high - low) or 1
    step = 100 / (len(values) - 1)
    return " ".join(
        f"{index * step:.1f},{28 - (value - low) / spread * 26:.1f}"
        for index, value in enumerate(values)
    )


@register.filter
def clamp_percent(value: float | None) -> int:
    return max(0, min(100, round(value or 0)))


@register.filter
def split_words(text: str) -> list[str]:
    """``{% for tone in "info success"|split_words %}``."""
    return text.split()


@register.filter
def chart_rows(data: Mapping[str, Any]) -> list[dict[str, Any]]:
    """A chart's data as rows of a table: a label and the value of each series."""
    columns = [series["values"] for series in data["series"]]
    return [
        {"label": label, "figures": [column[index] for column in columns]}
        for index, label in enumerate(data["labels"])
    ]


@register.filter
def longest_word(text: object) -> int:
    """How many letters the longest word has: what decides whether a title fits its line."""
    return max((len(word) for word in str(text).split()), default=0)
