"""Uploads survive anything that can happen between two pieces."""

import errno
import hashlib
import io
import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import connections
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.catalog.adapters.files import sources
from apps.catalog.domain.tus import Checksum
from apps.catalog.enums import UploadState
from apps.catalog.errors import (
    ChecksumMismatch,
    ChunkTooLarge,
    EncodeRunning,
    UploadDiskFull,
    UploadIsOver,
    UploadOffsetMoved,
    UploadRequestMalformed,
    UploadTooLarge,
)
from apps.catalog.models import Encode, Upload
from apps.catalog.services.uploads import (
    CHUNK_BYTES,
    append_chunk,
    create_upload,
    expire_stale_uploads,
    terminate_upload,
    upload_file,
)
from apps.core.errors import Forbidden
from apps.core.tenancy import studio_context
from tests.database import studio_row
from tests.people import make_cast


@pytest.fixture
def send(people):
    """Append bytes as Ana; the fresh row comes back."""

    def append(upload: Upload, data: bytes, offset: int, **more) -> Upload:
        return append_chunk(
            upload, offset=offset, body=io.BytesIO(data), length=len(data), by=people.ana, **more
        )

    return append


@pytest.fixture
def upload(in_alpha, people) -> Upload:
    return create_upload("../../etc/rain.mp4", size=10, by=people.ana)


def on_disk(upload: Upload) -> bytes:
    return sources.path_of(upload.pk).read_bytes()


def test_pieces_make_the_file_and_the_last_one_queues_the_encode(film, people, send):
    upload = create_upload("rain.mp4", size=10, by=people.ana, film=film)

    upload = send(upload, b"12345", 0)
    assert (upload.state, upload.percent, Encode.objects.count()) == ("receiving", 50, 0)
    upload = send(upload, b"67890", 5)

    assert upload.is_complete
    assert on_disk(upload) == b"1234567890"
    encode = Encode.objects.get()
    assert (encode.upload, encode.version, encode.state) == (upload, 1, "queued")


def test_a_file_never_lies_under_its_own_name(upload, in_alpha, settings):
    assert upload.filename == "rain.mp4"
    assert str(sources.path_of(upload.pk)) == f"{settings.UPLOAD_ROOT}/t/alpha/{upload.pk}"


def test_another_offset_is_refused_and_changes_nothing(upload, send):
    send(upload, b"12345", 0)

    for offset in (0, 4, 6):
        with pytest.raises(UploadOffsetMoved):
            send(upload, b"xxx", offset)

    assert on_disk(upload) == b"12345"
    assert Upload.objects.get().received == 5


def test_a_damaged_piece_is_refused(upload, send):
    wrong = Checksum(hashlib.sha256(b"other").digest())
    with pytest.raises(ChecksumMismatch):
        send(upload, b"12345", 0, checksum=wrong)
    assert Upload.objects.get().received == 0

    right = Checksum(hashlib.sha256(b"12345").digest())
    assert send(upload, b"12345", 0, checksum=right).received == 5


def test_a_body_that_breaks_off_counts_as_far_as_it_came(upload, people):
    class Broken(io.BytesIO):
        def read(self, size: int = -1) -> bytes:
            piece = super().read(size)
            if not piece:
                raise OSError("the client is gone")
            return piece

    upload = append_chunk(upload, offset=0, body=Broken(b"123"), length=8, by=people.ana)

    assert upload.received == 3
    assert on_disk(upload) == b"123"


def test_a_full_disk_loses_nothing(upload, send, monkeypatch):
    send(upload, b"12345", 0)

    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fdatasync", full)
    with pytest.raises(UploadDiskFull):
        send(upload, b"678", 5)
    monkeypatch.undo()

    assert Upload.objects.get().received == 5
    assert send(upload, b"67890", 5).is_complete
    assert on_disk(upload) == b"1234567890"


def test_what_is_left_of_a_lost_request_is_cut_off(upload, send):
    send(upload, b"12345", 0)
    with sources.path_of(upload.pk).open("ab") as file:
        file.write(b"written, but never committed")

    assert on_disk(send(upload, b"6", 5)) == b"123456"


def test_limits_are_kept(in_alpha, people, upload, send, settings):
    settings.UPLOAD_MAX_BYTES = 100
    with pytest.raises(UploadTooLarge):
        create_upload("big.mp4", size=101, by=people.ana)
    with pytest.raises(UploadRequestMalformed):
        create_upload("none.mp4", size=0, by=people.ana)
    with pytest.raises(UploadRequestMalformed):
        send(upload, b"12345678901", 0)
    with pytest.raises(ChunkTooLarge):
        append_chunk(upload, offset=0, body=io.BytesIO(), length=CHUNK_BYTES + 1, by=people.ana)
    assert Upload.objects.get().received == 0


