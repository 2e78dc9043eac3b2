"""Real clips through the real ffmpeg."""

import hashlib
import json
import subprocess
from pathlib import Path

import m3u8
import pytest

from apps.accounts.models import AuditEvent
from apps.catalog.enums import EncodeState
from apps.catalog.models import Encode
from apps.catalog.selectors.encodes import job_of
from apps.catalog.selectors.packages import manifest_of
from apps.catalog.services.films import update_film
from apps.core.enums import JobState
from tests.catalog.conftest import BUNNY
from tests.catalog.disk import version_directory

pytestmark = pytest.mark.slow


def directory_of(encode: Encode) -> Path:
    return version_directory(encode)


def packets(directory: Path) -> list[dict]:
    whole = b"".join(
        [(directory / "init.mp4").read_bytes()]
        + [file.read_bytes() for file in sorted(directory.glob("*.m4s"))]
    )
    command = ["ffprobe", "-v", "error", "-show_entries", "packet=pts_time,duration_time,flags"]
    answer = subprocess.run(
        [*command, "-of", "json", "-i", "pipe:0"], input=whole, capture_output=True, check=True
    )
    return json.loads(answer.stdout)["packets"]


def keyframes(directory: Path) -> list[float]:
    return [round(float(p["pts_time"]), 3) for p in packets(directory) if "K" in p["flags"]]


def sizes(encode: Encode) -> dict[int, tuple[int, int]]:
    return {row.rung: (row.width, row.height) for row in encode.renditions.all()}


def test_a_real_clip_becomes_an_aligned_ladder(film, encoded, in_alpha):
    encode = encoded(BUNNY)

    assert encode.state == EncodeState.READY
    assert sizes(encode) == {
        240: (426, 240),
        360: (640, 360),
        480: (852, 480),
        720: (1280, 720),
    }
    directory = directory_of(encode)
    frames = {name: keyframes(directory / name) for name in ("240", "360", "480", "720")}
    assert frames["240"] == frames["360"] == frames["480"] == frames["720"] == [0.0, 2.0, 4.0]
    assert keyframes(directory / "a0")[0] == 0.0
    film.refresh_from_db()
    assert (film.current_encode, film.state, film.runtime_seconds) == (encode, "draft", 5)
    assert film.poster
    assert film.backdrop
    assert job_of(encode).state == JobState.DONE
    assert encode.upload.sha256 == hashlib.sha256(BUNNY.read_bytes()).hexdigest()


def test_declared_bandwidth_is_what_is_on_disk(encoded, clip):
    long = clip(
        "nine.mp4",
        *("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=24000/1001:duration=13"),
        *("-f", "lavfi", "-i", "sine=frequency=440:duration=11", "-shortest", "-t", "13"),
    )
    encode = encoded(long)
    directory = directory_of(encode)

    master = m3u8.loads(manifest_of(encode))

    assert master.is_independent_segments
    assert [media.uri for media in master.media] == ["a0/index.m3u8"]
    sound = rates(directory / "a0")
    for variant in master.playlists:
        picture = rates(directory / variant.uri.split("/")[0])
        declared = variant.stream_info
        assert declared.bandwidth == pytest.approx(picture[0] + sound[0], rel=0.1)
        assert declared.average_bandwidth == pytest.approx(picture[1] + sound[1], rel=0.1)
        assert declared.codecs.startswith("avc1.")
        assert declared.codecs.endswith(",mp4a.40.2")
        assert declared.frame_rate == 23.976


def rates(directory: Path) -> tuple[float, float]:
    """Peak and average bits a second; the playlist must keep Apple's promises on the way."""
    playlist = m3u8.load(str(directory / "index.m3u8"))
    assert playlist.playlist_type == "vod"
    assert playlist.segment_map[0].uri == "init.mp4"
    assert all(s.duration <= playlist.target_duration + 0.5 for s in playlist.segments)
    assert all(s.duration <= 6.5 for s in playlist.segments)
    bits = [8 * (directory / s.uri).stat().st_size for s in playlist.segments]
    seconds = [s.duration for s in playlist.segments]
    runs = [slice(a, b) for a in range(len(bits)) for b in range(a + 1, len(bits) + 1)]
    peaks = [sum(bits[run]) / sum(seconds[run]) for run in runs if 3 <= sum(seconds[run]) <= 9]
    return max(peaks), sum(bits) / sum(seconds)


def test_sound_and_picture_are_equally_long(encoded, clip):
    uneven = clip(
        "uneven.mkv",
        *("-f", "lavfi", "-i", "testsrc2=size=160x90:rate=25:duration=8"),
        *("-f", "lavfi", "-i", "sine=duration=2"),
    )
    directory = directory_of(encoded(uneven))

    ends = [
        max(float(p["pts_time"]) + float(p.get("duration_time", 0)) for p in packets(directory / n))
        for n in ("240", "a0")
    ]

    assert ends[0] == pytest.approx(8, abs=0.05)
    assert ends[1] == pytest.approx(8, abs=0.05)


@pytest.mark.parametrize(
    ("name", "arguments", "expected"),
    [
        (
            "portrait.mp4",
            ["testsrc2=size=360x640:rate=10:duration=1"],
            {240: (240, 426), 360: (360, 640)},
        ),
        (
            "odd.mkv",
            ["testsrc2=size=853x479:rate=10:duration=1", "-c:v", "ffv1"],
            {240: (426, 238), 360: (640, 358), 480: (852, 478)},
        ),
        ("tiny.mp4", ["testsrc2=size=32x18:rate=10:duration=1"], {144: (32, 18), 240: (32, 18)}),
        (
            "anamorphic.mp4",
            ["testsrc2=size=360x288:rate=10:duration=1,setsar=16/15"],
            {144: (192, 144), 240: (320, 240)},
        ),
    ],
)
def test_shapes_keep_their_aspect_and_never_grow(encoded, clip, name, arguments, expected):
    encode = encoded(clip(name, "-f", "lavfi", "-i", *arguments))

    assert encode.state == EncodeState.READY, encode.error_code
    assert sizes(encode) == expected


def test_a_turned_phone_video_stands_upright(encoded, clip, silent_clip):
    turned = clip(
        "turned.mp4", "-i", str(silent_clip), "-c", "copy", "-metadata:s:v:0", "rotate=90"
    )

    assert sizes(encoded(turned)) == {144: (90, 160), 240: (90, 160)}


def test_a_silent_film_declares_no_sound(encoded, silent_clip):
    encode = encoded(silent_clip)

    master = manifest_of(encode)

    assert encode.has_audio is False
    assert "AUDIO" not in master
    assert "mp4a" not in master
    assert not (directory_of(encode) / "a0").exists()


def test_a_wish_to_publish_is_granted_when_ready(film, encoded, silent_clip, people):
    update_film(film, by=people.ana, publish_when_ready=True)

    encoded(silent_clip)

    film.refresh_from_db()
    assert film.is_published
    assert not film.publish_when_ready
    assert AuditEvent.objects.filter(action="film.published", actor_label="worker").count() == 1
