"""The faces we ship, as files: the same ones that browsers get, from the built assets."""

import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

DIST = "static/dist"
PACKAGES = "node_modules/@fontsource-variable"
# The four scripts of our languages that the brand faces do not draw.
SCRIPTS = ("noto-sans-devanagari", "noto-sans-tamil", "noto-sans-telugu", "noto-sans-bengali")


class FontsMissing(RuntimeError):
    """The assets were never built on this machine."""


@dataclass(frozen=True)
class Face:
    """One file; ``family`` is our own name for it, so that no system font can take its place."""

    family: str
    file: Path


def faces_of(key: str) -> tuple[Face, ...]:
    """The files of the face ``key``, plain Latin first. Raises FontsMissing."""
    wanted = sorted((f for f in _built(key) if _is_wanted(key, f.name)), key=_plain_first)
    if not wanted:
        raise FontsMissing(f"The face {key} is not among the built assets: run `npm run build`.")
    return tuple(Face(f"{key}-{index}", file) for index, file in enumerate(wanted))


def _built(key: str) -> list[Path]:
    dist = Path(settings.BASE_DIR, DIST)
    manifest = dist / "manifest.json"
    if not manifest.is_file():
        return []
    chunks = json.loads(manifest.read_text())
    return [
        dist / chunk["file"]
        for source, chunk in chunks.items()
        if source.startswith(f"{PACKAGES}/{key}/")
    ]


def _is_wanted(key: str, name: str) -> bool:
    """Of a script's face only the script: its Latin letters would differ from the brand's."""
    if "vietnamese" in name:
        return False
    return key not in SCRIPTS or "latin" not in name


def _plain_first(file: Path) -> tuple[bool, str]:
    return "latin-ext" in file.name, file.name
