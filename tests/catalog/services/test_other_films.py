"""Films of other habits through the real ffmpeg: each plays by all rules, in its own colours."""

import subprocess
from pathlib import Path

import pytest

from apps.catalog.enums import EncodeState
from apps.catalog.models import Encode, TextTrack
from tests.catalog import other_films
from tests.catalog.conformance import violations
from tests.catalog.disk import version_directory
from tests.catalog.packages import package_of

pytestmark = pytest.mark.slow
# How long each lasts, and its pictures a second.
FILMS = {
    "hybrid_log_gamma": (3, 25),
    "broken_clocks": (8, 25),
    "motion_jpeg": (3, 25),
    "prores_with_timecode": (3, 25),
    "late_start": (3, 25),
    "cut_by_an_edit_list": (4.6, 25),
    "sound_two_seconds_late": (5, 25),
    "one_frame": (0.04, 25),
    "slow_motion": (2, 60),
    "turned_the_other_way": (3, 25),
    "see_through": (3, 25),
    "red_green_blue": (3, 25),
    "slow_clock": (3, 25),
}
SAME_COLOUR = 5
# A row of the bars as seven colours.
ROW = "crop=iw*0.9:ih*0.5:0:0,scale=7:1:flags=area,format=rgb24"


@pytest.fixture
def made(encoded, clip):
    def work(name: str) -> Encode:
        encode = encoded(getattr(other_films, name)(clip))
        assert encode.state == EncodeState.READY, encode.error_code
        assert violations(package_of(encode)) == []
        return encode

    return work


@pytest.mark.parametrize("name", FILMS)
def test_a_film_plays_as_long_and_as_fast_as_it_should(name, made):
    encode = made(name)
    seconds, rate = FILMS[name]

    for playlist in package_of(encode).pictures.values():
        assert abs(playlist.seconds - seconds) <= 1.1 / rate
    assert {float(row.frame_rate) for row in encode.renditions.all()} == {rate}


def whole(encode: Encode, rung: int) -> Path:
    folder = version_directory(encode) / str(rung)
    target = folder / "whole.mp4"
    pieces = [folder / "init.mp4", *sorted(folder.glob("*.m4s"))]
    target.write_bytes(b"".join(piece.read_bytes() for piece in pieces))
    return target


def colours_of(path: Path) -> bytes:
    command = ["ffmpeg", "-v", "error", "-ss", "0.2", "-i", str(path), "-frames:v", "1"]
    command += ["-vf", ROW, "-f", "rawvideo", "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout


@pytest.mark.parametrize("name", ["motion_jpeg", "see_through", "red_green_blue"])
def test_colours_stay_what_they_are(name, made, clip):
    before = colours_of(getattr(other_films, name)(clip))

    after = colours_of(whole(made(name), 240))

    assert len(before) == 21
    assert max(abs(a - b) for a, b in zip(before, after, strict=True)) <= SAME_COLOUR


def test_every_quality_says_the_same_of_its_colours(encoded, clip):
    """Players take an untold small picture for another standard than an untold large one."""
    encode = encoded(clip("untold.mp4", *other_films.bars(size="1280x720", seconds=1)))

    assert {colour_words(whole(encode, rung)) for rung in (240, 720)} == {"bt709,bt709,bt709"}


def colour_words(path: Path) -> str:
    command = ["ffprobe", "-v", "error", "-of", "csv=p=0"]
    command += ["-show_entries", "stream=color_space,color_transfer,color_primaries", str(path)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def test_sounds_of_all_codecs_are_kept(made):
    encode = made("many_sounds")

    rows = encode.audio_tracks.order_by("folder")
    assert [(row.folder, row.language, row.channels) for row in rows] == [
        ("a0", "hi", 2),
        ("a1", "en", 2),
        *((f"a{number}", "und", 2) for number in (2, 3, 4)),
        ("a5", "hi", 6),
        ("a6", "en", 6),
    ]
    assert {row.width for row in encode.renditions.all()} == {256}


def test_words_are_kept_and_drawn_ones_left_out(made, film):
    made("words_of_all_kinds")

    texts = {row.language: (row.kind, row.vtt) for row in TextTrack.objects.filter(film=film)}
    assert set(texts) == {"en", "hi"}
    assert texts["en"][0] == "forced"
    assert "Styled" in texts["hi"][1]
