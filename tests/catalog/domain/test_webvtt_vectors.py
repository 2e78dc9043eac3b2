import pytest

from apps.catalog.domain.subtitles import parse_subtitles
from apps.catalog.errors import SubtitlesUnreadable
from tests.catalog.domain.webvtt_vectors import VECTORS


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(text, told, id=name) for name, text, told in VECTORS]
)
def test_a_file_becomes_these_cues_or_is_refused_in_this_line(text, expected):
    data = text if isinstance(text, bytes) else text.encode()
    try:
        cues = parse_subtitles(data, "rain.vtt")
        told = [(cue.start, cue.end, cue.settings, cue.text) for cue in cues]
    except SubtitlesUnreadable as refusal:
        told = [(fault.line, fault.fault.value) for fault in refusal.faults]

    assert told == expected


def test_there_are_enough_of_them():
    assert len(VECTORS) > 180
    assert len({name for name, _text, _told in VECTORS}) == len(VECTORS)
