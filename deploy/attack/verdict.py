"""What an attack says at its end: a line for each of its parts, which `make attack` reads again."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

HELD, BROKEN = "held", "BROKEN"
LINE = re.compile(rf"^({HELD}|{BROKEN}) (\w+): (.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Verdict:
    """How one part of an attack ended: whether the product held, and what was seen."""

    part: str
    held: bool
    words: str

    def __str__(self) -> str:
        return f"{HELD if self.held else BROKEN} {self.part}: {self.words}"


def judged(part: str, faults: Iterable[str], *, held: str) -> Verdict:
    """``held`` is said when there is no fault, else the faults."""
    found = list(faults)
    return Verdict(part, not found, "; ".join(found).replace("\n", " ") if found else held)


def tell(verdicts: Iterable[Verdict]) -> int:
    """Say them; the exit code of the program."""
    all_held = True
    for verdict in verdicts:
        print(verdict, flush=True)
        all_held &= verdict.held
    return 0 if all_held else 1


def heard(output: str) -> Mapping[str, Verdict]:
    """The verdicts in what a program has printed, by part."""
    return {part: Verdict(part, how == HELD, words) for how, part, words in LINE.findall(output)}
