"""A worker is killed in the midst of an encode: real queue, real ffmpeg, a real signal 9."""

import subprocess
import time
from pathlib import Path

import pytest

from apps.accounts.models import User
from apps.catalog.enums import EncodeState
from apps.catalog.models import Encode, Film
from apps.catalog.selectors.encodes import job_of
from apps.catalog.selectors.packages import manifest_of
from apps.catalog.services.films import create_film
from apps.catalog.services.uploads import upload_file
from apps.core.enums import JobState
from apps.core.tenancy import studio_context
from deploy.attack.field import wait_until
from tests.catalog.disk import version_directory
from tests.catalog.encoding import attempts_of
from tests.people import make_cast

pytestmark = pytest.mark.slow
PATIENCE = 240


@pytest.fixture
def alpha(field, monkeypatch, settings, tmp_path):
    """The studio, whose workers keep their files where this test does."""
    monkeypatch.setenv("MEDIA_ROOT", settings.MEDIA_ROOT)
    monkeypatch.setenv("UPLOAD_ROOT", settings.UPLOAD_ROOT)
    monkeypatch.setenv("FFMPEG_PRESET", "veryfast")
    with studio_context(field.studios[0]):
        yield field.studios[0]


@pytest.fixture
def owner(alpha, field) -> User:
    return make_cast(*field.studios).ana


def video(directory: Path) -> Path:
    target = directory / "long.mp4"
    source = "testsrc2=size=1280x720:rate=25:duration=14"
    command = ["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, "-f", "lavfi"]
    command += ["-i", "sine=duration=14", "-preset", "ultrafast", str(target)]
    subprocess.run(command, check=True)
    return target


def what_players_find() -> set[str]:
    """The qualities of the film now; each must have every file that its playlists name."""
    film = Film.objects.select_related("current_encode").get()
    encode = film.current_encode
    if encode is None:
        return set()
    home = version_directory(encode)
    listed = [line for line in manifest_of(encode).splitlines() if line and line[0] != "#"]
    for address in listed:
        playlist = home / address
        names = [line for line in playlist.read_text().splitlines() if line and line[0] != "#"]
        assert names
        assert all((playlist.parent / name).stat().st_size for name in names)
    return {address.partition("/")[0] for address in listed}


def watched_until(reached) -> set[str]:
    """Look at the film all the time until ``reached``; every set of qualities that was found."""
    seen: set[str] = set()

    def look() -> bool:
        seen.add(" ".join(sorted(what_players_find(), key=int)))
        return reached()

    assert wait_until(look, PATIENCE)
    return seen


def is_at(encode: Encode, name: str, *, percent: float) -> bool:
    return encode.stages.filter(name=name, state="running", percent__gt=percent).exists()


def test_only_the_step_at_hand_is_done_again_and_no_half_version_is_played(field, owner, tmp_path):
    film = create_film("A Long One", by=owner)
    upload_file(video(tmp_path), film=film, by=owner)
    encode = film.encodes.get()
    field.start_relay()
    field.start_worker("worker-a", concurrency=1, queues="media")

    seen = watched_until(lambda: is_at(encode, "high", percent=3))
    field.kill("worker-a")

    assert is_at(encode, "high", percent=3)
    encode.refresh_from_db()
    assert (encode.state, encode.is_complete) == (EncodeState.READY, False)
    assert what_players_find() == {"240", "360"}
    small = sorted(version_directory(encode).rglob("*.m4s"))
    made = {path: path.stat().st_mtime_ns for path in small}
    began = time.monotonic()

    field.start_worker("worker-b", concurrency=1, queues="media")
    seen |= watched_until(lambda: job_of(encode).is_over)

    encode.refresh_from_db()
    assert (encode.state, encode.is_complete) == (EncodeState.READY, True), encode.error_code
    assert attempts_of(encode) == {"probe": 1, "low": 1, "high": 2, "trickplay": 1}
    assert {path: path.stat().st_mtime_ns for path in small} == made
    assert seen == {"", "240 360", "240 360 480 720"}
    assert job_of(encode).state == JobState.DONE
    assert wait_until(lambda: not field.left(name="catalog.transcode_film"), 10)
    assert time.monotonic() - began < PATIENCE
    assert not list(version_directory(encode).parent.glob(".work-*"))
