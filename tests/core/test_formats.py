from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from apps.core.templatetags import formats

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("language", "currency", "expected"),
    [
        ("en", "USD", "$12,345,678.50"),
        ("en", "INR", "₹1,23,45,678.50"),
        ("hi", "INR", "₹1,23,45,678.50"),
        ("id", "IDR", f"Rp{SPACE}12.345.678,50"),
        ("en", "IDR", f"IDR{SPACE}12,345,678.50"),
    ],
)
def test_money_is_written_as_in_the_pages_language(language, currency, expected):
    with translation.override(language):
        assert formats.money(Decimal("12345678.50"), currency) == expected


def test_minor_units_follow_the_currency():
    with translation.override("en"):
        assert formats.money_minor(499, "USD") == "$4.99"
        assert formats.money_minor(499, "JPY") == "¥499"


def test_rounded_money_has_no_fraction():
    with translation.override("id"):
        assert formats.money_round(Decimal("4120500.40"), "IDR") == f"Rp{SPACE}4.120.500"


def test_shares_and_counts():
    with translation.override("en"):
        assert formats.percent(0.125, 1) == "12.5%"
        assert formats.percent(0.125) == "12%"
        assert formats.compact(12300) == "12.3K"
    with translation.override("hi"):
        assert formats.number(12345678) == "1,23,45,678"


def test_dates_use_the_pages_time_zone():
    late = datetime(2026, 1, 31, 20, 0, tzinfo=UTC)
    with translation.override("id"), timezone.override("Asia/Jakarta"):
        assert formats.day(late, "long") == "1 Februari 2026"


def test_ago_carries_the_exact_moment():
    moment = timezone.now() - timedelta(hours=3)
    with translation.override("en"):
        html = formats.ago(moment)
    assert "3 hours ago" in html
    assert moment.isoformat() in html


def test_lengths_and_sizes():
    with translation.override("en"):
        assert formats.runtime(8040) == "2 h 14 min"
        assert formats.runtime(20) == "20 s"
        assert formats.runtime(61) == "1 min"
        assert formats.runtime(7200) == "2 h"
        assert formats.filesize(1_500_000) == "1.5 MB"
        assert formats.filesize(999) == "999 B"


@pytest.mark.parametrize(
    "blank",
    [
        formats.number,
        formats.compact,
        formats.day,
        formats.moment,
        formats.ago,
        formats.runtime,
        formats.filesize,
    ],
)
def test_nothing_is_shown_for_nothing(blank):
    assert blank(None) == ""
