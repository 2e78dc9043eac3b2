import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.media_playlist import Frame, iframe_playlist
from apps.catalog.domain.mp4 import Fragment
from apps.catalog.domain.subtitles import parse_subtitles
from apps.catalog.domain.trickplay import Sheets, frames_of, sheets_for, thumbnails_vtt


@pytest.mark.parametrize(
    ("seconds", "size", "sheets", "grid"),
    [
        (5, (1280, 720), Sheets(1, 5, 160, 90), (5, 1, 1)),
        (60, (360, 640), Sheets(1, 60, 90, 160), (10, 6, 1)),
        (540, (640, 360), Sheets(2, 270, 160, 90), (10, 10, 3)),
        (7200, (640, 268), Sheets(10, 720, 160, 68), (10, 10, 8)),
        (14_400, (640, 360), Sheets(10, 1440, 160, 90), (10, 10, 15)),
        (0.4, (32, 18), Sheets(1, 1, 160, 90), (1, 1, 1)),
    ],
)
def test_sheets_of_films(seconds, size, sheets, grid):
    found = sheets_for(seconds, *size)
    assert found == sheets
    assert (found.columns, found.rows, found.number) == grid


@given(st.floats(0.1, 14_400), st.integers(16, 4096), st.integers(16, 4096))
def test_no_sheet_is_larger_than_players_can_draw(seconds, width, height):
    sheets = sheets_for(seconds, width, height)
    assert sheets.columns <= 10
    assert sheets.rows <= 10
    assert sheets.columns * sheets.width <= 1600
    assert sheets.columns * sheets.rows * sheets.number >= sheets.count


def test_every_moment_of_the_film_has_its_tile():
    sheets = sheets_for(250, 640, 360)
    names = ["sheet_001.jpg", "sheet_002.jpg"]

    text = thumbnails_vtt(sheets, names, 250.0)

    cues = parse_subtitles(text.encode(), "thumbnails.vtt")
    assert [cue.start for cue in cues] == [2.0 * number for number in range(125)]
    assert cues[-1].end == 250
    assert cues[0].text == "sheet_001.jpg#xywh=0,0,160,90"
    assert cues[11].text == "sheet_001.jpg#xywh=160,90,160,90"
    assert cues[100].text == "sheet_002.jpg#xywh=0,0,160,90"


def test_each_frame_is_shown_until_the_next():
    fragments = [
        Fragment(700 + 100 * n, 90, (float(n),), 1.0, (float(n),), begins_with_key_slice=True)
        for n in range(3)
    ]

    assert frames_of(fragments, 2.5) == [Frame(1, 0, 90), Frame(1, 100, 90), Frame(0.5, 200, 90)]
    assert frames_of([], 2.5) == []


def test_their_playlist_names_stretches_of_one_file():
    lines = iframe_playlist([Frame(1, 0, 90), Frame(0.5, 90, 80)]).splitlines()
    assert lines[-7:] == [
        "#EXTINF:1.000000,",
        "#EXT-X-BYTERANGE:90@0",
        "frames.m4s",
        "#EXTINF:0.500000,",
        "#EXT-X-BYTERANGE:80@90",
        "frames.m4s",
        "#EXT-X-ENDLIST",
    ]
    assert "#EXT-X-I-FRAMES-ONLY" in lines
