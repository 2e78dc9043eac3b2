"""The judge of packages can say no: for each rule, a package that breaks it and what it says then."""

import re
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from apps.catalog.domain.mp4 import boxes, find
from tests.catalog.conformance import RULES, Package, violations
from tests.catalog.disk import film_directory, version_directory
from tests.catalog.odd_sources import many_tracks
from tests.catalog.packages import package_of

pytestmark = pytest.mark.slow
Files = dict[str, bytes]
MASTER = "master"
made: list[tuple[Files, dict]] = []


@pytest.fixture
def sample(request) -> tuple[Files, dict]:
    """All addresses of a good package with their bytes, encoded once a run."""
    if not made:
        encode = request.getfixturevalue("encoded")(many_tracks(request.getfixturevalue("clip")))
        package = package_of(encode)
        files = {MASTER: package.master.encode()}
        for home in (version_directory(encode), film_directory(encode.film_id) / "text"):
            start = home if home.name != "text" else home.parent
            found = (path for path in home.rglob("*") if path.is_file())
            files |= {path.relative_to(start).as_posix(): path.read_bytes() for path in found}
        made.append((files, {"described": package.described, "sdh": package.sdh}))
    files, more = made[0]
    return dict(files), more


def judged(files: Files, more: dict) -> set[str]:
    package = Package(files[MASTER].decode(), files.__getitem__, **more)
    return {violation.rule for violation in violations(package)}


def replaced(address: str, pattern: str, by: str, count: int = 0) -> Callable[[Files], None]:
    def change(files: Files) -> None:
        text = files[address].decode()
        changed = re.sub(pattern, by, text, count=count, flags=re.MULTILINE)
        assert changed != text
        files[address] = changed.encode()

    return change


def without_the_last_segment(address: str) -> Callable[[Files], None]:
    return replaced(address, r"#EXTINF:[^\n]*\n[^#\n]+\n#EXT-X-ENDLIST", "#EXT-X-ENDLIST")


def first_text(change: Callable[[str], Callable[[Files], None]], name: str) -> Callable:
    def work(files: Files) -> None:
        change(next(key for key in files if key.startswith("text/") and key.endswith(name)))(files)

    return work


def unkeyed(address: str, place: int) -> Callable[[Files], None]:
    """The key frame of this fragment of the segment becomes an ordinary one, as its flags tell."""

    def change(files: Files) -> None:
        data = bytearray(files[address])
        fragment = [box for box in boxes(bytes(data)) if box.kind == b"moof"][place]
        run = find(bytes(data), "traf/trun", fragment)
        (told,) = struct.unpack_from(">I", data, run.body)
        assert told & 0x405 == 0x5, hex(told)
        data[run.body + 13] |= 0x01
        files[address] = bytes(data)

    return change


def two_tracks(files: Files) -> None:
    data = files["360/init.mp4"]
    movie = next(box for box in boxes(data) if box.kind == b"moov")
    track = find(data, "moov/trak")
    copy = data[track.start : track.end]
    size = struct.pack(">I", movie.end - movie.start + len(copy))
    files["360/init.mp4"] = (
        data[: movie.start] + size + data[movie.start + 4 : track.end] + copy + data[track.end :]
    )


def interlaced(files: Files) -> None:
    source = ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=24:duration=0.2"]
    codec = ["-c:v", "libx264", "-profile:v", "high", "-x264-params", "tff=1:interlaced=1"]
    form = ["-f", "mp4", "-movflags", "empty_moov+frag_keyframe", "pipe:1"]
    made = subprocess.run(
        ["ffmpeg", "-v", "error", *source, *codec, *form], capture_output=True, check=True
    ).stdout
    files["360/init.mp4"] = made[: find(made, "moov").end]


def one_variant(files: Files) -> None:
    replaced(MASTER, r"#EXT-X-STREAM-INF:[^\n]*\n240/index.m3u8\n", "")(files)


