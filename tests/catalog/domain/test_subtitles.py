import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.cue_text import tidy
from apps.catalog.domain.subtitles import (
    MOST_BYTES,
    MOST_CUES,
    Cue,
    in_order,
    known_settings,
    parse_subtitles,
    shifted,
    timestamp,
    to_vtt,
)
from apps.catalog.errors import SubtitlesUnreadable

SRT = "1\r\n00:00:01,000 --> 00:00:03,500\r\nவணக்கம், இரவு!\r\n\r\n2\r\n00:00:04,000 --> 00:00:05,000\r\nTwo\r\nlines\r\n"
CUES = [Cue(1.0, 3.5, "", "வணக்கம், இரவு!"), Cue(4.0, 5.0, "", "Two\nlines")]
VTT_HEAD = "WEBVTT\n\n"


def faults_of(text, name="a.srt"):
    data = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(SubtitlesUnreadable) as refused:
        parse_subtitles(data, name)
    return [(fault.line, fault.fault.value) for fault in refused.value.faults]


@pytest.mark.parametrize(
    "data",
    [
        SRT.encode(),
        codecs.BOM_UTF8 + SRT.encode(),
        codecs.BOM_UTF16_LE + SRT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + SRT.encode("utf-16-be"),
        codecs.BOM_UTF32_LE + SRT.encode("utf-32-le"),
        SRT.encode("utf-16-le"),
        SRT.encode("utf-16-be"),
        SRT.replace("\r\n", "\n").encode(),
        SRT.replace("\r\n", "\r").encode(),
        SRT.replace("1\r\n00", "00").replace("2\r\n00", "00").encode(),
        SRT.replace("\r\n\r\n", "\r\n").encode(),
        SRT.replace(",", ".", 2).encode(),
    ],
)
def test_the_same_cues_in_every_coat(data):
    assert parse_subtitles(data, "tamil.srt") == CUES


def test_old_windows_files_are_read():
    data = "1\n00:00:01,000 --> 00:00:02,000\nD\u00e9j\u00e0 vu \u2013 \u201cagain\u201d\n".encode(
        "cp1252"
    )

    assert parse_subtitles(data)[0].text == "Déjà vu – “again”"


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("1\n00:00:0x,000 --> 00:00:02,000\nRain\n", [(2, "bad_times")]),
        ("1\n00:00:01,000 -> 00:00:02,000\nRain\n", [(2, "bad_times")]),
        ("1\n00:00:61,000 --> 00:01:02,000\nRain\n", [(2, "bad_times")]),
        ("1\n00:00:02,000 --> 00:00:01,000\nRain\n", [(2, "ends_early")]),
        ("1\n30:00:02,000 --> 30:00:03,000\nRain\n", [(2, "too_late")]),
        ("Rain\n\n1\n00:00:01,000 --> 00:00:02,000\nx\n", [(1, "no_times")]),
        ("1\n00:00:01,000 --> 00:00:02,000\nx\n\n2\nRain\n", [(6, "no_times")]),
        ("Just a letter to you\n", [(1, "no_times")]),
        ("", [(1, "no_cues")]),
        ("1\n00:00:01,000 --> 00:00:02,000\n\n", [(1, "no_cues")]),
        (b"PK\x03\x04\x00\x00\x00\x00" * 20, [(1, "not_text")]),
        (b"x" * (MOST_BYTES + 1), [(1, "too_large")]),
        (
            "1\n00:00:01 --> 00:00:02\nx\n\n2\n00:00:03,000 --> 00:00:04,000\ny\n\n3\nbad --> bad\nz\n",
            [(2, "bad_times"), (10, "bad_times")],
        ),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(text, faults):
    assert faults_of(text) == faults


def test_a_letter_in_pieces_is_named_by_its_line_in_every_encoding():
    """It would come out as other letters, in silence, and all the file's with it."""
    block = "1\n00:00:01,000 --> 00:00:02,000\nவணக்கம்\n\n"
    whole = block.encode()
    utf16 = codecs.BOM_UTF16_LE + block.encode("utf-16-le")

    assert faults_of(whole[:-3] + whole) == [(3, "broken_text")]
    assert faults_of(whole + whole[:-4]) == [(7, "broken_text")]
    assert faults_of(utf16 + b"\x00\xd8" + b"x\0") == [(5, "broken_text")]
    assert faults_of(b"1\n00:00:01,000 --> 00:00:02,000\nD\xe9j\xe0 \x81\n") == [(3, "broken_text")]


