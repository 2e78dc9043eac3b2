"""A film's whole way with MEDIA_STORAGE=s3: sent in parts, encoded by the real ffmpeg, played."""

import os
import time
from types import SimpleNamespace
from uuid import UUID

import m3u8
import pytest
import requests

from apps.catalog.adapters.files import scratch
from apps.catalog.enums import EncodeState, UploadState
from apps.catalog.errors import (
    EncodeDiskFull,
    NotAVideo,
    PartUnknown,
    TooManyUploads,
    UploadGoesDirect,
    UploadIncomplete,
    UploadIsOver,
)
from apps.catalog.models import Encode, Upload
from apps.catalog.services import direct_uploads
from apps.catalog.services.direct_uploads import (
    begin_direct_upload,
    complete_direct_upload,
    direct_upload,
    part_addresses,
)
from apps.catalog.services.films import delete_film, update_film
from apps.catalog.services.uploads import (
    append_chunk,
    create_upload,
    expire_stale_uploads,
    terminate_upload,
)
from apps.core.errors import NotFound
from apps.core.ids import uuid7
from apps.core.storage.contract import media, originals
from apps.core.storage.s3 import StudioS3Storage
from apps.core.tenancy import studio_context
from tests.catalog.conftest import BUNNY
from tests.catalog.encoding import run_encode
from tests.object_store import BUCKET
from tests.playing import started

pytestmark = pytest.mark.slow
PART = 400_000


@pytest.fixture(autouse=True)
def bucket(film, s3, monkeypatch):
    """Parts as small as the clip needs; moto takes any size."""
    monkeypatch.setattr("apps.core.storage.s3_direct.LEAST_PART", PART)
    monkeypatch.setattr("apps.core.storage.s3_direct.MEGABYTE", 1)
    return s3


def sent(upload: Upload, content: bytes, numbers: list[int], by) -> None:
    for part in part_addresses(upload, numbers=numbers, by=by):
        body = content[part.offset : part.offset + part.size]
        assert len(body) == part.size
        requests.put(part.url, data=body, timeout=10).raise_for_status()


@pytest.fixture
def arrived(film, people):
    """Send a file in parts and complete it; its encode is waiting then."""

    def work(content: bytes) -> Encode:
        begun = begin_direct_upload("rain.mp4", size=len(content), by=people.ana, film=film)
        sent(begun.upload, content, list(range(1, begun.part_count + 1)), people.ana)
        upload = Upload.objects.get(pk=begun.upload.pk)
        complete_direct_upload(upload, by=people.ana)
        return Encode.objects.get(upload=upload)

    return work


def keys(bucket) -> list[str]:
    found = bucket.list_objects_v2(Bucket=BUCKET)
    return [entry["Key"] for entry in found.get("Contents", ())]


def test_a_film_is_sent_encoded_and_played(
    arrived, film, people, alpha, client_for, bucket, settings
):
    update_film(film, by=people.ana, publish_when_ready=True)
    encode = arrived(BUNNY.read_bytes())

    run_encode(encode)

    encode.refresh_from_db()
    film.refresh_from_db()
    assert (encode.state, film.state) == (EncodeState.READY, "published")
    home = f"t/alpha/films/{film.pk}/{encode.folder}"
    found = keys(bucket)
    assert f"{home}/720/init.mp4" in found
    assert f"incoming/t/alpha/{encode.upload_id}" in found
    assert {key.rpartition(".")[2] for key in found if key.startswith(home)} == {
        "m3u8",
        "mp4",
        "m4s",
        "jpg",
        "vtt",
    }
    browser = client_for(alpha, people.citra)
    session = started(film, people.citra)
    master = m3u8.loads(browser.get(session.manifest_url).content.decode())
    address = session.manifest_url.replace("master.m3u8", master.playlists[0].uri)
    answer = browser.get(address)
    assert answer["X-Accel-Redirect"].startswith(f"/_objects/{BUCKET}/{home}/")
    assert answer["Content-Type"] == "application/vnd.apple.mpegurl"
    playlist = m3u8.loads(as_nginx_would(answer, settings))
    assert [segment.uri for segment in playlist.segments] == ["seg_00000.m4s", "seg_00001.m4s"]
    segment = browser.get(address.replace("index.m3u8", "seg_00000.m4s"))
    assert len(as_nginx_would(segment, settings, "bytes=0-99")) == 100
    assert browser.get(film.poster_url)["X-Accel-Redirect"].startswith("/_objects/")
    assert not list((media().work_root()).rglob("*.m4s"))
    assert [path for path in media().work_root().rglob("*") if path.is_file()] == []


def as_nginx_would(answer, settings, wanted: str = "") -> str:
    endpoint = settings.STORAGES["default"]["OPTIONS"]["endpoint_url"]
    address = endpoint + answer["X-Accel-Redirect"].removeprefix("/_objects")
    fetched = requests.get(address, headers={"Range": wanted} if wanted else {}, timeout=10)
    fetched.raise_for_status()
    assert fetched.headers["Content-Type"] == answer["Content-Type"]
    return fetched.text if not wanted else fetched.content


