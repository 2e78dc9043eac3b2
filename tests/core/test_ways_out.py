"""Only one module talks HTTP to the outside, and few others may open a connection at all."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

APPS = Path(__file__).parents[2] / "apps"
CLIENTS = {
    "requests",
    "requests_hardened",
    "urllib3",
    "urllib.request",
    "httpx",
    "aiohttp",
    "http.client",
    "httplib2",
    "pycurl",
    "socket",
    "ssl",
    "websockets",
    "smtplib",
    "ftplib",
    "boto3",
    "botocore",
    "storages",
    "dns",
}
# Where a connection may be opened, to what, and why that is safe.
ALLOWED = {
    "core/deadlines.py": {"http.client", "requests", "requests_hardened"},
    "core/http.py": {"requests", "requests_hardened"},
    # The operator's own object store, whose address is a setting.
    "core/storage/s3.py": {"boto3", "botocore", "storages"},
    "core/storage/s3_client.py": {"boto3", "botocore"},
    # The letter's errors, by name: Django's mail backend opens the connection to the operator's server.
    "core/tasks.py": {"smtplib"},
    # This machine's own name.
    "core/counting.py": {"socket"},
    "core/outbox/work.py": {"socket"},
    # The operator's own name servers; a customer's name is a question, never a connection.
    "tenants/adapters/dns/client.py": {"dns"},
}


def ways_out(source: str) -> Iterator[str]:
    """The clients that a module imports, also inside functions and by name."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from filter(None, (client_in(alias.name) for alias in node.names))
        elif isinstance(node, ast.ImportFrom) and node.module:
            found = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
            yield from filter(None, map(client_in, found))
        elif isinstance(node, ast.Call) and node.args and "import" in ast.unparse(node.func):
            name = node.args[0]
            if isinstance(name, ast.Constant) and isinstance(name.value, str):
                yield from filter(None, [client_in(name.value)])


def client_in(module: str) -> str | None:
    return next((c for c in sorted(CLIENTS) if module == c or module.startswith(f"{c}.")), None)


def test_every_way_out_is_known():
    found: dict[str, set[str]] = {}
    for path in APPS.rglob("*.py"):
        if clients := set(ways_out(path.read_text())):
            found[path.relative_to(APPS).as_posix()] = clients

    assert found == ALLOWED


@pytest.mark.parametrize(
    "source",
    [
        "import requests",
        "import urllib.request as r",
        "from urllib import request",
        "from urllib.request import urlopen",
        "def f():\n    import httpx",
        "import_module('aiohttp')",
        "__import__('http.client')",
        "import socket",
    ],
)
def test_the_search_finds_what_it_looks_for(source):
    assert list(ways_out(source))


@pytest.mark.parametrize("source", ["from urllib.parse import quote", "import dnsmasq", "x = 1"])
def test_the_search_finds_nothing_else(source):
    assert not list(ways_out(source))
