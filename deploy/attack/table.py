"""The table that `make attack` ends with, in columns as wide as the terminal allows."""

import shutil
import textwrap
from collections.abc import Iterable, Sequence

HEADS = ("#", "what", "how", "expected", "observed", "result")
# Of 100 parts of the width that the first and the last column leave.
SHARES = (18, 24, 26, 32)
FIRST, LAST = 3, 9
GAP = "  "
WIDEST = 190


def table(rows: Iterable[Sequence[str]], *, width: int | None = None) -> str:
    """``rows`` of as many texts as there are heads; long ones go on in the next line."""
    widths = widths_of(width or min(shutil.get_terminal_size((WIDEST, 50)).columns, WIDEST))
    rule = GAP.join("─" * wide for wide in widths)
    lines = [*line(HEADS, widths), rule]
    for row in rows:
        lines += line(row, widths)
    return "\n".join(lines)


def widths_of(total: int) -> tuple[int, ...]:
    room = total - FIRST - LAST - len(GAP) * (len(HEADS) - 1)
    return FIRST, *(max(8, room * share // 100) for share in SHARES), LAST


def line(row: Sequence[str], widths: Sequence[int]) -> list[str]:
    cells = [wrapped(text, wide) for text, wide in zip(row, widths, strict=True)]
    height = max(map(len, cells))
    padded = [cell + [""] * (height - len(cell)) for cell in cells]
    return [
        GAP.join(text.ljust(wide) for text, wide in zip(texts, widths, strict=True)).rstrip()
        for texts in zip(*padded, strict=True)
    ]


def wrapped(text: str, wide: int) -> list[str]:
    return [part for one in text.split("\n") for part in textwrap.wrap(one, wide) or [""]]
