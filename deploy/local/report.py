"""What a person reads while a command runs. No colours and no cursor tricks without a terminal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

WIDTH = 34


class Step:
    """One line of progress; `note` replaces the time when there was nothing to do."""

    def __init__(self) -> None:
        self.note = ""
        self.on_own_line = True

    def say(self, text: str) -> None:
        """Print a detail below the step's own line."""
        if self.on_own_line:
            sys.stdout.write("\n")
            self.on_own_line = False
        sys.stdout.write(f"      {text}\n")
        sys.stdout.flush()


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
            sys.stdout.write(paint(verdict, "31") + "\n")
            raise
        indent = "" if step.on_own_line else " " * (WIDTH + 5)
        seconds = f"{time.monotonic() - began:6.1f} s"
        sys.stdout.write(f"{indent}{seconds}  {paint(step.note, '2')}".rstrip() + "\n")
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
