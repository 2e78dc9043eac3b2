"""One contract, two storages: a disk, and a real S3 server."""

import io
import threading
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousFileOperation
from django.core.files.base import ContentFile

from apps.core.storage.contract import Sending, StoredFile, StudioStorage, media, originals
from apps.core.tenancy import studio_context
from apps.tenants.models import Studio

pytestmark = pytest.mark.slow
CLIMBING = ["../beta/x", "/etc/passwd", "a/../../b", "a//b", "./a", "a\\b", "a\0b", "a\nb", ".."]


@pytest.fixture(params=["disk", "s3"], autouse=True)
def storage(request: pytest.FixtureRequest, in_alpha: Studio) -> StudioStorage:
    if request.param == "s3":
        request.getfixturevalue("s3")
    return media()


def names(storage: StudioStorage, prefix: str = "") -> list[str]:
    return [file.name for file in storage.iterate_files(prefix)]


def test_what_is_saved_is_read_again_under_a_name_without_the_prefix(storage):
    name = storage.save("films/poster.jpg", ContentFile(b"picture"))

    assert name == "films/poster.jpg"
    with storage.open(name) as file:
        assert file.read() == b"picture"
    assert (storage.exists(name), storage.size(name)) == (True, 7)
    assert storage.get_modified_time(name).tzinfo is not None


def test_a_second_file_of_a_name_gets_another_one(storage):
    first = storage.save("a.txt", ContentFile(b"1"))
    second = storage.save("a.txt", ContentFile(b"2"))

    assert first == "a.txt"
    assert second != first
    assert names(storage) == sorted([first, second])


def test_overwriting_keeps_the_name(storage):
    storage.overwrite("icons/192.png", b"old")
    assert storage.overwrite("icons/192.png", ContentFile(b"new")) == "icons/192.png"

    assert b"".join(storage.chunks("icons/192.png")) == b"new"


def test_two_studios_have_the_same_names_and_not_the_same_files(storage, alpha, beta):
    storage.save("logo.png", ContentFile(b"alpha"))
    with studio_context(beta):
        assert not storage.exists("logo.png")
        assert names(storage) == []
        storage.save("logo.png", ContentFile(b"beta"))
        storage.delete_tree()
        assert names(storage) == []

    assert b"".join(storage.chunks("logo.png")) == b"alpha"


@pytest.mark.parametrize("name", CLIMBING)
def test_no_name_climbs_out(storage, name):
    acts = [
        storage.exists,
        storage.open,
        storage.delete,
        storage.sha256,
        storage.delete_tree,
        lambda name: list(storage.iterate_files(name)),
        lambda name: storage.overwrite(name, b"x"),
        lambda name: storage.link(name, Sending("text/plain")),
        lambda name: storage.internal_uri(name, Sending("text/plain")),
    ]
    for act in acts:
        with pytest.raises(SuspiciousFileOperation):
            act(name)


def test_ranges_are_read(storage):
    storage.save("letters.txt", ContentFile(b"0123456789"))

    assert b"".join(storage.chunks("letters.txt", start=3, length=4)) == b"3456"
    assert b"".join(storage.chunks("letters.txt", start=8)) == b"89"
    assert b"".join(storage.chunks("letters.txt", start=0, length=0)) == b""


def test_checksums_are_of_the_bytes(storage):
    storage.save("a.txt", ContentFile(b"abc"))

    assert storage.sha256("a.txt").startswith("ba7816bf8f01cfea")


def test_a_missing_file_is_told_the_same_way(storage):
    for act in (storage.size, storage.sha256, storage.get_modified_time, storage.open):
        with pytest.raises(FileNotFoundError):
            act("nowhere.txt")
    storage.delete("nowhere.txt")
    storage.delete_tree("nowhere")
    assert list(storage.iterate_files("nowhere")) == []


