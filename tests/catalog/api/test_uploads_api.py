"""The tus protocol, as any client of it speaks."""

import base64
import hashlib

import pytest

from apps.catalog.models import Upload
from apps.catalog.services.films import create_film
from apps.core.tenancy import studio_context
from tests.factories.catalog import complete_upload

UPLOADS = "/api/v1/uploads/"
TUS = {"tus-resumable": "1.0.0"}
PIECE = "application/offset+octet-stream"


def metadata(**pairs: str) -> str:
    return ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in pairs.items())


@pytest.fixture
def editor(alpha, people, client_for):
    return client_for(alpha, people.ana)


@pytest.fixture
def announced(editor, film) -> str:
    headers = TUS | {
        "upload-length": "10",
        "upload-metadata": metadata(filename="rain.mp4", film=str(film.pk)),
    }
    answer = editor.post(UPLOADS, headers=headers)
    assert answer.status_code == 201
    return answer["Location"].removeprefix("http://alpha.localhost")


def send(client, url: str, data: bytes, offset: int, **more: str):
    headers = TUS | {"upload-offset": str(offset)} | more
    return client.patch(url, data, content_type=PIECE, headers=headers)


def test_the_server_says_what_it_can(alpha, client_for):
    answer = client_for(alpha).options(UPLOADS)
    assert answer.status_code == 204
    assert answer["Tus-Version"] == "1.0.0"
    assert set(answer["Tus-Extension"].split(",")) == {
        "creation",
        "creation-with-upload",
        "termination",
        "expiration",
        "checksum",
    }
    assert answer["Tus-Checksum-Algorithm"] == "sha256"


def test_an_upload_goes_on_where_it_stopped(editor, announced, film, alpha):
    first = send(editor, announced, b"12345", 0)
    assert (first.status_code, first["Upload-Offset"]) == (204, "5")
    asked = editor.head(announced, headers=TUS)
    assert (asked["Upload-Offset"], asked["Upload-Length"]) == ("5", "10")
    assert asked["Cache-Control"] == "no-store"
    assert "GMT" in asked["Upload-Expires"]

    assert send(editor, announced, b"xx", 3).json()["code"] == "upload_offset_moved"
    assert send(editor, announced, b"67890", 5)["Upload-Offset"] == "10"

    assert editor.get(announced).json()["state"] == "complete"
    with studio_context(alpha):
        assert film.encodes.get().state == "queued"


def test_a_file_that_is_there_already_is_told(editor, announced, film, people, in_alpha):
    other = create_film("Letters, first cut", by=people.ana)
    twin = complete_upload(other)
    told = editor.get(announced).json()
    assert told["same_file"] is None

    Upload.objects.filter(pk__in=[twin.pk, told["id"]]).update(sha256="5" * 64)
    assert editor.get(announced).json() == {
        **told,
        "same_file": {"film": str(other.pk), "title": "Letters, first cut"},
    }


def test_a_piece_may_come_with_the_announcement(editor, film):
    headers = TUS | {"upload-length": "10"}
    answer = editor.post(UPLOADS, b"12345", content_type=PIECE, headers=headers)
    assert (answer.status_code, answer["Upload-Offset"]) == (201, "5")


def test_a_damaged_piece_is_460(editor, announced):
    digest = base64.b64encode(hashlib.sha256(b"other").digest()).decode()
    damaged = send(editor, announced, b"12345", 0, **{"upload-checksum": f"sha256 {digest}"})
    assert damaged.status_code == 460
    assert editor.head(announced, headers=TUS)["Upload-Offset"] == "0"


def test_what_is_not_tus_is_refused(editor, announced):
    assert editor.post(UPLOADS, headers={"upload-length": "10"}).status_code == 412
    assert editor.post(UPLOADS, headers=TUS).status_code == 400
    assert editor.patch(announced, b"1", content_type="text/plain", headers=TUS).status_code == 415
    no_offset = editor.patch(announced, b"1", content_type=PIECE, headers=TUS)
    assert no_offset.status_code == 400
    too_big = editor.post(UPLOADS, headers=TUS | {"upload-length": "9" * 17})
    assert too_big.json()["code"] == "upload_too_large"
    assert Upload.objects.get().received == 0


def test_an_upload_can_be_cancelled(editor, announced):
    assert editor.delete(announced, headers=TUS).status_code == 204
    assert editor.head(announced, headers=TUS).status_code == 404


def test_others_find_no_upload(alpha, beta, announced, people, client_for):
    for client, status in (
        (client_for(beta, people.bima), 404),
        (client_for(alpha, people.citra), 403),
        (client_for(alpha), 401),
    ):
        assert send(client, announced, b"12345", 0).status_code == status
        assert client.head(announced, headers=TUS).status_code == status
        assert client.delete(announced, headers=TUS).status_code == status
    with studio_context(alpha):
        assert Upload.objects.get().received == 0


def test_a_browser_without_its_csrf_token_is_refused(alpha, people, client_for, film):
    client = client_for(alpha, people.ana, enforce_csrf_checks=True)
    answer = client.post(UPLOADS, headers=TUS | {"upload-length": "10"})
    assert answer.status_code == 403
    assert Upload.objects.count() == 0
