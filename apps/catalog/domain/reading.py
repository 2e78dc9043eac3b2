"""Whether people can read a subtitle while it is shown, as subtitlers agree on it."""

from collections.abc import Iterable
from dataclasses import dataclass

from apps.catalog.domain.cue_text import letters
from apps.catalog.domain.subtitles import Cue

LETTERS_A_LINE = 42
LINES = 2
# Letters a second that grown-ups and children follow.
FASTEST = 17
FASTEST_FOR_CHILDREN = 13
SHORTEST_SECONDS = 5 / 6
LONGEST_SECONDS = 7


@dataclass(frozen=True)
class Guideline:
    fastest: int = FASTEST
    letters_a_line: int = LETTERS_A_LINE
    lines: int = LINES
    shortest_seconds: float = SHORTEST_SECONDS
    longest_seconds: float = LONGEST_SECONDS


def letters_a_second(cue: Cue) -> float:
    return letters(cue.text) / (cue.end - cue.start)


def is_hard_to_read(cue: Cue, rule: Guideline) -> bool:
    """Too fast, too short, too long, too wide or too many lines."""
    lines = cue.text.split("\n")
    seconds = round(cue.end - cue.start, 3)
    return (
        letters_a_second(cue) > rule.fastest
        or not rule.shortest_seconds - 0.001 <= seconds <= rule.longest_seconds
        or len(lines) > rule.lines
        or any(letters(line) > rule.letters_a_line for line in lines)
    )


def hard_to_read(cues: Iterable[Cue], rule: Guideline) -> int:
    """How many of the cues should be looked at."""
    return sum(is_hard_to_read(cue, rule) for cue in cues)