def test_a_broken_upload_goes_on_where_it_was(film, people):
    content = BUNNY.read_bytes()
    begun = begin_direct_upload("rain.mp4", size=len(content), by=people.ana, film=film)
    assert (begun.part_count, begun.arrived) == (3, [])

    sent(begun.upload, content, [2], people.ana)
    upload = Upload.objects.get(pk=begun.upload.pk)
    assert direct_upload(upload).arrived == [2]
    with pytest.raises(UploadIncomplete):
        complete_direct_upload(upload, by=people.ana)
    assert Upload.objects.get(pk=upload.pk).received == PART
    sent(upload, content, [1, 3], people.ana)

    complete_direct_upload(upload, by=people.ana)
    again = complete_direct_upload(Upload.objects.get(pk=upload.pk), by=people.ana)

    assert (again.state, again.received) == (UploadState.COMPLETE, len(content))
    assert Encode.objects.count() == 1
    assert b"".join(originals().chunks(str(upload.pk))) == content


def test_a_lost_answer_to_the_completion_loses_nothing(film, people, monkeypatch):
    content = BUNNY.read_bytes()
    begun = begin_direct_upload("rain.mp4", size=len(content), by=people.ana, film=film)
    sent(begun.upload, content, [1, 2, 3], people.ana)

    def broken(*args, **kwargs):
        raise RuntimeError("the process died after the parts were joined")

    monkeypatch.setattr(direct_uploads, "complete_upload", broken)
    with pytest.raises(RuntimeError):
        complete_direct_upload(begun.upload, by=people.ana)
    monkeypatch.undo()

    upload = complete_direct_upload(Upload.objects.get(pk=begun.upload.pk), by=people.ana)
    assert upload.is_complete


@pytest.mark.parametrize(
    "content",
    [
        b"#EXTM3U\n#EXTINF:10,\nhttp://169.254.169.254/latest/\n#EXT-X-ENDLIST\n",
        b"ffconcat version 1.0\nfile /etc/passwd\n",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"\0" * 5000,
    ],
)
def test_what_is_no_film_is_refused_at_once_and_gone(film, people, content, bucket):
    begun = begin_direct_upload("rain.mp4", size=len(content), by=people.ana, film=film)
    sent(begun.upload, content, [1], people.ana)

    with pytest.raises(NotAVideo):
        complete_direct_upload(begun.upload, by=people.ana)

    assert Upload.objects.get().state == UploadState.REFUSED
    assert keys(bucket) == []
    assert not Encode.objects.exists()
    with pytest.raises(UploadIsOver):
        complete_direct_upload(Upload.objects.get(), by=people.ana)


def test_a_part_of_another_size_is_not_joined(film, people):
    content = BUNNY.read_bytes()
    begun = begin_direct_upload("rain.mp4", size=len(content), by=people.ana, film=film)
    sent(begun.upload, content, [1, 2, 3], people.ana)
    part = part_addresses(begun.upload, numbers=[2], by=people.ana)[0]
    requests.put(part.url, data=content[part.offset :], timeout=10).raise_for_status()

    assert direct_upload(begun.upload).arrived == [1, 3]
    with pytest.raises(UploadIncomplete):
        complete_direct_upload(begun.upload, by=people.ana)


def test_parts_have_numbers_of_the_file(film, people):
    begun = begin_direct_upload("rain.mp4", size=PART + 1, by=people.ana, film=film)

    assert [p.size for p in part_addresses(begun.upload, numbers=[1, 2], by=people.ana)] == [
        PART,
        1,
    ]
    for number in (0, 3):
        with pytest.raises(PartUnknown):
            part_addresses(begun.upload, numbers=[number], by=people.ana)


def test_an_upload_goes_one_way_alone(film, people, settings):
    begun = begin_direct_upload("rain.mp4", size=10, by=people.ana, film=film)
    with pytest.raises(UploadGoesDirect):
        append_chunk(begun.upload, offset=0, body=None, length=1, by=people.ana)
    settings.MEDIA_STORAGE = "local"
    with pytest.raises(NotFound):
        begin_direct_upload("rain.mp4", size=10, by=people.ana, film=film)
    with pytest.raises(NotFound):
        direct_upload(create_upload("rain.mp4", size=10, by=people.ana))


def test_given_up_and_forgotten_uploads_leave_no_parts(
    film, people, bucket, django_capture_on_commit_callbacks
):
    for end in ("cancel", "expire"):
        begun = begin_direct_upload("rain.mp4", size=10, by=people.ana, film=film)
        sent(begun.upload, b"x" * 10, [1], people.ana)
        with django_capture_on_commit_callbacks(execute=True):
            if end == "cancel":
                terminate_upload(begun.upload, by=people.ana)
            else:
                Upload.objects.update(expires_at=begun.upload.created_at)
                assert expire_stale_uploads() == 1
        assert not bucket.list_multipart_uploads(Bucket=BUCKET).get("Uploads")