def test_a_huge_file_is_refused_before_it_is_looked_at():
    assert faults_of(bytes(100 * 1024**2)) == [(1, "too_large")]


def test_a_fault_is_a_sentence():
    with pytest.raises(SubtitlesUnreadable) as refused:
        parse_subtitles(b"1\n00:00:0x,000 --> 00:00:02,000\nRain\n")

    assert str(refused.value.faults[0]) == "Line 2: These times cannot be read."
    assert refused.value.context == {"faults": [{"line": 2, "code": "bad_times"}]}


def test_no_more_than_twenty_faults_are_told():
    assert len(faults_of("1\nx --> y\nRain\n\n" * 30)) == 20


def test_there_is_a_bound_to_their_number():
    block = "1\n00:00:01,000 --> 00:00:02,000\nx\n\n"

    assert faults_of(block * (MOST_CUES + 1)) == [(1, "too_many")]
    assert len(parse_subtitles((block * MOST_CUES).encode())) == MOST_CUES


def test_numbers_within_a_text_are_no_cue_numbers():
    cues = parse_subtitles(
        b"1\n00:00:01,000 --> 00:00:02,000\nIn\n1984\n\n2\n00:00:03,000 --> 00:00:04,000\n7\n"
    )

    assert [cue.text for cue in cues] == ["In\n1984", "7"]


def test_text_after_an_empty_line_stays_with_its_cue():
    cues = parse_subtitles(
        b"1\n00:00:01,000 --> 00:00:02,000\none\n\ntwo\n\n2\n00:00:03,000 --> 00:00:04,000\nx\n"
    )

    assert [cue.text for cue in cues] == ["one\ntwo", "x"]


def test_cues_come_in_the_order_of_their_times():
    data = b"1\n00:00:05,000 --> 00:00:06,000\nlate\n\n2\n00:00:01,000 --> 00:00:02,000\nearly\n"

    assert [cue.text for cue in parse_subtitles(data)] == ["early", "late"]


@pytest.mark.parametrize(
    ("head", "accepted"),
    [
        ("WEBVTT\n\n", True),
        ("WEBVTT - Night rain\nKind: captions\n\n", True),
        ("WEBVTT\tx\n\n", True),
        ("\ufeffWEBVTT\n\n", True),
        ("WEBVTT\n", True),
        ("WEBVTTx\n\n", False),
        ("\nWEBVTT\n\n", False),
        (" WEBVTT\n\n", False),
        ("webvtt\n\n", False),
        ("", False),
    ],
)
def test_a_webvtt_file_begins_with_its_name(head, accepted):
    text = f"{head}00:01.000 --> 00:02.000\nRain\n"

    if accepted:
        assert parse_subtitles(text.encode(), "a.vtt") == [Cue(1.0, 2.0, "", "Rain")]
    else:
        assert faults_of(text, "a.vtt") == [(1, "no_signature")]


@pytest.mark.parametrize(
    ("times", "cue"),
    [
        ("00:01.000 --> 00:02.000", (1.0, 2.0, "")),
        ("00:00:01.000-->00:00:02.000", (1.0, 2.0, "")),
        ("\t00:01.000\t-->\t00:02.000\t", (1.0, 2.0, "")),
        ("100:00:01.000 --> 100:00:02.000", None),
        ("00:01.000 --> 00:02.000align:start", (1.0, 2.0, "align:start")),
        ("00:01.000 --> 00:02.000 line:-1 size:50% colour:red", (1.0, 2.0, "line:-1 size:50%")),
        ("00:01.000 --> 00:02.000 position:120%", (1.0, 2.0, "")),
        ("00:01,000 --> 00:02,000", None),
        ("0:01.000 --> 0:02.000", None),
        ("00:01.00 --> 00:02.00", None),
        ("00:61.000 --> 00:62.000", None),
        ("00:01.0000 --> 00:02.0000", None),
        ("00:01.000 -> 00:02.000", None),
        ("00:01.000 00:02.000", None),
    ],
)
def test_times_of_webvtt_are_read_as_the_standard_says(times, cue):
    text = f"{VTT_HEAD}{times}\nRain\n"

    if cue:
        assert parse_subtitles(text.encode()) == [Cue(*cue, "Rain")]
    else:
        assert [line for line, _fault in faults_of(text)] == [3]


