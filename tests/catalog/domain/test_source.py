from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.pace import share_done
from apps.catalog.domain.search import fold, words_of
from apps.catalog.domain.source import read_source, stream_to_measure
from apps.catalog.domain.tus import read_checksum, read_count, read_metadata
from apps.catalog.errors import (
    ChecksumAlgorithmUnknown,
    FrameRateTooHigh,
    NoPicture,
    NotAVideo,
    PictureTooLarge,
    PictureTooSmall,
    UploadRequestMalformed,
    VideoHasNoDuration,
    VideoRefused,
    VideoTooLong,
)


def probe(**changes):
    stream = {
        "index": 0,
        "codec_type": "video",
        "codec_name": "h264",
        "width": 1280,
        "height": 720,
        "avg_frame_rate": "24000/1001",
        "r_frame_rate": "24000/1001",
        "duration": "60.0",
    }
    return {"streams": [stream | changes], "format": {"duration": "60.1"}}


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"codec_type": "audio"}, NoPicture),
        ({"disposition": {"attached_pic": 1}}, NoPicture),
        ({"width": 16000, "height": 16000}, PictureTooLarge),
        ({"width": 4098}, PictureTooLarge),
        ({"width": 8}, PictureTooSmall),
        ({"width": 4000, "sample_aspect_ratio": "4:1"}, PictureTooLarge),
        ({"avg_frame_rate": "251/1"}, FrameRateTooHigh),
        ({"duration": "14401"}, VideoTooLong),
    ],
)
def test_refusals(changes, refusal):
    with pytest.raises(refusal):
        read_source(probe(**changes))


def test_a_file_without_streams_or_length_is_refused():
    with pytest.raises(NotAVideo):
        read_source({"streams": [], "format": {}})
    without = probe(duration=None) | {"format": {}}
    with pytest.raises(VideoHasNoDuration):
        read_source(without)
    with pytest.raises(VideoHasNoDuration):
        read_source(without | {"measured": {"frames": 0, "seconds": 0}})


@pytest.mark.parametrize(
    ("container", "duration", "stream"),
    [
        ({"format_name": "mpegts", "duration": "9"}, "9", 0),
        ({"format_name": "flv"}, None, 0),
        ({"format_name": "matroska,webm", "duration": "7"}, "7", 0),
        ({"format_name": "mov,mp4", "duration": "9", "start_time": "2.0"}, "9", None),
    ],
)
def test_length_is_measured_where_the_file_does_not_tell_it(container, duration, stream):
    told = probe(duration=duration) | {"format": container}

    assert stream_to_measure(told) == stream


def test_the_tag_of_the_picture_is_believed_and_not_the_longest_stream():
    """ffprobe gives the picture the length of subtitles that go on behind it."""
    tagged = {"tags": {"DURATION": "00:00:01.003000000"}, "duration": "7.003"}
    told = probe(**tagged) | {"format": {"format_name": "matroska,webm", "duration": "7.003"}}

    assert stream_to_measure(told) is None
    assert read_source(told).duration_seconds == 1.003
    late = told | {"format": told["format"] | {"start_time": "1.0"}}
    assert stream_to_measure(late) == 0


def test_sound_alone_has_no_length_to_measure():
    assert stream_to_measure(probe(codec_type="audio")) is None


@pytest.mark.parametrize(
    ("frames", "seconds", "length"),
    [(100, 3.92, 4.0), (100, 3.88, 4.0), (20, 9.5, 9.54)],
    ids=["the last begins", "it waits for others", "pictures come unevenly"],
)
def test_a_measured_length_ends_with_the_last_picture(frames, seconds, length):
    told = probe(avg_frame_rate="25/1", r_frame_rate="25/1", duration="1")
    source = read_source(told | {"measured": {"frames": frames, "seconds": seconds}})

    assert source.duration_seconds == pytest.approx(length)


@pytest.mark.parametrize(
    ("changes", "colours"),
    [
        ({"color_space": "bt470bg"}, ""),
        ({"color_space": "unknown"}, "bt709"),
        ({"width": 640, "height": 480}, "smpte170m"),
        ({"width": 640, "height": 480, "pix_fmt": "gbrp", "color_space": "gbr"}, "bt709"),
    ],
)
def test_colours_that_a_file_does_not_tell_are_those_of_its_size(changes, colours):
    assert read_source(probe(**changes)).untold_colours == colours


@pytest.mark.parametrize(
    ("average", "nominal", "rate"),
    [
        ("24000/1001", "24000/1001", Fraction(24000, 1001)),
        ("2997/100", "30/1", Fraction(30)),
        ("29/1", "90000/1", Fraction(29)),
        ("0/0", "25/1", Fraction(25)),
        ("240000/1001", "240000/1001", Fraction(60000, 1001)),
        ("120/1", "120/1", Fraction(60)),
        ("100/1", "100/1", Fraction(50)),
        ("144/1", "144/1", Fraction(48)),
        ("1/10", "1/10", Fraction(2)),
    ],
)
def test_the_rate_is_that_of_the_picture(average, nominal, rate):
    source = read_source(probe(avg_frame_rate=average, r_frame_rate=nominal))
    assert source.frame_rate == rate


@given(
    st.dictionaries(
        st.sampled_from(["width", "height", "avg_frame_rate", "duration", "sample_aspect_ratio"]),
        st.none() | st.integers(-5, 10**6).map(str) | st.sampled_from(["0/0", "N/A", "1:0", ""]),
    )
)
def test_any_answer_is_a_source_or_a_refusal(changes):
    numbers = {
        name: int(value)
        if name in {"width", "height"} and (value or "").lstrip("-").isdigit()
        else value
        for name, value in changes.items()
        if not (name in {"width", "height"} and not (value or "").lstrip("-").isdigit())
    }
    try:
        source = read_source(probe(**numbers))
    except VideoRefused:
        return
    assert 0 < source.duration_seconds <= 4 * 3600
    assert 2 <= source.frame_rate <= Fraction(605, 10)


@given(time=st.integers(-(10**9), 10**12))
def test_what_is_done_stays_within_bounds(time):
    assert 0 <= share_done({"out_time_us": str(time)}, duration=100) <= 1


def test_nothing_is_done_before_ffmpeg_says_so():
    assert share_done({"out_time_us": "N/A"}, duration=10) == 0
    assert share_done({"out_time_us": "5000000"}, duration=10) == 0.5


def test_text_is_folded_for_search():
    assert fold("  Amélie   POULAIN ") == "amelie poulain"
    assert words_of("Straße\0 a b c d e f g h") == ["strasse", "a", "b", "c", "d", "e", "f", "g"]


def test_tus_headers():
    assert read_metadata("filename cmFpbi5tcDQ=, film ,is_x") == {
        "filename": "rain.mp4",
        "film": "",
        "is_x": "",
    }
    assert read_count("17") == 17
    assert read_checksum("") is None
    for wrong in ("", None, "-1", "1.5", "٣", "9" * 19):
        with pytest.raises(UploadRequestMalformed):
            read_count(wrong)
    with pytest.raises(UploadRequestMalformed):
        read_metadata("filename !!!")
    with pytest.raises(ChecksumAlgorithmUnknown):
        read_checksum("md5 AAAA")
    with pytest.raises(UploadRequestMalformed):
        read_checksum("sha256 AAAA")
