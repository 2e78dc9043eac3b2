"""Typed readers of environment variables. A bad or missing value stops start-up and names it."""

import os
import re
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parents[1]
TRUE = {"1", "true", "yes", "on"}
FALSE = {"0", "false", "no", "off", ""}
SECRET_LENGTH, SECRET_LETTERS = 50, 16
# Of secrets that were copied from somewhere.
EXAMPLES = ("dev-only", "insecure", "change-me", "changeme", "example", "secret")
LINE = re.compile(r"^\s*(?:export\s+)?([A-Z][A-Z0-9_]*)\s*=\s*(.*?)\s*$")


class BadVariable(SystemExit):
    """Stops the process with one sentence that names the variable and the fix."""

    def __init__(self, name: str, problem: str) -> None:
        super().__init__(f"Environment variable {name} {problem} (see .env.example)")


def load_file(path: Path) -> None:
    """Set the variables of a KEY=value file that the environment does not have yet."""
    for line in path.read_text().splitlines():
        match = LINE.match(line)
        if match:
            os.environ.setdefault(match[1], match[2].strip("\"'"))


def secret(name: str) -> str:
    """A text that nobody guesses: long, of many letters, and none that stands in a file of ours."""
    value = text(name)
    if len(value) < SECRET_LENGTH:
        raise BadVariable(name, f"must have at least {SECRET_LENGTH} letters")
    if len(set(value)) < SECRET_LETTERS or any(word in value.lower() for word in EXAMPLES):
        raise BadVariable(name, "must be made by chance, not copied from somewhere")
    return value


def load() -> None:
    """Read ``.env``, then for what it leaves open what ``make run`` wrote for this clone."""
    for path in (BASE_DIR / ".env", BASE_DIR / "var" / "local.env"):
        if path.is_file():
            load_file(path)


def text(name: str, default: str | None = None) -> str:
    value = os.environ.get(name, default)
    if value is None:
        raise BadVariable(name, "is not set")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name, "1" if default else "0").strip().lower()
    if value not in TRUE | FALSE:
        raise BadVariable(name, f"must be on or off, not {value!r}")
    return value in TRUE


def number(name: str, default: int) -> int:
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise BadVariable(name, f"must be a whole number, not {value!r}") from error


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def choice(name: str, default: str, allowed: set[str]) -> str:
    value = text(name, default)
    if value not in allowed:
        raise BadVariable(name, f"must be one of {', '.join(sorted(allowed))}, not {value!r}")
    return value


def url(name: str, default: str | None = None, *, schemes: set[str]) -> str:
    value = text(name, default)
    scheme = value.partition("://")[0]
    if scheme not in schemes:
        allowed = " or ".join(f"{name}://" for name in sorted(schemes))
        raise BadVariable(name, f"must start with {allowed}, not {value[:20]!r}")
    return value


load()
