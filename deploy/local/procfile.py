"""Reads the Procfile: one `name: command` a line."""

import re
from pathlib import Path

LINE = re.compile(r"^([A-Za-z0-9_-]+):\s*(\S.*)$")
# Platforms run these once before a release; they are no processes.
ONE_OFF = {"release"}


def parse(text: str) -> dict[str, str]:
    """Commands by process name, in the order of the file."""
    found = (LINE.match(line) for line in text.splitlines())
    return {match[1]: match[2] for match in found if match and match[1] not in ONE_OFF}


def read(path: Path) -> dict[str, str]:
    return parse(path.read_text())