def test_a_full_disk_is_told_before_the_first_byte(in_alpha, people, settings):
    settings.UPLOAD_MAX_BYTES = 10**18
    with pytest.raises(UploadDiskFull):
        create_upload("huge.mp4", size=10**17, by=people.ana)
    assert Upload.objects.count() == 0


def test_viewers_upload_nothing(in_alpha, people, upload, send):
    with pytest.raises(Forbidden):
        create_upload("mine.mp4", size=10, by=people.citra)
    with pytest.raises(Forbidden):
        append_chunk(upload, offset=0, body=io.BytesIO(b"1"), length=1, by=people.citra)
    assert Upload.objects.get().received == 0


def test_an_upload_waits_for_a_running_encode(uploaded, silent_clip, film, people):
    uploaded(silent_clip)

    with pytest.raises(EncodeRunning):
        create_upload("again.mp4", size=10, by=people.ana, film=film)


def test_cancelling_removes_the_file(upload, send, people, django_capture_on_commit_callbacks):
    send(upload, b"12345", 0)
    path = sources.path_of(upload.pk)

    with django_capture_on_commit_callbacks(execute=True):
        terminate_upload(upload, by=people.ana)

    assert not path.exists()
    assert not Upload.objects.exists()


def test_what_was_encoded_from_stays(encoded, silent_clip, people):
    upload = encoded(silent_clip).upload

    with pytest.raises(UploadIsOver):
        terminate_upload(upload, by=people.ana)


def test_a_forgotten_upload_expires(upload, send):
    send(upload, b"12345", 0)
    assert expire_stale_uploads() == 0

    with time_machine.travel(timezone.now() + timedelta(days=8)):
        with pytest.raises(UploadIsOver):
            send(upload, b"67890", 5)
        assert expire_stale_uploads() == 1
        assert expire_stale_uploads() == 0

    upload.refresh_from_db()
    assert upload.state == UploadState.EXPIRED
    assert not sources.path_of(upload.pk).exists()


def test_the_same_name_in_two_studios_is_two_files(alpha, beta, people, silent_clip):
    for studio, owner in ((alpha, people.ana), (beta, people.bima)):
        with studio_context(studio):
            upload = create_upload("same.mp4", size=5, by=owner)
            append_chunk(
                upload, offset=0, body=io.BytesIO(b"%5b" % studio.slug.encode()), length=5, by=owner
            )
    with studio_context(beta):
        assert [row.pk for row in Upload.objects.all()] == [upload.pk]
        assert on_disk(upload) == b" beta"


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(min_size=1, max_size=60), cuts=st.lists(st.integers(0, 70), max_size=12))
def test_any_sequence_of_offsets_ends_in_the_same_file(in_alpha, people, send, data, cuts):
    """A client that believes anything about the offset can waste its time, never the file."""
    upload = create_upload("any.mp4", size=len(data), by=people.ana)
    for offset in [*cuts, None]:
        at = upload.received if offset is None else offset
        piece = data[at : at + 7] if offset is not None else data[at:]
        if upload.is_complete:
            break
        try:
            upload = send(upload, piece, at)
        except (UploadOffsetMoved, UploadRequestMalformed):
            assert at != upload.received
        assert data.startswith(on_disk(upload) if upload.received else b"")
    assert upload.is_complete
    assert on_disk(upload) == data


@pytest.mark.usefixtures("committed_db")
def test_of_two_senders_at_one_offset_one_wins():
    alpha = studio_row("alpha")
    ana = make_cast(alpha, studio_row("beta")).ana
    with studio_context(alpha):
        upload = create_upload("race.mp4", size=2_000_000, by=ana)
    outcomes: list[str] = []
    barrier = threading.Barrier(4)

    def compete(letter: bytes) -> None:
        try:
            with studio_context(alpha):
                row = Upload.objects.get(pk=upload.pk)
                body = io.BytesIO(letter * 1_000_000)
                barrier.wait()
                append_chunk(row, offset=0, body=body, length=1_000_000, by=ana)
            outcomes.append(letter.decode())
        except UploadOffsetMoved:
            outcomes.append("moved")
        finally:
            connections.close_all()

    threads = [
        threading.Thread(target=compete, args=(letter,)) for letter in (b"a", b"b", b"c", b"d")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert outcomes.count("moved") == 3
    winner = next(outcome for outcome in outcomes if outcome != "moved")
    with studio_context(alpha):
        assert Upload.objects.get().received == 1_000_000
        assert on_disk(upload) == winner.encode() * 1_000_000


def test_a_file_of_this_machine_goes_the_same_way(film, people, silent_clip):
    upload = upload_file(silent_clip, film=film, by=people.ana)

    assert on_disk(upload) == silent_clip.read_bytes()
    assert film.encodes.get().upload == upload
