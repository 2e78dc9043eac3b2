"""The list of exits that were looked at; run as a program, it writes the list anew."""

from pathlib import Path

from deploy.attack import _django  # noqa: F401 first of all: the models must be there

# isort: split
from tests.isolation.suite.cases import case_of
from tests.isolation.suite.exits import all_exits

FILE = Path(__file__).with_name("exits.txt")


def found() -> set[str]:
    return {f"{case_of(each)}: {each}" for each in all_exits()}


def listed() -> set[str]:
    return set(FILE.read_text().splitlines())


def write() -> None:
    FILE.write_text("\n".join(sorted(found())) + "\n")


if __name__ == "__main__":
    write()
