"""What a person reads while a command runs. No colours and no cursor tricks without a terminal."""

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 34
INDENT = " " * 6
CLEAR_LINE = "\r\x1b[K"


class Step:
    """One line of progress; `note` says what the time was spent on, or that nothing was to do."""

    def __init__(self) -> None:
        self.note = ""
        self.details = 0

    def say(self, text: str) -> None:
        """Print a detail below the step's own line; on a terminal in place of the detail before."""
        first = self.details == 0
        self.details += 1
        if sys.stdout.isatty():
            width = shutil.get_terminal_size().columns - len(INDENT) - 1
            sys.stdout.write(("\n" if first else CLEAR_LINE) + INDENT + text[:width])
        else:
            sys.stdout.write(("\n" if first else "") + f"{INDENT}{text}\n")
        sys.stdout.flush()

    def leave_details(self) -> str:
        """What brings the cursor to where the step's time belongs."""
        if self.details == 0:
            return ""
        return (CLEAR_LINE if sys.stdout.isatty() else "") + " " * (WIDTH + 5)


class Report:
    """Numbers the steps of one command and times them."""

    def __init__(self) -> None:
        self.number = 0
        self.began = time.monotonic()

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        self.number += 1
        began = time.monotonic()
        step = Step()
        sys.stdout.write(f" {self.number:>2}  {name:<{WIDTH}}")
        sys.stdout.flush()
        try:
            yield step
        except BaseException as problem:
            verdict = "failed" if isinstance(problem, Exception) else "interrupted"
            sys.stdout.write(step.leave_details() + paint(verdict, "31") + "\n")
            raise
        seconds = f"{time.monotonic() - began:6.1f} s"
        sys.stdout.write(
            f"{step.leave_details()}{seconds}  {paint(step.note, '2')}".rstrip() + "\n"
        )
        sys.stdout.flush()

    @property
    def elapsed(self) -> float:
        return time.monotonic() - self.began


def paint(text: str, code: str) -> str:
    if not text or not sys.stdout.isatty():
        return text
    return f"\033[{code}m{text}\033[0m"


def complain(sentence: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"\n{sentence}\n")
    sys.stderr.flush()
