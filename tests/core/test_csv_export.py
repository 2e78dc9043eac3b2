import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.core.web.csv_export import csv_response, safe_cell


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_becomes_text(start):
    assert safe_cell(f"{start}1+1") == f"'{start}1+1"


@pytest.mark.parametrize(
    ("value", "text"), [(None, ""), (-5, "-5"), (Decimal("-1.50"), "-1.50"), ("a=b", "a=b")]
)
def test_numbers_and_words_stay(value, text):
    assert safe_cell(value) == text


@given(st.text())
def test_no_cell_starts_like_a_formula(text):
    assert not safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_the_file():
    answer = csv_response("team.csv", ["Name", "Note"], [["நடிகர்", 'a "b", c'], ["=x", 3]])

    assert answer.headers["Content-Disposition"] == 'attachment; filename="team.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows == [["Name", "Note"], ["நடிகர்", 'a "b", c'], ["'=x", "3"]]
