import m3u8
import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.subtitles import Cue, parse_subtitles
from apps.catalog.domain.text_segments import packaged

SECONDS = 20.5


def cue(start: float, end: float, text: str = "words") -> Cue:
    return Cue(start, end, "", text)


def shown(files: dict[str, str]) -> dict[str, list[str]]:
    """The words of each segment."""
    return {
        name: [line for line in content.splitlines()[2:] if line and "-->" not in line]
        for name, content in files.items()
        if name.endswith(".vtt")
    }


def test_a_cue_stands_in_every_segment_that_shows_it():
    cues = [cue(0.5, 2, "one"), cue(5, 7, "two"), cue(6, 12, "three"), cue(4, 19, "four")]

    assert shown(packaged(cues, SECONDS)) == {
        "seg_00000.vtt": ["one", "two", "four"],
        "seg_00001.vtt": ["two", "three", "four"],
        "seg_00002.vtt": ["four"],
        "seg_00003.vtt": ["four"],
    }


def test_times_are_the_films_own_and_begin_at_zero():
    first = packaged([cue(1, 3, "one")], SECONDS)["seg_00000.vtt"]

    assert first == (
        "WEBVTT\nX-TIMESTAMP-MAP=MPEGTS:0,LOCAL:00:00:00.000\n"
        "\n00:00:01.000 --> 00:00:03.000\none\n"
    )


def test_the_playlist_spans_the_whole_film_also_where_nobody_speaks():
    files = packaged([cue(1, 3)], SECONDS)
    playlist = m3u8.loads(files["index.m3u8"])

    assert [segment.duration for segment in playlist.segments] == [6, 6, 6, 2.5]
    assert {segment.uri for segment in playlist.segments} == set(files) - {"index.m3u8"}
    assert (playlist.target_duration, playlist.playlist_type, playlist.is_endlist) == (
        6,
        "vod",
        True,
    )


@pytest.mark.parametrize(("seconds", "count"), [(0.4, 1), (6, 1), (6.0004, 1), (6.2, 2), (12, 2)])
def test_there_are_as_many_segments_as_the_film_needs(seconds, count):
    assert len(packaged([], seconds)) == count + 1


@given(
    st.lists(
        st.tuples(st.integers(0, 30_000), st.integers(1, 9_000)).map(
            lambda pair: cue(pair[0] / 1000, (pair[0] + pair[1]) / 1000)
        )
    )
)
def test_every_cue_within_the_film_is_kept(cues):
    files = packaged(cues, SECONDS)
    found = set()
    for name, content in files.items():
        if name.endswith(".vtt") and "-->" in content:
            found |= set(parse_subtitles(content.encode(), name))
    assert found == {one for one in cues if one.start < 24}
