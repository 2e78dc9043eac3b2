"""Money, numbers, dates and times as people of the page's language write them.

Babel does it: Django's own formats know neither the Indian grouping of digits nor all month names.
"""

import re
from copy import copy
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import (
    format_date,
    format_datetime,
    format_skeleton,
    format_time,
    format_timedelta,
)
from babel.lists import format_list
from babel.numbers import (
    format_compact_decimal,
    format_currency,
    format_decimal,
    get_currency_precision,
)
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

register = template.Library()
Number = int | float | Decimal
LETTER_MEETS_DIGIT = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])")


@lru_cache
def _locale_named(language: str) -> Locale:
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def current_locale() -> Locale:
    """The page's language as Babel knows it; English when Babel does not."""
    return _locale_named(get_language() or "en")


def _locale_for(currency: str) -> Locale:
    """English writes rupees the way India does, in lakh and crore."""
    locale = current_locale()
    if currency == "INR" and locale.language == "en":
        return _locale_named("en-IN")
    return locale


def _spaced(text: str) -> str:
    """A currency of letters keeps a space from its figures (CLDR's rule, which Babel leaves out)."""
    return LETTER_MEETS_DIGIT.sub("\u00a0", text)


@register.filter
def money(amount: Number | None, currency: str) -> str:
    """``{{ price|money:"INR" }}``: an amount in whole units, as a Decimal."""
    if amount is None:
        return ""
    return _spaced(format_currency(amount, currency, locale=_locale_for(currency)))


@register.filter
def money_minor(amount: int | None, currency: str) -> str:
    """``{{ cents|money_minor:"USD" }}``: an amount in the currency's smallest unit."""
    if amount is None:
        return ""
    return money(Decimal(amount).scaleb(-get_currency_precision(currency)), currency)


@register.filter
def money_round(amount: Number | None, currency: str) -> str:
    """Like ``money`` but without the fraction: for figures on a dashboard."""
    if amount is None:
        return ""
    locale = _locale_for(currency)
    pattern = copy(locale.currency_formats["standard"])
    pattern.frac_prec = (0, 0)
    text = pattern.apply(round(amount), locale, currency=currency, currency_digits=False)
    return _spaced(text)


@register.filter
def number(value: Number | None) -> str:
    return "" if value is None else format_decimal(value, locale=current_locale())


@register.filter
def compact(value: Number | None) -> str:
    """12 300 as 12K (or 12 rb, १२ हज़ार): for tight places."""
    if value is None:
        return ""
    return format_compact_decimal(value, locale=current_locale(), fraction_digits=1)


@register.filter
def percent(share: Number | None, digits: int = 0) -> str:
    """A share of one: 0.125 with one digit is 12.5 %."""
    if share is None:
        return ""
    locale = current_locale()
    pattern = copy(locale.percent_formats[None])
    pattern.frac_prec = (0, int(digits))
    return pattern.apply(share, locale)


@register.filter
def day(value: date | datetime | None, style: str = "medium") -> str:
    """``{{ film.released_on|day }}``, style short, medium, long or full."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = _here(value).date()
    return format_date(value, style, locale=current_locale())


@register.filter
def month(value: date | None) -> str:
    """A month of a year: "Nov 2026"."""
    return "" if value is None else format_skeleton("yMMM", value, locale=current_locale())


@register.filter
def moment(value: datetime | None, style: str = "medium") -> str:
    """Date and time in the page's time zone."""
    if value is None:
        return ""
    return format_datetime(_here(value), style, locale=current_locale())


@register.filter
def clock(value: datetime | None) -> str:
    return "" if value is None else format_time(_here(value), "short", locale=current_locale())


@register.filter
def ago(value: datetime | None) -> SafeString | str:
    """A <time> that says "3 hours ago", shows the exact moment on hover and stays current."""
    if value is None:
        return ""
    return format_html(
        '<time datetime="{}" title="{}" data-relative>{}</time>',
        value.isoformat(),
        moment(value, "long"),
        format_timedelta(value - timezone.now(), add_direction=True, locale=current_locale()),
    )


@register.filter
def runtime(seconds: Number | None) -> str:
    """The length of a film: 8040 is "2 h 14 min"."""
    if seconds is None:
        return ""
    if float(seconds) < 59.5:
        return _("%(seconds)s s") % {"seconds": number(round(float(seconds)))}
    minutes = round(float(seconds) / 60)
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("%(minutes)s min") % {"minutes": number(rest)}
    if not rest:
        return _("%(hours)s h") % {"hours": number(hours)}
    return _("%(hours)s h %(minutes)s min") % {"hours": number(hours), "minutes": number(rest)}


@register.filter
def filesize(size: Number | None) -> str:
    """Bytes in powers of ten, as disks and browsers count: 1 500 000 is "1.5 MB"."""
    if size is None:
        return ""
    value, units = float(size), ["B", "kB", "MB", "GB", "TB"]
    while value >= 1000 and len(units) > 1:
        value /= 1000
        units.pop(0)
    return f"{format_decimal(round(value, 1 if value < 100 else 0), locale=current_locale())} {units[0]}"


@register.filter
def listing(values: list[str]) -> str:
    """["A", "B", "C"] as "A, B and C"."""
    return format_list([str(value) for value in values], locale=current_locale())


def _here(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value
