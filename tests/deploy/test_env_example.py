"""The example names every variable that anything reads, and no other."""

import re
from pathlib import Path

from deploy.local.workspace import ROOT

SETTING = re.compile(r'\benv\.(?:text|flag|number|words|choice|url)\(\s*"([A-Z0-9_]+)"')
ENVIRON = re.compile(r'os\.environ(?:\.get\(|\.setdefault\(|\[)\s*["\']([A-Z0-9_]+)')
SHELL = re.compile(r"\$\{?([A-Z][A-Z0-9_]+)")
EXAMPLE = re.compile(r"^# ([A-Z][A-Z0-9_]*)=", re.MULTILINE)
# Set by the command that starts the process, never by a person.
INTERNAL = {
    "PATH",
    "NGINX_CONF",
    "PYTEST_XDIST_WORKER",
    "PYTEST_XDIST_TESTRUNUID",
    "HOSTNAME",
    "POSTGRES_USER",
    "TMPDIR",
    "TEST_DATABASE_ADMIN_URL",
}


def sources() -> list[Path]:
    settings = [*ROOT.glob("config/**/*.py"), *ROOT.glob("apps/**/*.py")]
    return [path for path in settings if "__pycache__" not in path.parts]


def variables_read() -> set[str]:
    python = "".join(path.read_text() for path in [*sources(), ROOT / "deploy/web_server.py"])
    shell = (ROOT / "Procfile").read_text() + (ROOT / "docker-compose.yml").read_text()
    found = [*SETTING.findall(python), *ENVIRON.findall(python), *SHELL.findall(shell)]
    return set(found) - INTERNAL


def test_the_example_names_exactly_what_is_read():
    named = EXAMPLE.findall((ROOT / ".env.example").read_text())

    assert sorted(named) == sorted(variables_read())


def test_each_variable_of_the_example_follows_a_comment():
    lines = (ROOT / ".env.example").read_text().splitlines()
    blocks = "\n".join(lines).split("\n\n")

    bare = [block for block in blocks if EXAMPLE.match(block)]

    assert bare == []
