"""What nginx answers by itself is as guarded as what the processes answer, and says nothing twice."""

import socket

import pytest
import requests

from tests.canary import listening
from tests.front_door import front_door
from tests.security.policy import faults_of

pytestmark = pytest.mark.slow
OWN = {"Content-Security-Policy": "default-src 'self'", "X-Content-Type-Options": "nosniff"}


@pytest.fixture(scope="module")
def door(tmp_path_factory):
    with (
        listening() as application,
        front_door(tmp_path_factory.mktemp("security") / "clone", application) as (
            origin,
            workspace,
        ),
    ):
        static, media = workspace.home / "static", workspace.home / "media"
        for folder in (static, media):
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "a.txt").write_text("text")
        application.replies["/page"] = (200, OWN, b"page")
        application.replies["/read-only"] = (405, {"Allow": "GET", **OWN}, b"")
        application.replies["/film"] = (200, {"X-Accel-Redirect": "/_media/a.txt", **OWN}, b"")
        yield origin


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/static/a.txt", 200),
        ("/static/lost.txt", 404),
        ("/film", 200),
        ("/_media/a.txt", 404),
        ("/ws/progress/", 502),
        ("/here", 200),
        ("/metrics", 404),
        ("/metrics/", 404),
        ("//metrics", 404),
        ("/%6detrics?a=1", 404),
    ],
)
def test_every_kind_of_answer(door: str, path: str, status: int):
    answer = requests.get(door + path, timeout=10)

    assert answer.status_code == status
    assert list(faults_of(answer.headers)) == []


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("TRACE", "/page", "GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE"),
        ("POST", "/static/a.txt", "GET, HEAD"),
        ("POST", "/read-only", "GET"),
        ("GET", "/page", None),
    ],
)
def test_a_refused_method_is_told_what_is_allowed(door: str, method, path, allowed):
    answer = requests.request(method, door + path, timeout=10)

    assert answer.status_code == (405 if allowed else 200)
    assert answer.headers.get("Allow") == allowed
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_has_not_changed(door: str):
    etag = requests.get(f"{door}/static/a.txt", timeout=10).headers["ETag"]
    answer = requests.get(f"{door}/static/a.txt", headers={"If-None-Match": etag}, timeout=10)

    assert answer.status_code == 304
    assert list(faults_of(answer.headers)) == []


def test_a_body_that_is_too_large(door: str):
    answer = requests.post(f"{door}/page", data=b"x" * 34_000_000, timeout=30)

    assert answer.status_code == 413
    assert list(faults_of(answer.headers)) == []


def test_a_request_that_is_none(door: str):
    host, _, port = door.removeprefix("http://").partition(":")
    with socket.create_connection((host, int(port)), timeout=10) as raw:
        raw.sendall(b"GET / HTTP/1.1\r\n\r\n")
        head = raw.recv(4096).decode()
    headers = dict(line.split(": ", 1) for line in head.split("\r\n\r\n")[0].split("\r\n")[1:])

    assert head.startswith("HTTP/1.1 400")
    assert list(faults_of(headers)) == []


def test_headers_of_the_application_stay_and_stay_single(door: str):
    with requests.get(f"{door}/page", stream=True, timeout=10) as answer:
        policies = answer.raw.headers.getlist("Content-Security-Policy")
        sniffs = answer.raw.headers.getlist("X-Content-Type-Options")

    assert policies == ["default-src 'self'"]
    assert sniffs == ["nosniff"]