CONTROLS: dict[str, Callable[[Files], None]] = {
    "1.3": replaced(MASTER, r"avc1\.\w\w", "avc1.f4"),
    "1.13": unkeyed("360/seg_00001.m4s", 1),
    "1.14": interlaced,
    "1.19": replaced(MASTER, r"FRAME-RATE=24.000", "FRAME-RATE=90.000"),
    "1.26": replaced(MASTER, r"AVERAGE-BANDWIDTH=(\d+)", r"AVERAGE-BANDWIDTH=1\1"),
    "1.27": replaced(MASTER, r":BANDWIDTH=(\d+)", r":BANDWIDTH=1\1"),
    "1.33": replaced(MASTER, "640x360", "640x480"),
    "2.3": replaced(MASTER, 'CHANNELS="2"', 'CHANNELS="6"'),
    "2.12": replaced(MASTER, 'CHARACTERISTICS="public.accessibility.describes-video",', ""),
    "2.15": without_the_last_segment("a1/index.m3u8"),
    "2.17": two_tracks,
    "4.5": replaced(MASTER, 'CHARACTERISTICS="public.accessibility.transcribes[^"]*",', ""),
    "5.3": first_text(lambda key: replaced(key, "MPEGTS:0", "MPEGTS:900000"), "00000.vtt"),
    "5.5": first_text(without_the_last_segment, "index.m3u8"),
    "6.1": replaced(MASTER, "#EXT-X-I-FRAME-STREAM-INF:[^\n]*\n", ""),
    "6.8": replaced("i/index.m3u8", "#EXT-X-I-FRAMES-ONLY\n", ""),
    "6.10": replaced("i/index.m3u8", r"BYTERANGE:(\d+)@0$", r"BYTERANGE:9\1@0"),
    "7.4": unkeyed("360/seg_00001.m4s", 0),
    "7.5": replaced("360/index.m3u8", "TARGETDURATION:6", "TARGETDURATION:10"),
    "7.7": replaced("360/index.m3u8", r"EXTINF:4\.0+", "EXTINF:6.600000"),
    "8.1": replaced("360/index.m3u8", r"EXTINF:4\.0+", "EXTINF:3.800000"),
    "8.3": without_the_last_segment("240/index.m3u8"),
    "8.6": replaced("360/index.m3u8", "TYPE:VOD", "TYPE:EVENT"),
    "8.10": replaced(MASTER, 'LANGUAGE="hi",', ""),
    "8.20": replaced("360/index.m3u8", "#EXT-X-MAP[^\n]*\n", ""),
    "8.22": unkeyed("240/seg_00001.m4s", 1),
    "9.1": replaced(MASTER, r",mp4a\.40\.2", ""),
    "9.3": replaced(MASTER, "RESOLUTION=640x360,", "", 1),
    "9.9": one_variant,
    "9.11": replaced(MASTER, "#EXT-X-INDEPENDENT-SEGMENTS\n", ""),
    "9.14": replaced(MASTER, r"AVERAGE-BANDWIDTH=\d+,", ""),
    "9.15": replaced(MASTER, r"FRAME-RATE=24.000,", ""),
    "9.16": replaced(MASTER, "VIDEO-RANGE=SDR,", ""),
    "version": replaced("360/index.m3u8", "EXT-X-VERSION:7", "EXT-X-VERSION:5"),
    "groups": replaced(MASTER, 'NAME="हिन्दी"', 'NAME="English"'),
}


def test_a_good_package_breaks_no_rule(sample):
    assert judged(*sample) == set()


def test_there_is_a_control_for_each_rule():
    assert [rule.partition(" ")[0] for rule in RULES] == list(CONTROLS)


@pytest.mark.parametrize("number", CONTROLS)
def test_a_package_that_breaks_the_rule_is_told_of(number, sample):
    files, more = sample
    CONTROLS[number](files)

    assert number in {rule.partition(" ")[0] for rule in judged(files, more)}


def test_an_encrypted_segment_is_nothing_without_its_key(sample):
    files, more = sample
    files["360/seg_00000.m4s"] = files["360/seg_00000.m4s"][::-1]

    assert "7.4 segments begin with a key frame" in judged(files, more)


def test_what_is_missing_is_told_of(sample, tmp_path: Path):
    files, more = sample
    del files["360/seg_00001.m4s"]

    assert len(judged(files, more)) > 3
