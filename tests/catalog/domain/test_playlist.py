import re
from dataclasses import replace
from decimal import Decimal

import m3u8
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.measuring import Bandwidth, Segment, bandwidth_of, segments_of
from apps.catalog.domain.mp4 import h264_codecs
from apps.catalog.domain.playlist import Audio, IFrames, Text, Variant, multivariant

segments = st.lists(
    st.builds(Segment, seconds=st.floats(0.1, 6.5), size=st.integers(1, 10_000_000)), min_size=1
)
bandwidths = st.tuples(st.integers(1, 10**8), st.integers(1, 10**8)).map(
    lambda pair: Bandwidth(peak=max(pair), average=min(pair))
)
variants = st.lists(
    st.builds(
        Variant,
        rung=st.sampled_from([240, 360, 480, 720, 1080, 2160]),
        width=st.integers(2, 4096),
        height=st.integers(2, 2304),
        codecs=st.just("avc1.64001f"),
        frame_rate=st.decimals(1, 60, places=3),
        bandwidth=bandwidths,
    ),
    min_size=1,
    unique_by=lambda variant: variant.rung,
)
texts = st.text(min_size=1, max_size=20).filter(str.isprintable)


@given(rows=segments)
def test_no_measured_run_is_above_the_peak(rows):
    found = bandwidth_of(rows)

    assert found.average <= found.peak
    for row in rows:
        if row.seconds >= 3:
            assert round(row.size * 8 / row.seconds) <= found.peak


def test_a_scrap_at_the_end_does_not_make_the_peak():
    whole = [Segment(6.0, 750_000)] * 3
    assert bandwidth_of(whole) == Bandwidth(1_000_000, 1_000_000)
    assert bandwidth_of([*whole, Segment(0.1, 50_000)]).peak < 1_100_000


@given(rows=variants, sound=st.none() | st.builds(Audio, bandwidths, texts, texts))
def test_another_parser_reads_what_we_declare(rows, sound):
    master = m3u8.loads(multivariant(rows, [sound] if sound else []))

    assert master.is_variant
    assert master.is_independent_segments
    assert len(master.media) == (1 if sound else 0)
    found = {playlist.uri: playlist.stream_info for playlist in master.playlists}
    assert set(found) == {f"{row.rung}/index.m3u8" for row in rows}
    for row in rows:
        info = found[f"{row.rung}/index.m3u8"]
        extra = sound.bandwidth if sound else Bandwidth(0, 0)
        assert info.bandwidth == row.bandwidth.peak + extra.peak
        assert info.average_bandwidth == row.bandwidth.average + extra.average
        assert info.resolution == (row.width, row.height)
        assert Decimal(str(info.frame_rate)) == row.frame_rate
        assert info.audio == ("stereo" if sound else None)
        assert info.codecs == ("avc1.64001f,mp4a.40.2" if sound else "avc1.64001f")


def test_players_start_with_what_most_lines_carry():
    rows = [
        Variant(rung, rung * 2, rung, "avc1.64001f", Decimal(24), Bandwidth(bits, bits))
        for rung, bits in ((240, 300_000), (480, 1_200_000), (1080, 5_000_000))
    ]
    uris = [line for line in multivariant(rows).splitlines() if line.endswith(".m3u8")]
    assert uris == ["480/index.m3u8", "240/index.m3u8", "1080/index.m3u8"]


def test_segments_are_read_with_their_names():
    playlist = "#EXTM3U\n#EXTINF:6.006000,\nseg_00000.m4s\n#EXTINF:1.5,\nseg_00001.m4s\n"
    assert segments_of(playlist) == [
        Segment(6.006, 0, "seg_00000.m4s"),
        Segment(1.5, 0, "seg_00001.m4s"),
    ]


def test_codecs_come_from_the_configuration_box():
    assert h264_codecs(b"....avcC\x01\x64\x00\x1f....") == "avc1.64001f"


SOUND = Bandwidth(130_000, 128_000)
AROUND = Bandwidth(330_000, 320_000)
PICTURE = Variant(480, 854, 480, "avc1.64001f", Decimal(24), Bandwidth(900_000, 700_000))


def attributes(line: str) -> dict[str, str]:
    found = re.findall(r'([A-Z-]+)=("[^"]*"|[^,]*)', line.partition(":")[2])
    return {name: value.strip('"') for name, value in found}


