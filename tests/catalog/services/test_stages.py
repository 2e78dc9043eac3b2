"""Steps of an encode: what can be watched when, and what is done again after it went wrong."""

from unittest.mock import Mock

import pytest

from apps.catalog.adapters.ffmpeg.process import FFmpegDiskFull, FFmpegFailed
from apps.catalog.domain.encryption import KEY_BYTES
from apps.catalog.enums import EncodeState, FilmState
from apps.catalog.errors import EncodeNotRetryable, EncodeRunning
from apps.catalog.models import Encode, Film, TextTrack
from apps.catalog.selectors.encodes import film_with_the_same_file, job_of
from apps.catalog.selectors.packages import manifest_of
from apps.catalog.services import transcoding
from apps.catalog.services.content_keys import content_key_of
from apps.catalog.services.encodes import (
    cancel_encode,
    forget_replaced_encodes,
    retry_encode,
    start_encode,
)
from apps.catalog.services.films import create_film, delete_film, update_film
from apps.catalog.services.pipeline import run_stage
from apps.catalog.services.uploads import create_upload
from apps.core.enums import JobState
from apps.core.models import Job, Task
from apps.core.tenancy import studio_context
from tests.catalog.disk import film_directory, version_directory
from tests.catalog.encoding import attempts_of, run_encode, states_of

pytestmark = pytest.mark.slow


@pytest.fixture
def large_clip(clip):
    """One second with a large rendition: four rungs."""
    return clip("steps.mp4", "-f", "lavfi", "-i", "testsrc2=size=854x480:rate=10:duration=1")


@pytest.fixture
def half_ready(uploaded, large_clip) -> Encode:
    """Encoded as far as a film can be watched early."""
    encode = uploaded(large_clip)
    run_encode(encode, until="high")
    return Encode.objects.get(pk=encode.pk)


def rungs_of(encode: Encode) -> list[int]:
    return sorted(encode.renditions.values_list("rung", flat=True))


def queued_steps() -> list[dict]:
    return list(Task.objects.for_studio().order_by("pk").values_list("kwargs", flat=True))


def test_a_film_is_watched_before_its_large_renditions_are_made(film, people, uploaded, large_clip):
    update_film(film, by=people.ana, publish_when_ready=True)
    encode = uploaded(large_clip)

    run_encode(encode, until="high")

    encode.refresh_from_db()
    film.refresh_from_db()
    assert (encode.state, encode.is_complete) == (EncodeState.READY, False)
    assert (film.current_encode, film.state) == (encode, FilmState.PUBLISHED)
    assert rungs_of(encode) == [240, 360]
    assert "\n480/index.m3u8" not in manifest_of(encode)
    job = job_of(encode)
    assert (job.state, job.step) == (JobState.RUNNING, "low")
    assert 0 < job.percent < 100

    run_encode(encode)

    encode.refresh_from_db()
    assert (encode.state, encode.is_complete) == (EncodeState.READY, True)
    assert rungs_of(encode) == [240, 360, 480]
    assert "\n480/index.m3u8" in manifest_of(encode)
    assert (job_of(encode).state, job_of(encode).percent) == (JobState.DONE, 100)
    assert states_of(encode) == {
        "probe": "done",
        "low": "done",
        "high": "done",
        "audio": "skipped",
        "subtitles": "skipped",
        "trickplay": "done",
    }


def test_each_step_queues_the_next_with_the_end_of_its_own(half_ready):
    pk = str(half_ready.pk)
    assert queued_steps() == [
        {"encode_pk": pk},
        {"encode_pk": pk, "stage": "low"},
        {"encode_pk": pk, "stage": "high"},
    ]

    run_stage(half_ready, "low")
    run_stage(half_ready, "trickplay")

    assert len(queued_steps()) == 3
    assert attempts_of(half_ready) == {"probe": 1, "low": 1}


def test_what_is_watched_in_full_is_not_replaced_by_what_is_not(
    film, encoded, uploaded, large_clip
):
    first = encoded(large_clip)
    second = uploaded(large_clip)

    run_encode(second, until="high")
    film.refresh_from_db()
    assert film.current_encode == first
    assert Encode.objects.get(pk=second.pk).state == EncodeState.ENCODING

    run_encode(second)
    film.refresh_from_db()
    assert film.current_encode == second