def test_a_studio_announces_so_many_uploads(film, people, beta, settings):
    settings.UPLOAD_MOST_UNFINISHED = 2
    begin_direct_upload("rain.mp4", size=10, by=people.ana, film=film)
    begin_direct_upload("rain.mp4", size=10, by=people.ana, film=film)
    with pytest.raises(TooManyUploads):
        begin_direct_upload("rain.mp4", size=10, by=people.ana, film=film)
    with studio_context(beta):
        begin_direct_upload("rain.mp4", size=10, by=people.bima)

    settings.UPLOAD_MOST_UNFINISHED = 50
    settings.UPLOAD_MOST_UNFINISHED_BYTES = 29
    with pytest.raises(TooManyUploads):
        begin_direct_upload("rain.mp4", size=10, by=people.ana, film=film)


def test_deleting_a_draft_leaves_nothing_in_the_store(
    arrived, film, people, bucket, django_capture_on_commit_callbacks
):
    run_encode(arrived(BUNNY.read_bytes()))
    assert keys(bucket)

    film.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        delete_film(film, by=people.ana)

    assert keys(bucket) == []


def test_a_worker_without_room_says_so(arrived, monkeypatch):
    monkeypatch.setattr("apps.catalog.adapters.files.sources.ROOM_PER_BYTE", 10**12)
    encode = arrived(BUNNY.read_bytes())

    run_encode(encode)

    encode.refresh_from_db()
    assert (encode.state, encode.error_code) == (EncodeState.FAILED, EncodeDiskFull.code)


@pytest.fixture
def fetched(monkeypatch) -> list[str]:
    """Which files were fetched whole from the store."""
    names: list[str] = []
    fetch = StudioS3Storage.local_copy

    def counting(self, name, **more):
        names.append(name)
        return fetch(self, name, **more)

    monkeypatch.setattr(StudioS3Storage, "local_copy", counting)
    return names


def test_an_original_is_fetched_once_for_all_steps(arrived, fetched):
    encode = arrived(BUNNY.read_bytes())

    run_encode(encode, until="high")
    assert scratch.is_kept(encode.upload_id, BUNNY.stat().st_size)
    run_encode(encode)

    encode.refresh_from_db()
    assert encode.is_complete
    assert fetched == [str(encode.upload_id)]
    assert not scratch.is_kept(encode.upload_id, BUNNY.stat().st_size)


def test_a_copy_that_is_gone_or_cut_short_is_fetched_again(arrived, fetched):
    encode = arrived(BUNNY.read_bytes())
    run_encode(encode, until="low")
    (copy,) = (media().work_root() / scratch.FOLDER).iterdir()
    copy.write_bytes(b"half of it")

    run_encode(encode, until="high")
    copy.unlink()
    run_encode(encode)

    encode.refresh_from_db()
    assert encode.is_complete
    assert len(fetched) == 3


def test_an_encode_that_fails_keeps_no_copy(arrived):
    encode = arrived(BUNNY.read_bytes()[:500_000])

    run_encode(encode)

    assert Encode.objects.get().state == EncodeState.FAILED
    assert list((media().work_root() / scratch.FOLDER).iterdir()) == []


@pytest.fixture
def copies(film):
    """Two copies, of which the second was used last."""
    home = media().work_root() / scratch.FOLDER
    home.mkdir(parents=True)
    paths = [home / str(uuid7()) for _ in range(2)]
    for age, path in zip((200, 100), paths, strict=True):
        path.write_bytes(b"film")
        os.utime(path, (time.time() - age, time.time() - age))
    return paths


def test_copies_give_way_the_longest_unused_first_but_none_that_is_read(copies, monkeypatch):
    old, young = copies
    free = iter([0, 0, 10])
    monkeypatch.setattr(scratch.shutil, "disk_usage", lambda path: SimpleNamespace(free=next(free)))

    with scratch.kept_copy(UUID(old.name), 4, counted=lambda size: None):
        os.utime(old, (1, 1))
        scratch.make_room(10, apart_from=uuid7())
        assert (old.exists(), young.exists()) == (True, False)


def test_the_longest_unused_copy_goes_first(copies, monkeypatch):
    old, young = copies
    free = iter([0, 10])
    monkeypatch.setattr(scratch.shutil, "disk_usage", lambda path: SimpleNamespace(free=next(free)))

    scratch.make_room(10, apart_from=uuid7())

    assert (old.exists(), young.exists()) == (False, True)


def test_what_killed_workers_left_is_removed_and_nothing_that_is_coming(copies):
    old, young = copies
    half = [media().work_root() / name / "file" for name in ("copy-dead", "copy-alive")]
    for path in half:
        path.parent.mkdir()
        path.write_bytes(b"ha")
    for path in (half[0], half[0].parent, old):
        os.utime(path, (1, 1))

    scratch.forget_unused()

    assert [path.exists() for path in (*half, old, young)] == [False, True, False, True]
