"""Odd sources through the real ffmpeg: each becomes a package that breaks none of Apple's rules."""

from pathlib import Path

import pytest

from apps.catalog.adapters.ffmpeg.probe import probe
from apps.catalog.domain.source import read_source
from apps.catalog.enums import EncodeState
from apps.catalog.models import Film, TextTrack
from tests.catalog import odd_sources
from tests.catalog.conformance import violations
from tests.catalog.disk import version_directory
from tests.catalog.encoding import states_of
from tests.catalog.packages import package_of

pytestmark = pytest.mark.slow
SMALL = {"probe", "low", "trickplay"}
SOURCES = {
    "film_rate": {240: (426, 240), 360: (640, 360)},
    "fast_rate": {144: (256, 144), 240: (320, 180)},
    "turned": {240: (240, 426), 360: (360, 640)},
    "odd_size": {240: (426, 238), 360: (640, 358), 480: (852, 478)},
    "interlaced_and_narrow": {240: (426, 240), 360: (640, 360), 480: (852, 480)},
    "varying_rate": {144: (256, 144), 240: (320, 180)},
    "silent": {144: (256, 144), 240: (320, 180)},
    "around": {144: (256, 144), 240: (320, 180)},
    "bright": {144: (256, 144), 240: (320, 180)},
    "old_and_mono": {144: (176, 144), 240: (292, 240)},
    "late_and_short_sound": {144: (256, 144), 240: (320, 180)},
    "tiny": {144: (64, 36), 240: (64, 36)},
    "large": {240: (426, 178), 360: (640, 266), 480: (852, 356), 720: (1280, 534)},
}


def source_of(path: Path):
    return read_source(probe(path))


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_becomes_a_package_that_breaks_no_rule(name, encoded, clip):
    path = getattr(odd_sources, name)(clip)
    encode = encoded(path)

    assert encode.state == EncodeState.READY, encode.error_code
    assert encode.is_complete
    assert {r.rung: (r.width, r.height) for r in encode.renditions.all()} == SOURCES[name]
    package = package_of(encode)
    assert violations(package) == []
    source = source_of(path)
    for playlist in package.pictures.values():
        assert abs(playlist.seconds - source.duration_seconds) <= 1.1 / float(source.frame_rate)


def test_every_track_of_a_file_is_kept_and_marked(encoded, clip, film):
    encode = encoded(odd_sources.many_tracks(clip))

    assert encode.state == EncodeState.READY, encode.error_code
    told = [
        (row.folder, row.language, row.kind, row.name, row.channels, row.is_default)
        for row in encode.audio_tracks.all()
    ]
    assert told == [
        ("a0", "en", "main", "English", 2, True),
        ("a1", "hi", "main", "हिन्दी", 2, False),
        ("a2", "en", "described", "English (Audio description)", 2, False),
        ("a3", "en", "commentary", "English (Commentary)", 2, False),
    ]
    texts = {(row.language, row.kind): row for row in TextTrack.objects.filter(film=film)}
    assert set(texts) == {("en", "subtitles"), ("ta", "sdh")}
    assert "Hello there." in texts["en", "subtitles"].vtt
    assert "வணக்கம்" in texts["ta", "sdh"].vtt
    assert {row.origin for row in texts.values()} == {"embedded"}
    package = package_of(encode)
    assert len(package.texts) == 2
    assert violations(package) == []


def test_a_sound_around_stands_beside_its_stereo(encoded, clip):
    encode = encoded(odd_sources.around(clip))

    rows = encode.audio_tracks.order_by("folder")
    assert [(row.folder, row.channels, row.position) for row in rows] == [
        ("a0", 2, 0),
        ("a1", 6, 0),
    ]
    groups = {tag.get("AUDIO") for tag in package_of(encode).variants}
    assert groups == {"stereo", "surround"}
    assert states_of(encode)["audio"] == "done"


def test_an_encrypted_title_is_locked_in_every_segment(encoded, clip, film):
    Film.objects.filter(pk=film.pk).update(is_encrypted=True)
    film.refresh_from_db()
    encode = encoded(odd_sources.large(clip))

    package = package_of(encode)
    assert violations(package) == []
    folder = version_directory(encode)
    for segment in folder.rglob("*.m4s"):
        assert b"moof" not in segment.read_bytes()
    assert (folder / "720" / "index.m3u8").read_text().count(
        'METHOD=AES-128,URI="../key/content.key"'
    ) == 1
    assert b"moov" in (folder / "720" / "init.mp4").read_bytes()
    assert len(encode.content_key) > 60


def test_a_picture_brighter_than_screens_is_brought_within_them(encoded, clip):
    """Said so in every frame; without the mapping it would only be called so."""
    path = odd_sources.bright(clip)
    assert source_of(path).hdr_transfer == "smpte2084"

    folder = version_directory(encoded(path)) / "240"

    whole = folder / "whole.mp4"
    pieces = [folder / "init.mp4", *sorted(folder.glob("*.m4s"))]
    whole.write_bytes(b"".join(piece.read_bytes() for piece in pieces))
    (stream,) = probe(whole)["streams"]
    told = (stream["pix_fmt"], stream["color_transfer"], stream["color_space"])
    assert told == ("yuv420p", "bt709", "bt709")
    assert source_of(whole).hdr_transfer == ""


def test_fields_become_whole_pictures(encoded, clip):
    path = odd_sources.interlaced_and_narrow(clip)
    source = source_of(path)
    assert (source.is_interlaced, source.width, source.height) == (True, 1024, 576)

    assert encoded(path).state == EncodeState.READY