def test_a_second_video_waits_for_the_first_one_to_be_whole(film, half_ready, people):
    with pytest.raises(EncodeRunning):
        start_encode(film, upload=half_ready.upload, by=people.ana)

    run_encode(half_ready)
    assert start_encode(film, upload=half_ready.upload, by=people.ana).version == 2


def test_cancelling_keeps_what_can_be_watched_and_trying_again_does_the_rest(
    film, half_ready, people
):
    cancel_encode(half_ready, by=people.ana)
    run_encode(half_ready)

    half_ready.refresh_from_db()
    film.refresh_from_db()
    assert (half_ready.state, half_ready.is_complete) == (EncodeState.READY, False)
    assert film.current_encode == half_ready
    assert job_of(half_ready).state == JobState.CANCELLED
    assert rungs_of(half_ready) == [240, 360]

    again = retry_encode(half_ready, by=people.ana)
    run_encode(again)

    again.refresh_from_db()
    assert again.is_complete
    assert rungs_of(again) == [240, 360, 480]
    assert attempts_of(again) == {"probe": 1, "low": 1, "high": 2, "trickplay": 1}
    with pytest.raises(EncodeNotRetryable):
        retry_encode(again, by=people.ana)


def test_a_step_that_fails_leaves_the_film_as_it_is_watched(film, half_ready, people, monkeypatch):
    def broken(*arguments, **more):
        raise FFmpegFailed("no")

    with monkeypatch.context() as patch:
        patch.setattr(transcoding.ffmpeg, "encode", broken)
        run_encode(half_ready)

    half_ready.refresh_from_db()
    film.refresh_from_db()
    assert (half_ready.state, half_ready.error_code) == (EncodeState.READY, "encode_failed")
    assert film.current_encode == half_ready
    assert job_of(half_ready).state == JobState.FAILED
    assert states_of(half_ready)["high"] == "failed"

    again = retry_encode(half_ready, by=people.ana)
    run_encode(again)
    again.refresh_from_db()
    assert (again.is_complete, again.error_code) == (True, "")
    assert attempts_of(again)["low"] == 1


