"""`var/local.env`: what makes `manage.py` work by hand against the services of this clone."""

import re
import secrets
from collections.abc import Mapping
from pathlib import Path

LINE = re.compile(r"^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$")
HEADER = "# Written by `make run` for this clone alone. What .env says counts more.\n"
SECRETS = ("SECRET_KEY", "JWT_SIGNING_KEY", "MEDIA_URL_SECRET")


def parse(text: str) -> dict[str, str]:
    found = (LINE.match(line) for line in text.splitlines())
    return {match[1]: match[2].strip("\"'") for match in found if match}


def read(path: Path) -> dict[str, str]:
    return parse(path.read_text()) if path.is_file() else {}


def write(path: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """Write `variables` and the secrets, which are made once and then kept. Returns all of them."""
    kept = read(path)
    made = {name: kept.get(name) or secrets.token_urlsafe(50) for name in SECRETS}
    everything = dict(variables) | made
    text = HEADER + "".join(f"{name}={value}\n" for name, value in everything.items())
    if not path.is_file() or path.read_text() != text:
        path.touch(mode=0o600)
        path.write_text(text)
    return everything
