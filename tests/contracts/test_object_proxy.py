"""A real nginx between a browser and a real S3 server: whole, in ranges, and nothing beside it."""

import subprocess
import time
from collections.abc import Iterator

import pytest
import requests
from django.core.files.base import ContentFile

from apps.core.storage.contract import Sending, media
from apps.tenants.models import Studio
from deploy.local import commands, proxy
from deploy.local.workspace import Workspace
from tests.canary import Server, listening
from tests.object_store import free_port

pytestmark = pytest.mark.slow
PICTURE = b"0123456789" * 1000
STARTS_WITHIN = 10


@pytest.fixture
def application() -> Iterator[Server]:
    with listening() as server:
        yield server


@pytest.fixture
def front_door(tmp_path, application, s3, object_store, monkeypatch) -> Iterator[str]:
    """nginx as `make run` writes it, before an application that says X-Accel-Redirect."""
    monkeypatch.setenv("S3_ENDPOINT", object_store)
    workspace = Workspace(home=tmp_path / "clone")
    workspace.prepare()
    port = free_port()
    path = proxy.write_configuration(workspace, port=port, addresses=["127.0.0.1"])
    site = path.parent / "site.conf"
    socket = f"unix:{workspace.sockets / 'web.sock'}"
    site.write_text(site.read_text().replace(socket, f"127.0.0.1:{application.port}"))
    command = [commands.find_program("nginx"), "-e", "stderr", "-c", str(path)]
    process = subprocess.Popen([*command, "-g", "daemon off;"], stderr=subprocess.DEVNULL)
    try:
        yield _answering(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(10)


def _answering(origin: str, process: "subprocess.Popen[bytes]") -> str:
    ends = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < ends and process.poll() is None:
        if _answers(origin):
            return origin
        time.sleep(0.1)
    raise RuntimeError("nginx did not start.")


def _answers(origin: str) -> bool:
    try:
        return bool(requests.get(origin, timeout=1).status_code)
    except requests.ConnectionError:
        return False


@pytest.fixture
def poster(in_alpha: Studio, front_door: str, application: Server) -> str:
    """The address of a picture that the application gives out."""
    media().save("films/1/poster.jpg", ContentFile(PICTURE))
    address = media().internal_uri("films/1/poster.jpg", Sending("image/jpeg"))
    application.replies["/poster"] = (
        200,
        {"X-Accel-Redirect": address, "Content-Type": "image/jpeg", "Cache-Control": "private"},
        b"",
    )
    return f"{front_door}/poster"


def get(url: str, method: str = "GET", **headers: str) -> requests.Response:
    asked = {"Accept-Encoding": "identity", **headers}
    return requests.request(method, url, headers=asked, timeout=10)


def test_the_picture_comes_whole_and_alone(poster):
    answer = get(poster, Cookie="session=secret", Authorization="Bearer secret")

    assert (answer.status_code, answer.content) == (200, PICTURE)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "private"
    assert not [name for name in answer.headers if name.lower().startswith("x-amz")]
    assert "Set-Cookie" not in answer.headers


def test_ranges_and_heads_work_as_on_disk(poster):
    part = get(poster, Range="bytes=10-19")
    head = get(poster, method="HEAD")

    assert (part.status_code, part.content) == (206, PICTURE[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(PICTURE)}"
    assert (head.status_code, head.content, head.headers["Content-Length"]) == (
        200,
        b"",
        str(len(PICTURE)),
    )
    assert get(poster, Range="bytes=99999-").status_code == 416


def test_what_is_known_is_not_sent_again(poster):
    etag = get(poster).headers["ETag"]

    assert get(poster, **{"If-None-Match": etag}).status_code == 304


def test_a_lost_object_is_a_plain_404(poster, in_alpha):
    media().delete("films/1/poster.jpg")

    answer = get(poster)

    assert answer.status_code == 404
    assert b"NoSuchKey" not in answer.content


def test_nobody_reaches_the_store_by_address(front_door, in_alpha, poster):
    address = media().internal_uri("films/1/poster.jpg", Sending("image/jpeg"))

    assert get(f"{front_door}{address}").status_code == 404
    assert (
        get(f"{front_door}/_objects/cineradar-test/t/alpha/films/1/poster.jpg").status_code == 404
    )