def test_what_was_made_before_a_failure_is_not_made_again(
    film, encoded, uploaded, large_clip, people, monkeypatch
):
    encoded(large_clip)
    second = uploaded(large_clip)
    run_encode(second, until="high")

    def full(*arguments, **more):
        raise FFmpegDiskFull("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(transcoding.ffmpeg, "encode", full)
        run_encode(second)
    second.refresh_from_db()
    assert (second.state, second.error_code) == (EncodeState.FAILED, "encode_disk_full")

    run_encode(retry_encode(second, by=people.ana))

    second.refresh_from_db()
    film.refresh_from_db()
    assert film.current_encode == second
    assert attempts_of(second) == {"probe": 1, "low": 1, "high": 2, "trickplay": 1}


def test_a_cancelled_encode_that_nobody_watched_leaves_nothing(
    encoded, uploaded, large_clip, people
):
    first = encoded(large_clip)
    second = uploaded(large_clip)
    run_encode(second, until="high")
    home = version_directory(Encode.objects.get(pk=second.pk))
    assert home.is_dir()

    cancel_encode(second, by=people.ana)
    run_stage(second, "high")

    second.refresh_from_db()
    assert second.state == EncodeState.CANCELLED
    assert not home.exists()
    assert set(states_of(second).values()) == {"waiting"}
    assert rungs_of(second) == []
    folders = [entry.name for entry in film_directory(first.film_id).iterdir() if entry.is_dir()]
    assert folders == [first.folder]


def test_time_left_is_told_over_all_steps(uploaded, large_clip, monkeypatch):
    told = []
    monkeypatch.setattr("apps.core.jobs.SECONDS_BETWEEN_REPORTS", 0)
    monkeypatch.setattr("apps.catalog.domain.stages.LEAST_SECONDS_TO_GUESS", 0.0)
    monkeypatch.setattr(
        "apps.core.jobs._announce", lambda job: told.append((job.percent, job.seconds_left))
    )

    run_encode(uploaded(large_clip))

    percents = [percent for percent, _left in told]
    assert percents == sorted(percents)
    assert any(left is not None for _percent, left in told)


def test_the_same_file_is_known_by_its_fingerprint(film, encoded, large_clip, silent_clip, people):
    first = encoded(large_clip)
    other = create_film("Another Title", by=people.ana)
    same = encoded(large_clip, to=other)
    different = encoded(silent_clip, to=create_film("A Third", by=people.ana))

    assert film_with_the_same_file(same.upload) == film
    assert film_with_the_same_file(first.upload) == other
    assert film_with_the_same_file(different.upload) is None


def test_the_same_file_in_another_studio_is_nobodys_business(
    beta, encoded, uploaded, large_clip, people
):
    first = encoded(large_clip)
    assert first.upload.sha256
    with studio_context(beta):
        theirs = create_film("Theirs", by=people.bima)
        encode = uploaded(large_clip, to=theirs)
        run_encode(encode)
        encode.upload.refresh_from_db()
        assert encode.upload.sha256 == first.upload.sha256
        assert film_with_the_same_file(encode.upload) is None


def test_the_key_of_a_version_is_its_own_and_not_in_the_clear(uploaded, silent_clip, film):
    Film.objects.filter(pk=film.pk).update(is_encrypted=True)
    film.refresh_from_db()
    keys = []
    for _ in range(2):
        encode = uploaded(silent_clip)
        run_encode(encode)
        encode.refresh_from_db()
        keys.append(content_key_of(encode))
        assert keys[-1].hex() not in encode.content_key

    assert {len(key) for key in keys} == {KEY_BYTES}
    assert keys[0] != keys[1]


def test_a_step_of_another_release_is_left_alone(uploaded, silent_clip):
    from apps.catalog.tasks import transcode_film

    encode = uploaded(silent_clip)
    transcode_film(encode_pk=str(encode.pk), stage="something_newer")

    assert attempts_of(encode) == {}
    assert Job.objects.for_studio().get().state == JobState.QUEUED


def test_subtitles_fit_a_new_video(film, encoded, silent_clip, clip):
    encoded(silent_clip)
    track = TextTrack.objects.create(
        film=film, language="ta", name="தமிழ்", vtt="WEBVTT\n", cues=1, packaged_version=1
    )
    Task.objects.for_studio().delete()

    encoded(clip("longer.mp4", "-f", "lavfi", "-i", "testsrc2=size=160x90:rate=10:duration=3"))

    track.refresh_from_db()
    assert (track.version, track.packaged_version) == (2, 1)
    asked = Task.objects.for_studio().filter(name="catalog.package_text")
    assert [row.kwargs for row in asked] == [{"track_pk": str(track.pk)}]


def test_nothing_is_uploaded_or_deleted_while_a_film_is_half_ready(film, half_ready, people):
    with pytest.raises(EncodeRunning):
        create_upload("again.mp4", size=10, by=people.ana, film=film)
    with pytest.raises(EncodeRunning):
        delete_film(film, by=people.ana)

    run_encode(half_ready)
    assert create_upload("again.mp4", size=10, by=people.ana, film=film).pk


def test_the_parts_of_a_failed_version_go_when_another_has_overtaken_it(
    film, encoded, uploaded, large_clip, people, monkeypatch
):
    encoded(large_clip)
    failed = uploaded(large_clip)
    run_encode(failed, until="high")
    with monkeypatch.context() as patch:
        patch.setattr(transcoding.ffmpeg, "encode", Mock(side_effect=FFmpegFailed("no")))
        run_encode(failed)
    failed.refresh_from_db()
    home = version_directory(failed)
    forget_replaced_encodes()
    assert home.is_dir()

    latest = encoded(large_clip)
    forget_replaced_encodes()

    failed.refresh_from_db()
    film.refresh_from_db()
    assert not home.exists()
    assert (failed.state, failed.folder, film.current_encode) == (EncodeState.FAILED, "", latest)
