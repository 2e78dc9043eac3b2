"""Workers that die, are stopped, or have no disk left, at each boundary of each step of an encode."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from apps.catalog.enums import EncodeState
from apps.catalog.errors import EncodeDiskFull, message_of
from apps.catalog.models import Encode, Film, TextTrack, Upload
from apps.catalog.selectors.encodes import is_half_ready, job_of
from apps.catalog.selectors.packages import manifest_of
from apps.catalog.services import encodes, pipeline, stages, transcoding, trickplay
from apps.catalog.services.encodes import cancel_encode, forget_replaced_encodes, retry_encode
from apps.catalog.services.stages import Run
from apps.catalog.services.uploads import expire_stale_uploads
from apps.core.enums import JobState
from tests.catalog.conformance import violations
from tests.catalog.disk import film_directory, version_directory
from tests.catalog.encoding import attempts_of, run_encode
from tests.catalog.odd_sources import ENGLISH, FAST, picture, tone
from tests.catalog.packages import package_of

pytestmark = pytest.mark.slow
STEPS = ["probe", "low", "high", "audio", "subtitles", "trickplay"]


class Killed(BaseException):
    """Signal 9: nothing of ours runs afterwards but what a next worker does."""


@pytest.fixture
def path(clip, tmp_path) -> Path:
    """A second that needs every step."""
    words = tmp_path / "words.srt"
    words.write_text(ENGLISH)
    inputs = [*picture("640x480", "5", 1), *tone(1), *tone(1, 550), "-i", str(words)]
    maps = [part for number in range(4) for part in ("-map", str(number))]
    return clip("every_step.mkv", *inputs, *maps, *FAST)


def dies(monkeypatch, where, name: str, *, after: bool) -> None:
    """The next call of ``name`` is the last thing this worker does."""
    work = getattr(where, name)

    def last(*args, **more):
        monkeypatch.setattr(where, name, work)
        if after:
            work(*args, **more)
        raise Killed

    monkeypatch.setattr(where, name, last)


def try_until_death(encode: Encode) -> None:
    with pytest.raises(Killed):
        run_encode(encode)
    all_that_is_played_is_there()


def all_that_is_played_is_there() -> None:
    film = Film.objects.select_related("current_encode").get()
    if film.current_encode is None:
        return
    home = version_directory(film.current_encode)
    listed = [line for line in manifest_of(film.current_encode).splitlines() if line[:1] != "#"]
    for address in filter(None, listed):
        playlist = home / address
        names = [line for line in playlist.read_text().splitlines() if line[:1] != "#"]
        assert all((playlist.parent / name).stat().st_size for name in filter(None, names))


@pytest.mark.parametrize("step", STEPS)
def test_a_step_survives_its_workers_at_every_boundary(step, uploaded, path, monkeypatch):
    """Before its files become known, in the transaction that tells of them, and right behind it."""
    encode = uploaded(path)
    run_encode(encode, until=step)

    dies(monkeypatch, Run, "finish", after=False)
    try_until_death(encode)
    dies(monkeypatch, stages, "queue_next", after=True)
    try_until_death(encode)
    dies(monkeypatch, Run, "finish", after=True)
    try_until_death(encode)
    run_encode(encode)

    encode.refresh_from_db()
    assert (encode.state, encode.is_complete) == (EncodeState.READY, True), encode.error_code
    assert job_of(encode).state == JobState.DONE
    assert attempts_of(encode) == {name: 3 if name == step else 1 for name in STEPS}
    assert violations(package_of(encode)) == []
    left = {entry.name for entry in film_directory(encode.film_id).iterdir() if entry.is_dir()}
    assert left == {encode.folder, "text"}
    parts = {entry.name for entry in version_directory(encode).iterdir()}
    assert parts == {"240", "360", "480", "a0", "a1", "i", "sprites"}


@pytest.mark.parametrize("step", STEPS)
def test_an_encode_is_stopped_in_any_step_and_tried_again(
    step, uploaded, path, people, monkeypatch
):
    encode = uploaded(path)
    run_encode(encode, until=step)
    finish = Run.finish

    def stopped(run: Run, write: Callable[[], None]) -> None:
        monkeypatch.setattr(Run, "finish", finish)
        cancel_encode(Encode.objects.get(), by=people.ana)
        finish(run, write)

    monkeypatch.setattr(Run, "finish", stopped)
    run_encode(encode)

    encode.refresh_from_db()
    assert job_of(encode).state == JobState.CANCELLED, encode.error_code
    all_that_is_played_is_there()
    if step in {"probe", "low"}:
        assert encode.state == EncodeState.CANCELLED
        assert not [entry for entry in film_directory(encode.film_id).glob("*") if entry.is_dir()]
    else:
        assert is_half_ready(encode)

    run_encode(retry_encode(encode, by=people.ana))

    encode.refresh_from_db()
    assert (encode.state, encode.is_complete) == (EncodeState.READY, True)
    assert violations(package_of(encode)) == []
    assert TextTrack.objects.count() == 1


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_said_and_goes_on_when_there_is_room(
    number, uploaded, silent_clip, people, monkeypatch
):
    encode = uploaded(silent_clip)
    store = Run.store

    def full(run: Run, work: Path, parts: list[str]) -> None:
        raise OSError(number, "There is no room.")

    monkeypatch.setattr(Run, "store", full)
    run_encode(encode)

    encode.refresh_from_db()
    assert (encode.state, encode.error_code) == (EncodeState.FAILED, EncodeDiskFull.code)
    assert job_of(encode).error_detail == message_of(EncodeDiskFull.code)
    assert not list(film_directory(encode.film_id).glob(".work-*"))

    monkeypatch.setattr(Run, "store", store)
    run_encode(retry_encode(encode, by=people.ana))

    encode.refresh_from_db()
    assert encode.is_complete


@pytest.mark.parametrize("step", ["low", "trickplay"])
def test_ffmpeg_that_says_nothing_of_a_full_disk_is_not_believed(
    step, uploaded, silent_clip, monkeypatch
):
    """It ends with success, with its last file cut off (seen on a tmpfs of 200 KB)."""
    encode = uploaded(silent_clip)
    run_encode(encode, until=step)
    module, name = (transcoding, "encode") if step == "low" else (trickplay, "draw")
    work = getattr(module.ffmpeg, name)

    def cut_off(*args, **more) -> None:
        work(*args, **more)
        home = next(film_directory(encode.film_id).glob(".work-*"))
        kind = "*.m4s" if step == "low" else "*.jpg"
        for path in home.rglob(kind):
            os.truncate(path, path.stat().st_size - 10)
        monkeypatch.setattr("apps.catalog.adapters.files.packages.NEXT_TO_NOTHING", 10**15)

    monkeypatch.setattr(module.ffmpeg, name, cut_off)
    run_encode(encode)

    encode.refresh_from_db()
    assert encode.error_code == EncodeDiskFull.code
    assert not encode.is_complete
    all_that_is_played_is_there()


def test_another_fault_of_the_disk_is_left_to_the_queue(uploaded, silent_clip, monkeypatch):
    def broken(run: Run, work: Path, parts: list[str]) -> None:
        raise OSError(errno.EIO, "The disk is broken.")

    monkeypatch.setattr(Run, "store", broken)

    with pytest.raises(OSError, match="broken"):
        run_encode(uploaded(silent_clip))


def test_a_disk_without_room_for_what_is_made_is_said_before(uploaded, silent_clip, monkeypatch):
    monkeypatch.setattr("apps.catalog.adapters.files.sources.RESERVE_BYTES", 10**15)
    encode = Encode.objects.get(pk=uploaded_without_check(uploaded, silent_clip, monkeypatch))

    run_encode(encode)

    encode.refresh_from_db()
    assert encode.error_code == EncodeDiskFull.code


def uploaded_without_check(uploaded, clip, monkeypatch):
    with monkeypatch.context() as roomy:
        roomy.setattr("apps.catalog.adapters.files.sources.RESERVE_BYTES", 0)
        return uploaded(clip).pk


def test_a_replaced_version_is_forgotten_though_a_worker_died_at_it(
    encoded, silent_clip, monkeypatch, django_capture_on_commit_callbacks
):
    first, second = encoded(silent_clip), encoded(silent_clip)
    monkeypatch.setattr(encodes, "KEEP_REPLACED", -encodes.KEEP_REPLACED)
    dies(monkeypatch, encodes.packages, "remove_folder", after=False)
    with pytest.raises(Killed), django_capture_on_commit_callbacks(execute=True):
        forget_replaced_encodes()

    with django_capture_on_commit_callbacks(execute=True):
        forget_replaced_encodes()

    assert list(Encode.objects.all()) == [second]
    assert not version_directory(first).exists()
    assert version_directory(second).exists()
    assert not encodes.sources.path_of(first.upload_id).exists()


def test_a_refused_original_goes_though_its_worker_died_at_it(uploaded, tmp_path, monkeypatch):
    wrong = tmp_path / "film.mp4"
    wrong.write_bytes(b"once upon a time " * 500)
    encode = uploaded(wrong)
    dies(monkeypatch, pipeline.sources, "remove", after=False)
    with pytest.raises(Killed):
        run_encode(encode)
    assert encodes.sources.path_of(encode.upload_id).exists()

    assert expire_stale_uploads() == 0
    Upload.objects.update(expires_at=encode.created_at)
    assert expire_stale_uploads() == 1

    assert not encodes.sources.path_of(encode.upload_id).exists()
