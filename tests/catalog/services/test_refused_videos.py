"""Files that must never become films, and the sentence each one gets."""

from pathlib import Path

import pytest

from apps.accounts.models import User
from apps.catalog.adapters.files import sources
from apps.catalog.enums import EncodeState, UploadState
from apps.catalog.errors import EncodeNotRetryable, message_of
from apps.catalog.selectors.encodes import job_of
from apps.catalog.services.encodes import retry_encode
from apps.core.enums import JobState
from tests.catalog.conftest import BUNNY
from tests.catalog.disk import film_directory, version_directory

PLAYLIST = "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{path}\n#EXT-X-ENDLIST\n"

pytestmark = pytest.mark.slow


def written(directory: Path, name: str, content: bytes) -> Path:
    target = directory / name
    target.write_bytes(content)
    return target


def test_what_is_no_video_is_refused_and_not_kept(encoded, film, people, tmp_path):
    encode = encoded(written(tmp_path, "film.mp4", b"once upon a time " * 500))

    assert (encode.state, encode.error_code) == (EncodeState.FAILED, "not_a_video")
    assert encode.upload.state == UploadState.REFUSED
    assert not sources.path_of(encode.upload_id).exists()
    assert not film_directory(film.pk).exists()
    job = job_of(encode)
    assert (job.state, job.error_code) == (JobState.FAILED, "not_a_video")
    assert job.error_detail == message_of("not_a_video")
    film.refresh_from_db()
    assert film.current_encode is None
    with pytest.raises(EncodeNotRetryable):
        retry_encode(encode, by=User.objects.get(pk=people.ana.pk))


@pytest.mark.parametrize("scheme", ["", "file://", "concat:"])
def test_a_playlist_in_disguise_cannot_reach_other_files(encoded, clip, tmp_path, scheme):
    secret = clip("secret.ts", "-f", "lavfi", "-i", "testsrc2=size=64x64:rate=5:duration=1")
    disguised = written(tmp_path, "film.mp4", PLAYLIST.format(path=f"{scheme}{secret}").encode())

    assert encoded(disguised).error_code == "not_a_video"


def test_a_script_of_files_is_refused(encoded, tmp_path):
    script = f"ffconcat version 1.0\nfile '{BUNNY}'\n"

    assert encoded(written(tmp_path, "film.mp4", script.encode())).error_code == "not_a_video"


def test_a_day_in_a_small_file_is_too_long(encoded, clip):
    bomb = clip("day.mp4", "-f", "lavfi", "-i", "color=size=16x16:rate=1/120:duration=86400")

    assert encoded(bomb).error_code == "video_too_long"


def test_many_streams_are_refused(encoded, clip, silent_clip):
    crowd = clip("crowd.mkv", "-i", str(silent_clip), *["-map", "0:v"] * 61, "-c", "copy")

    assert encoded(crowd).error_code == "too_many_tracks"


def test_sound_alone_is_no_film(encoded, clip):
    song = clip("song.mp4", "-f", "lavfi", "-i", "sine=duration=1")

    assert encoded(song).error_code == "no_picture"


def test_a_file_cut_off_at_the_end_is_refused(encoded, tmp_path):
    whole = BUNNY.read_bytes()
    # The index of this clip stands at its end.
    assert encoded(written(tmp_path, "cut.mp4", whole[:600_000])).error_code == "not_a_video"


def test_a_film_that_breaks_off_in_the_middle_is_refused(encoded, clip, tmp_path):
    streaming = clip("streaming.mp4", "-i", str(BUNNY), "-c", "copy", "-movflags", "+faststart")
    cut = written(tmp_path, "cut.mp4", streaming.read_bytes()[:500_000])

    encode = encoded(cut)

    assert encode.error_code == "video_truncated"
    assert not version_directory(encode).exists()
