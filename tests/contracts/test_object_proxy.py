"""A real nginx between a browser and a real S3 server: whole, in ranges, and nothing beside it."""

from collections.abc import Iterator

import pytest
import requests
from django.core.files.base import ContentFile

from apps.core.storage.contract import Sending, media
from apps.tenants.models import Studio
from tests.canary import Server, listening
from tests.front_door import front_door as running_front_door

pytestmark = pytest.mark.slow
PICTURE = b"0123456789" * 1000


@pytest.fixture
def application() -> Iterator[Server]:
    with listening() as server:
        yield server


@pytest.fixture
def front_door(tmp_path, application, s3, object_store, monkeypatch) -> Iterator[str]:
    """nginx as `make run` writes it, before an application that says X-Accel-Redirect."""
    monkeypatch.setenv("S3_ENDPOINT", object_store)
    with running_front_door(tmp_path / "clone", application) as (origin, _workspace):
        yield origin


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
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert answer.headers["Content-Security-Policy"].endswith("; sandbox")
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
