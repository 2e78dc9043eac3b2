import struct
from fractions import Fraction
from itertools import pairwise
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.measuring import Segment, total_seconds
from apps.catalog.domain.mp4 import NotFragments, boxes
from apps.catalog.domain.segmenting import grouped, joined, segment_at


def box(kind: bytes, content: bytes = b"") -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def piece(content: bytes) -> bytes:
    """As ffmpeg writes one."""
    return box(b"styp", b"msdh") + box(b"sidx") + box(b"moof", content) + box(b"mdat", content)


def cut(rate: Fraction, seconds: float) -> list[Segment]:
    """Pieces of a film with a key frame at the first picture of every other second."""
    count = round(seconds * rate)
    keys = (ceil(2 * n * rate) for n in range(int(seconds // 2) + 1))
    edges = [*(key for key in keys if key < count), count]
    return [
        Segment(round(float((b - a) / rate), 6), 1, f"{n}")
        for n, (a, b) in enumerate(pairwise(edges))
    ]


def lengths(pieces: list[Segment]) -> list[float]:
    return [round(total_seconds(group), 3) for group in grouped(pieces)]


def test_the_first_six_seconds_are_two_segments():
    assert lengths(cut(Fraction(24), 20)) == [2, 4, 6, 6, 2]


def test_pictures_that_miss_the_second_move_the_cut_to_the_next_of_them():
    assert lengths(cut(Fraction(24000, 1001), 20.02)) == [2.002, 4.004, 6.006, 6.006, 2.002]


def test_a_cut_stays_where_it_is_in_a_long_film():
    film = cut(Fraction(30000, 1001), 3 * 3600)

    groups = grouped(film)

    starts = [sum(len(each) for each in groups[:n]) for n in range(len(groups))]
    assert starts == [0, 1, *range(3, len(film), 3)]


@pytest.mark.parametrize("seconds", [0.04, 1.96, 2.0])
def test_a_film_of_one_piece_is_one_segment(seconds):
    assert lengths(cut(Fraction(25), seconds)) == [seconds]


def test_a_picture_that_stands_is_not_cut():
    assert lengths([Segment(10, 1), Segment(1.9, 1), Segment(2, 1)]) == [10, 3.9]


@given(st.lists(st.floats(2, 2.1), min_size=1, max_size=60), st.floats(0.01, 2))
def test_every_piece_stands_in_one_segment_and_none_is_long(seconds, last):
    pieces = [Segment(each, 1, str(n)) for n, each in enumerate([*seconds, last])]

    groups = grouped(pieces)

    assert [each for group in groups for each in group] == pieces
    assert all(len(group) <= 3 for group in groups)


def test_pieces_become_one_segment_without_an_index():
    segment = joined([piece(b"one"), piece(b"two")])

    kinds = [found.kind for found in boxes(segment)]
    assert kinds == [b"styp", b"moof", b"mdat", b"moof", b"mdat"]
    assert segment.count(b"one") == 2
    assert segment.index(b"one") < segment.index(b"two")


@pytest.mark.parametrize("broken", [b"", box(b"styp"), piece(b"one")[:-1]])
def test_a_piece_that_holds_nothing_whole_is_refused(broken):
    with pytest.raises(NotFragments):
        joined([piece(b"one"), broken])


@pytest.mark.parametrize(
    ("moment", "expected"),
    [(0, (0, 0)), (1.9, (0, 1.9)), (2, (1, 0)), (5.5, (1, 3.5)), (6, (2, 0)), (14, (2, 8))],
)
def test_a_moment_is_found_in_its_segment(moment, expected):
    segments = [Segment(2, 1), Segment(4, 1), Segment(6, 1)]

    number, offset = segment_at(moment, segments)

    assert (number, offset) == (expected[0], pytest.approx(expected[1]))


def test_a_version_of_equal_segments_is_read_as_it_was_cut():
    assert segment_at(7.5, [Segment(6, 1), Segment(6, 1)]) == (1, 1.5)
