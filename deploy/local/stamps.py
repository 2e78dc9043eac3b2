"""Remembers what a step last worked on, so that an unchanged step costs nothing."""

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path

SKIPPED_DIRECTORIES = {"__pycache__", "node_modules"}


class Stamp:
    """A file that holds the digest of the inputs of the last successful run of a step."""

    def __init__(self, directory: Path, name: str) -> None:
        self.path = directory / name

    def matches(self, digest: str) -> bool:
        return self.path.is_file() and self.path.read_text().strip() == digest

    def write(self, digest: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.write_text(digest + "\n")

    def clear(self) -> None:
        self.path.unlink(missing_ok=True)


def digest_of(*inputs: Path | str) -> str:
    """Digest of texts, files and whole directories: names and contents, never times.

    A fresh clone gives every file a new time; contents alone say whether work is to be done.
    """
    total = hashlib.sha256()
    for item in inputs:
        for name, content in contents_of(item):
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
    return total.hexdigest()


def contents_of(item: Path | str) -> Iterable[tuple[str, bytes]]:
    if isinstance(item, str):
        yield "text", item.encode()
    elif item.is_file():
        yield item.name, item.read_bytes()
    elif item.is_dir():
        for path in files_below(item):
            yield str(path.relative_to(item)), path.read_bytes()


def files_below(directory: Path) -> list[Path]:
    found = []
    for parent, names, files in os.walk(directory):
        names[:] = [name for name in names if name not in SKIPPED_DIRECTORIES]
        found += [Path(parent, name) for name in files]
    return sorted(found)
