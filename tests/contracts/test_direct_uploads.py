"""Small files past us into quarantine: the same on a disk and in an object store."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from apps.core.errors import NotFound, TooManyRequests
from apps.core.images import picture_format
from apps.core.storage.contract import originals
from apps.core.storage.direct import (
    UploadKind,
    UploadOffer,
    forget_stale_offers,
    offer_upload,
    received_upload,
)
from apps.core.storage.errors import DirectUploadRefused
from apps.core.tenancy import studio_context
from tests.contracts.test_object_store import posted
from tests.core.test_images import encoded

pytestmark = pytest.mark.slow
PICTURE = encoded("PNG")
PICTURES = UploadKind(
    "picture",
    frozenset({"image/png", "image/jpeg"}),
    most_bytes=1000,
    looks_right=lambda kind, head: f"image/{picture_format(head).lower()}" == kind,
)
OTHERS = UploadKind("other", frozenset({"image/png"}), 1000, lambda kind, head: True)


@pytest.fixture(params=["disk", "s3"], autouse=True)
def where(request, in_alpha) -> str:
    if request.param == "s3":
        request.getfixturevalue("s3")
    return request.param


@pytest.fixture
def send(where, client_for, alpha):
    """What a browser does with the offer."""

    def browser(offer: UploadOffer, content: bytes) -> int:
        if where == "s3":
            return posted(offer.url, offer.fields, content)
        file = SimpleUploadedFile("../../x.png", content)
        return client_for(alpha).post(offer.url, {**offer.fields, "file": file}).status_code

    return browser


def offered(size: int = len(PICTURE)) -> UploadOffer:
    return offer_upload(PICTURES, size=size, content_type="image/png")


def test_a_picture_arrives_is_looked_at_and_forgotten(send):
    offer = offered()
    assert send(offer, PICTURE) == 204

    with received_upload(PICTURES, offer.token) as file:
        assert file.path.read_bytes() == PICTURE
        assert (file.size, file.content_type) == (len(PICTURE), "image/png")

    assert list(originals().iterate_files()) == []
    with pytest.raises(DirectUploadRefused), received_upload(PICTURES, offer.token):
        pass


@pytest.mark.parametrize(
    ("announced", "content"),
    [
        (len(PICTURE), b"<svg><script>alert(1)</script></svg>".ljust(len(PICTURE))),
        (len(PICTURE), PICTURE[:-1]),
        (len(PICTURE), encoded("JPEG")[: len(PICTURE)].ljust(len(PICTURE))),
    ],
)
def test_what_arrives_must_be_what_was_announced(send, announced, content):
    offer = offered(announced)
    send(offer, content)

    with pytest.raises(DirectUploadRefused), received_upload(PICTURES, offer.token):
        pass
    assert list(originals().iterate_files()) == []


def test_nothing_that_arrived_is_nothing_received():
    with pytest.raises(DirectUploadRefused), received_upload(PICTURES, offered().token):
        pass


def test_only_types_and_sizes_of_the_kind_are_offered():
    for size, content_type in ((0, "image/png"), (1001, "image/png"), (9, "image/svg+xml")):
        with pytest.raises(DirectUploadRefused):
            offer_upload(PICTURES, size=size, content_type=content_type)


def test_an_offer_is_of_one_studio_and_one_kind_and_one_hour(send, beta):
    offer = offered()
    send(offer, PICTURE)

    with studio_context(beta), pytest.raises(NotFound), received_upload(PICTURES, offer.token):
        pass
    with pytest.raises(NotFound), received_upload(OTHERS, offer.token):
        pass
    later = timezone.now() + timedelta(minutes=61)
    with (
        time_machine.travel(later),
        pytest.raises(NotFound),
        received_upload(PICTURES, offer.token),
    ):
        pass
    with received_upload(PICTURES, offer.token) as file:
        assert file.size == len(PICTURE)


def test_a_studio_gets_so_many_offers_an_hour(settings, monkeypatch):
    settings.LIMITS_ENABLED = True
    monkeypatch.setattr("apps.core.storage.direct.OFFERS", "2/hour")
    offered()
    offered()

    with pytest.raises(TooManyRequests):
        offered()


def test_what_nobody_completed_is_forgotten_after_a_day(send):
    offer = offered()
    send(offer, PICTURE)
    originals().overwrite("0199", b"a film")
    assert forget_stale_offers() == 0

    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        assert forget_stale_offers() == 1
    assert [file.name for file in originals().iterate_files()] == ["0199"]


@pytest.mark.parametrize("where", ["disk"], indirect=True)
def test_a_form_of_ours_takes_one_file_within_its_limit(send, client_for, beta):
    offer = offered()

    assert send(offer, PICTURE + b"x") == 422
    assert send(offer, PICTURE) == 204
    assert send(offer, PICTURE) == 422
    file = SimpleUploadedFile("x.png", PICTURE)
    answer = client_for(beta).post(offer.url, {**offer.fields, "file": file})
    assert answer.status_code == 404
    assert client_for(beta).post(offer.url, offer.fields).status_code == 422
