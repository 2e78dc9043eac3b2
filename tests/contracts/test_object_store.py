"""What only an object store does: signed addresses, and parts that browsers send themselves."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from apps.core.storage.contract import Sending, media, originals
from apps.core.storage.errors import StorageAway, StorageRefused
from apps.core.tenancy import studio_context
from tests.object_store import BUCKET, point_settings_at

pytestmark = pytest.mark.slow
MEGABYTE = 1024**2


@pytest.fixture(autouse=True)
def bucket(in_alpha, s3):
    return s3


def parameters(url: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}


def send(url: str, body: bytes, method: str = "PUT", **headers: str) -> requests.Response:
    answer = requests.request(method, url, data=body, headers=headers, timeout=10)
    answer.raise_for_status()
    return answer


def test_keys_carry_the_studio_of_each_call(bucket, alpha, beta):
    media().save("logo.png", ContentFile(b"1"))
    originals().overwrite("0199", b"2")
    with studio_context(beta):
        media().save("logo.png", ContentFile(b"3"))

    keys = [entry["Key"] for entry in bucket.list_objects_v2(Bucket=BUCKET)["Contents"]]
    assert sorted(keys) == ["incoming/t/alpha/0199", "t/alpha/logo.png", "t/beta/logo.png"]


def test_types_are_ours(bucket):
    media().overwrite("films/1/v1/720/seg_00000.m4s", b"1")
    media().overwrite("a.html", b"<script>")

    types = {
        key: bucket.head_object(Bucket=BUCKET, Key=f"t/alpha/{key}")["ContentType"]
        for key in ("films/1/v1/720/seg_00000.m4s", "a.html")
    }
    assert types == {
        "films/1/v1/720/seg_00000.m4s": "video/iso.segment",
        "a.html": "application/octet-stream",
    }


def test_a_link_is_signed_for_one_file_one_type_and_ten_minutes():
    url = media().link("reports/1.csv", Sending("text/csv", save_as="Q4.csv"))
    told = parameters(url)

    assert urlsplit(url).path == f"/{BUCKET}/t/alpha/reports/1.csv"
    assert told["X-Amz-Expires"] == "600"
    assert told["X-Amz-Algorithm"] == "AWS4-HMAC-SHA256"
    assert told["X-Amz-SignedHeaders"] == "host"
    assert told["response-content-type"] == "text/csv"
    assert told["response-content-disposition"] == 'attachment; filename="Q4.csv"'
    assert len(told["X-Amz-Signature"]) == 64
    with pytest.raises(ValueError, match="ten minutes"):
        media().link("a", Sending("text/csv"), lasts=timedelta(hours=1))


def test_a_linked_file_comes_whole_and_in_ranges():
    media().save("a.txt", ContentFile(b"0123456789"))
    url = media().link("a.txt", Sending("text/plain"))

    whole = requests.get(url, timeout=10)
    part = requests.get(url, headers={"Range": "bytes=2-4"}, timeout=10)

    assert (whole.content, whole.headers["Content-Type"]) == (b"0123456789", "text/plain")
    assert (part.status_code, part.content) == (206, b"234")


def test_browsers_may_know_the_store_by_another_address(settings):
    options = settings.STORAGES["default"]["OPTIONS"] | {"public_endpoint_url": "https://cdn.test"}
    backend = settings.STORAGES["default"]["BACKEND"]
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}

    assert media().link("a", Sending("text/plain")).startswith(f"https://cdn.test/{BUCKET}/t/")
    assert media().internal_uri("a", Sending("text/plain")).startswith(f"/_objects/{BUCKET}/t/")


def test_two_parts_become_one_file(bucket):
    number = originals().start_multipart("0199")
    first, second = b"a" * 5 * MEGABYTE, b"b" * MEGABYTE
    for index, body in enumerate((first, second), start=1):
        url = originals().part_url("0199", number, number=index, size=len(body))
        told = parameters(url)
        assert urlsplit(url).path == f"/{BUCKET}/incoming/t/alpha/0199"
        assert (told["partNumber"], told["uploadId"]) == (str(index), number)
        assert told["X-Amz-Expires"] == "600"
        assert "content-length" in told["X-Amz-SignedHeaders"].split(";")
        send(url, body)

    found = originals().parts("0199", number)
    assert [(part.number, part.size) for part in found] == [(1, 5 * MEGABYTE), (2, MEGABYTE)]
    originals().finish_multipart("0199", number, found)

    assert originals().size("0199") == 6 * MEGABYTE
    assert b"".join(originals().chunks("0199", start=5 * MEGABYTE - 1, length=2)) == b"ab"
    with pytest.raises(FileNotFoundError):
        originals().parts("0199", number)


def test_given_up_parts_are_gone(bucket):
    number = originals().start_multipart("0199")
    send(originals().part_url("0199", number, number=1, size=3), b"abc")

    originals().abort_multipart("0199", number)
    originals().abort_multipart("0199", number)

    assert not bucket.list_multipart_uploads(Bucket=BUCKET).get("Uploads")


def test_the_bucket_lets_browsers_of_every_studio_send(bucket):
    call_command("prepare_bucket", verbosity=0)
    url = originals().part_url("0199", originals().start_multipart("0199"), number=1, size=3)
    asked = {
        "Origin": "https://films.example.org",
        "Access-Control-Request-Method": "PUT",
        "Access-Control-Request-Headers": "content-type",
    }

    answer = send(url, b"", "OPTIONS", **asked)

    assert answer.headers["Access-Control-Allow-Origin"] in {"*", asked["Origin"]}
    assert "PUT" in answer.headers["Access-Control-Allow-Methods"]
    rule = bucket.get_bucket_lifecycle_configuration(Bucket=BUCKET)["Rules"][0]
    assert rule["AbortIncompleteMultipartUpload"] == {"DaysAfterInitiation": 8}
    assert all(
        bucket.get_public_access_block(Bucket=BUCKET)["PublicAccessBlockConfiguration"].values()
    )


def test_there_is_no_bucket_without_an_object_store(settings):
    settings.MEDIA_STORAGE = "local"

    with pytest.raises(CommandError, match="not s3"):
        call_command("prepare_bucket")


def test_a_store_that_is_away_may_come_back(settings, tmp_path):
    point_settings_at("http://127.0.0.1:9", settings, str(tmp_path))

    with pytest.raises(StorageAway):
        media().exists("a")


def test_a_store_that_refuses_us_is_not_asked_again(settings, object_store, tmp_path):
    point_settings_at(object_store, settings, str(tmp_path))
    options = settings.STORAGES["default"]["OPTIONS"] | {"bucket_name": "somebody-elses"}
    backend = settings.STORAGES["default"]["BACKEND"]
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": backend, "OPTIONS": options}}

    with pytest.raises(StorageRefused):
        media().save("a.txt", ContentFile(b"1"))