def lines_of(playlist: str, tag: str) -> list[dict[str, str]]:
    return [attributes(line) for line in playlist.splitlines() if line.startswith(f"#{tag}:")]


def test_nothing_above_the_ceiling_is_named():
    rows = [replace(PICTURE, rung=rung) for rung in (240, 480, 720, 1080)]

    playlist = multivariant(rows, cap=480, prefix="/m/x/")

    addresses = [line for line in playlist.splitlines() if line.endswith(".m3u8")]
    assert sorted(addresses) == ["/m/x/240/index.m3u8", "/m/x/480/index.m3u8"]
    assert "720" not in playlist
    assert "1080" not in playlist


def test_a_sound_around_has_a_group_that_lacks_no_language():
    sounds = [
        Audio(SOUND, "English", "en", "a0"),
        Audio(SOUND, "हिन्दी", "hi", "a1", is_default=False, position=1),
        Audio(AROUND, "English", "en", "a2", channels=6),
    ]

    playlist = multivariant([PICTURE], sounds)

    told = [
        (row["GROUP-ID"], row["NAME"], row["CHANNELS"], row["URI"], row["DEFAULT"])
        for row in lines_of(playlist, "EXT-X-MEDIA")
    ]
    assert told == [
        ("stereo", "English", "2", "a0/index.m3u8", "YES"),
        ("stereo", "हिन्दी", "2", "a1/index.m3u8", "NO"),
        ("surround", "English", "6", "a2/index.m3u8", "YES"),
        ("surround", "हिन्दी", "2", "a1/index.m3u8", "NO"),
    ]
    variants = lines_of(playlist, "EXT-X-STREAM-INF")
    assert [(row["AUDIO"], row["BANDWIDTH"], row["AVERAGE-BANDWIDTH"]) for row in variants] == [
        ("stereo", "1030000", "828000"),
        ("surround", "1230000", "1020000"),
    ]


def test_what_helps_those_who_cannot_see_or_hear_says_so():
    sounds = [
        Audio(SOUND, "English", "en", "a0"),
        Audio(SOUND, "English", "en", "a1", kind="described", is_default=False, position=1),
        Audio(SOUND, "Director", "en", "a2", kind="commentary", is_default=False, position=2),
        Audio(SOUND, "Director", "en", "a3", is_default=False, position=3),
    ]
    texts = [
        Text("text/x-1", "en", "English", is_default=True),
        Text("text/y-1", "en", "English (SDH)", kind="sdh"),
        Text("text/z-2", "en", "English (forced)", kind="forced"),
    ]

    playlist = multivariant([PICTURE], sounds, texts, prefix="/m/p/")

    media = lines_of(playlist, "EXT-X-MEDIA")
    heard, read = media[:4], media[4:]
    assert [row["NAME"] for row in heard] == ["English", "English 2", "Director", "Director 2"]
    assert [row["AUTOSELECT"] for row in heard] == ["YES", "YES", "NO", "NO"]
    assert [row.get("CHARACTERISTICS") for row in heard] == [
        None,
        "public.accessibility.describes-video",
        None,
        None,
    ]
    assert [row["DEFAULT"] for row in read] == ["YES", "NO", "NO"]
    assert [row["FORCED"] for row in read] == ["NO", "NO", "YES"]
    assert read[1]["CHARACTERISTICS"] == (
        "public.accessibility.transcribes-spoken-dialog,"
        "public.accessibility.describes-music-and-sound"
    )
    assert read[2]["URI"] == "/m/p/text/z-2/index.m3u8"
    assert lines_of(playlist, "EXT-X-STREAM-INF")[0]["SUBTITLES"] == "subtitles"


def test_pictures_for_winding_are_named():
    frames = IFrames(Bandwidth(200_000, 90_000), "avc1.64000d", 426, 240)

    (told,) = lines_of(multivariant([PICTURE], iframes=frames), "EXT-X-I-FRAME-STREAM-INF")

    assert told == {
        "BANDWIDTH": "200000",
        "AVERAGE-BANDWIDTH": "90000",
        "CODECS": "avc1.64000d",
        "RESOLUTION": "426x240",
        "VIDEO-RANGE": "SDR",
        "URI": "i/index.m3u8",
    }