def test_files_are_listed_below_a_directory_and_not_beside_it(storage):
    for name in ("films/1/a.txt", "films/1/b/c.txt", "films/10/d.txt", "films/2.txt"):
        storage.save(name, ContentFile(name.encode()))

    assert names(storage, "films/1") == ["films/1/a.txt", "films/1/b/c.txt"]
    assert names(storage) == [
        "films/1/a.txt",
        "films/1/b/c.txt",
        "films/10/d.txt",
        "films/2.txt",
    ]
    assert next(storage.iterate_files("films/2.txt"), None) is None
    assert isinstance(next(storage.iterate_files("films")), StoredFile)
    assert sorted(storage.listdir("films")[0]) == ["1", "10"]


def test_a_tree_is_deleted_and_nothing_beside_it(storage):
    for name in ("films/1/a.txt", "films/1/b/c.txt", "films/10/d.txt"):
        storage.save(name, ContentFile(name.encode()))

    storage.delete_tree("films/1")

    assert names(storage) == ["films/10/d.txt"]


@pytest.fixture
def made(storage: StudioStorage) -> Path:
    directory = storage.work_root() / ".work"
    (directory / "720").mkdir(parents=True)
    (directory / "720" / "index.m3u8").write_bytes(b"#EXTM3U")
    (directory / "720" / "seg_00000.m4s").write_bytes(b"12345")
    return directory


def test_a_finished_directory_is_stored(storage, made):
    counts: list[int] = []
    assert names(storage) == []

    storage.put_tree(made, "films/1/v1", counted=counts.append)

    assert names(storage) == ["films/1/v1/720/index.m3u8", "films/1/v1/720/seg_00000.m4s"]
    assert sum(counts) == 12


def test_a_stop_while_storing_is_passed_on(storage, made):
    class Stopped(Exception):
        pass

    def stop(size: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        storage.put_tree(made, "films/1/v1", counted=stop)


def test_a_local_copy_is_there_while_it_is_needed(storage, tmp_path):
    source = tmp_path / "source"
    source.write_bytes(b"x" * 100_000)
    storage.put_file(source, "a.bin")
    counts: list[int] = []

    with storage.local_copy("a.bin", counted=counts.append) as path:
        assert path.read_bytes() == source.read_bytes()
    assert sum(counts) == 100_000
    assert not list(storage.work_root().glob("copy-*"))


def test_files_have_no_lasting_address(storage):
    with pytest.raises(ValueError, match="no URL"):
        storage.url("a.txt")


def test_quarantine_is_apart_and_has_no_address(storage):
    originals().overwrite("0199", b"unchecked")

    assert not storage.exists("0199")
    assert names(storage) == []
    assert [file.name for file in originals().iterate_files()] == ["0199"]
    for ask in (originals().link, originals().internal_uri):
        with pytest.raises(ValueError, match="quarantine"):
            ask("0199", Sending("video/mp4"))
    storage.delete_tree()
    assert originals().exists("0199")


class Unseekable(io.RawIOBase):
    """Reads like a socket: once, forwards, of unknown length, and breaks when told to."""

    def __init__(self, size: int, *, breaks_at: int | None = None) -> None:
        self.left, self.breaks_at, self.threads = size, breaks_at, set()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self.threads.add(threading.get_ident())
        if self.breaks_at is not None and self.left <= self.breaks_at:
            raise RuntimeError("enough")
        piece = min(len(buffer), self.left)
        buffer[:piece] = b"x" * piece
        self.left -= piece
        return piece


def test_a_stream_of_unknown_length_is_stored_by_the_thread_that_reads_it(storage):
    stream = Unseekable(20_000_000)
    storage.put_stream(io.BufferedReader(stream), "archives/all.zip")

    assert storage.size("archives/all.zip") == 20_000_000
    assert stream.threads == {threading.get_ident()}


def test_a_stream_that_breaks_changes_nothing(storage):
    storage.overwrite("archives/all.zip", b"before")
    stream = Unseekable(20_000_000, breaks_at=1_000_000)

    with pytest.raises(RuntimeError, match="enough"):
        storage.put_stream(io.BufferedReader(stream), "archives/all.zip")

    assert b"".join(storage.chunks("archives/all.zip")) == b"before"
    assert [file.name for file in storage.iterate_files()] == ["archives/all.zip"]
