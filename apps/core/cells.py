"""Cells of tables that leave as files. One that a spreadsheet would run as a formula becomes text."""

import re
from decimal import Decimal
from typing import Any

# Excel takes UTF-8 for its own code page without the mark.
BYTE_ORDER_MARK = "\ufeff"
# Blanks and signs without width are skipped by some programs; full-width signs count in others.
FORMULA = re.compile(r"[\s\x00-\x1f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*[=+\-@＝＋－＠]")
CONTROLS = ("\t", "\r", "\n")


def safe_cell(value: Any) -> str:
    """``value`` as text no spreadsheet takes for a formula; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, int | float | Decimal):
        return str(value)
    text = str(value).replace("\0", "")
    is_dangerous = text.startswith(CONTROLS) or FORMULA.match(text)
    return f"'{text}" if is_dangerous else text
