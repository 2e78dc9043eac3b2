import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.web.csv_export import csv_response, safe_cell

STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


@pytest.mark.parametrize(
    "start", [*STARTS, " =", "\u00a0=", "\u200b=", "\ufeff@", "\u202e+", "\x1f-"]
)
def test_a_formula_becomes_text(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(
    "title",
    ['=HYPERLINK("http://evil","x")', "@SUM(1)", "\t=1+1", "\r=1+1", "＝cmd|' /C calc'!A0"],
)
def test_titles_that_mean_harm_become_text(title):
    assert safe_cell(title) == f"'{title}"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((None, ""), (-5, "-5"), (Decimal("-1.50"), "-1.50"), (-0.5, "-0.5")),
        *(("a=b", "a=b"), ("<img src=x>", "<img src=x>"), ("a\0b", "ab")),
    ],
)
def test_numbers_and_words_stay(value, text):
    assert safe_cell(value) == text


@given(st.text())
def test_no_cell_starts_like_a_formula(text):
    assert not safe_cell(text).startswith(STARTS)


def test_the_file():
    answer = csv_response("team.csv", ["Name", "Note"], [["நடிகர்", 'a "b", c'], ["=x", 3]])

    assert answer.headers["Content-Disposition"] == 'attachment; filename="team.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [["Name", "Note"], ["நடிகர்", 'a "b", c'], ["'=x", "3"]]


def test_a_long_table_waits_on_disk_and_is_sent_piece_by_piece(db):
    rows = ([number, "x" * 200] for number in range(10_000))

    answer = csv_response("long.csv", ["Number", "Text"], rows)

    assert answer.streaming
    pieces = list(answer.streaming_content)
    assert len(pieces) > 100
    lines = b"".join(pieces).decode("utf-8-sig").splitlines()
    assert (len(lines), lines[-1][:6]) == (10_001, "9999,x")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="long.csv"'
    answer.close()


def test_a_table_that_breaks_off_is_no_file():
    def rows():
        yield ["a"]
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        csv_response("broken.csv", ["A"], rows())
