from decimal import Decimal

import m3u8
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.mp4 import h264_codecs
from apps.catalog.domain.playlist import (
    Audio,
    Bandwidth,
    Segment,
    Variant,
    bandwidth_of,
    multivariant,
    segments_of,
)

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
    master = m3u8.loads(multivariant(rows, sound))

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
        assert info.audio == ("audio" if sound else None)
        assert info.codecs == ("avc1.64001f,mp4a.40.2" if sound else "avc1.64001f")


def test_players_start_with_what_most_lines_carry():
    rows = [
        Variant(rung, rung * 2, rung, "avc1.64001f", Decimal(24), Bandwidth(bits, bits))
        for rung, bits in ((240, 300_000), (480, 1_200_000), (1080, 5_000_000))
    ]
    uris = [line for line in multivariant(rows, None).splitlines() if line.endswith(".m3u8")]
    assert uris == ["480/index.m3u8", "240/index.m3u8", "1080/index.m3u8"]


def test_segments_are_read_with_their_sizes():
    playlist = "#EXTM3U\n#EXTINF:6.006000,\nseg_00000.m4s\n#EXTINF:1.5,\nseg_00001.m4s\n"
    sizes = {"seg_00000.m4s": 10, "seg_00001.m4s": 20, "init.mp4": 1}
    assert segments_of(playlist, sizes) == [Segment(6.006, 10), Segment(1.5, 20)]


def test_codecs_come_from_the_configuration_box():
    assert h264_codecs(b"....avcC\x01\x64\x00\x1f....") == "avc1.64001f"