def test_notes_styles_regions_and_names_are_passed_over():
    text = (
        f"{VTT_HEAD}STYLE\n::cue {{ color: red }}\n\nREGION\nid:x\n\nNOTE\nby Asha\n\nNOTE one line\n\n"
        "first words\n00:01.000 --> 00:02.000\nRain\n00:03.000 --> 00:04.000\nagain\n\nNOTED\n00:05.000 --> 00:06.000\nx\n"
    )

    assert [cue.text for cue in parse_subtitles(text.encode())] == ["Rain", "again", "x"]


def test_words_without_times_are_not_lost_in_silence():
    assert faults_of(f"{VTT_HEAD}00:01.000 --> 00:02.000\nRain\n\nfalls\n") == [(6, "no_times")]


ASS = """[Script Info]
Title: Rain

[V4+ Styles]
Format: Name, Fontname
Style: Default,Arial

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,not shown
Dialogue: 0,0:00:01.50,0:00:03.00,Default,,0,0,0,,{\\an8}Rain, and {\\i1}night{\\i0}\\Nfalls
Dialogue: 1,0:00:01.50,0:00:03.00,Default,,0,0,0,,{\\an8}Rain, and {\\i1}night{\\i0}\\Nfalls
"""


def test_ass_files_keep_their_words():
    assert parse_subtitles(ASS.encode("utf-16"), "rain.ass") == [
        Cue(1.5, 3.0, "line:5%", "Rain, and <i>night</i>\nfalls")
    ]


def test_a_broken_line_of_ass_is_named():
    assert faults_of(ASS.replace("0:00:03.00", "later"), "rain.ass") == [
        (11, "bad_times"),
        (12, "bad_times"),
    ]


def test_whatever_the_name_the_content_decides():
    assert parse_subtitles(f"{VTT_HEAD}00:01.000 --> 00:02.000\nRain\n".encode(), "a.srt")
    assert parse_subtitles(ASS.encode(), "a.srt")


def test_a_webvtt_file_is_written():
    assert to_vtt([Cue(1.0, 3662.25, "line:5%", "a\nb"), Cue(4, 5, "", "c")]) == (
        "WEBVTT\n\n00:00:01.000 --> 01:01:02.250 line:5%\na\nb\n\n00:00:04.000 --> 00:00:05.000\nc\n"
    )


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0, "00:00:00.000"),
        (59.9996, "00:01:00.000"),
        (3599.999, "00:59:59.999"),
        (86400, "24:00:00.000"),
    ],
)
def test_times_are_rounded_before_they_are_split(seconds, written):
    assert timestamp(seconds) == written


def test_settings_are_kept_once_each():
    assert (
        known_settings("align:left line:1 align:right region:x line:200%") == "align:right line:1"
    )


def test_all_cues_move_together_and_none_before_the_film():
    cues = [Cue(1.0, 2.0, "", "a"), Cue(3.0, 5.0, "", "b"), Cue(9.0, 10.0, "", "c")]

    assert shifted(cues, 0.25) == [
        Cue(1.25, 2.25, "", "a"),
        Cue(3.25, 5.25, "", "b"),
        Cue(9.25, 10.25, "", "c"),
    ]
    assert shifted(cues, -4) == [Cue(0.0, 1.0, "", "b"), Cue(5.0, 6.0, "", "c")]


words = st.text(min_size=1, max_size=40).map(tidy).filter(bool)
cues = st.builds(
    lambda start, length, settings, text: Cue(
        start / 1000, (start + length) / 1000, settings, text
    ),
    st.integers(0, 20_000_000),
    st.integers(1, 60_000),
    st.sampled_from(["", "line:5%", "align:start line:-1"]),
    words,
)


@given(st.lists(cues, min_size=1, max_size=20))
def test_what_is_written_is_read_again(some):
    some = in_order(some)

    assert parse_subtitles(to_vtt(some).encode()) == some


@given(st.lists(cues, min_size=1, max_size=5), st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_no_encoding_changes_a_word(some, encoding):
    assert parse_subtitles(to_vtt(some).encode(encoding)) == in_order(some)


@given(st.binary(max_size=400), st.sampled_from(["a.srt", "a.vtt", "a.ass", ""]))
def test_any_bytes_are_read_or_refused(data, name):
    try:
        assert parse_subtitles(data, name)
    except SubtitlesUnreadable as refused:
        assert refused.faults  # noqa: PT017  either is right
