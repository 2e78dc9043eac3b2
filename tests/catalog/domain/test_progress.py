"""Beats as the rules read and join them: pure, so every order can be tried."""

from datetime import UTC, datetime, timedelta
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.progress import (
    Beat,
    Length,
    Track,
    clamped,
    is_end,
    joined,
    moment_of,
    read,
    resume_from,
    winner,
)

HOUR = Length(3600)
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def beat(play="a", seq=1, position=600.0, *, at=1000.0, began=0.0, playing=True) -> Beat:
    return Beat(play, seq, position, at, began, playing)


@pytest.mark.parametrize(
    ("position", "inside"), [(-5, 0), (0, 0), (1800.5, 1800.5), (3600, 3600), (1e9, 3600)]
)
def test_a_position_is_inside_the_film(position, inside):
    assert clamped(position, HOUR) == inside


def test_a_film_of_unknown_length_has_no_end():
    assert clamped(99_999, Length(0)) == 99_999
    assert not is_end(99_999, Length(0))


@pytest.mark.parametrize(
    ("length", "end"),
    [
        (Length(3600), 3240),
        (Length(5), 4),
        (Length(0.5), 0),
        (Length(3600, credits_at=3000), 3000),
        (Length(3600, credits_at=3500), 3240),
        (Length(3600, credits_at=1800), 1800),
        (Length(3600, credits_at=1799), 3240),
        (Length(3600, credits_at=0), 3240),
    ],
)
def test_where_a_film_ends(length, end):
    assert length.end == end


@pytest.mark.parametrize(
    ("position", "seconds", "resumed"),
    [
        (179, 3600, 0),
        (180, 3600, 180),
        (3239, 3600, 3239),
        (3240, 3600, 0),
        (150, 299, 0),
        (150, 300, 150),
        (10, 0, 0),
    ],
)
def test_where_to_go_on(position, seconds, resumed):
    assert resume_from(position, seconds) == resumed


def test_the_beginning_says_only_that_the_stream_is_there():
    assert read(beat(position=179), HOUR).track == Track(counts_from=0.0, was_watched=True)
    assert read(beat(position=10, at=29), HOUR).track == Track(counts_from=0.0)


def test_whoever_sees_the_end_has_seen_all_of_it():
    track = read(beat(position=3240, at=5000), HOUR).track

    assert (track.position, track.completed_at, track.was_watched) == (3600, 5000, True)


def test_a_pause_counts_from_the_start_of_its_stream():
    track = read(beat(at=9000, began=500, playing=False), HOUR).track

    assert (track.counts_from, track.is_paused) == (500, True)


def test_of_two_streams_the_one_that_moved_last_wins():
    tracks = {
        "tv": joined(
            read(beat(seq=1, at=600), HOUR).track,
            read(beat(seq=2, at=9000, playing=False), HOUR).track,
        ),
        "phone": read(beat(seq=1, position=900, at=700, began=650), HOUR).track,
    }

    assert winner(tracks) == "phone"
    assert winner({"tv": tracks["tv"]}) == "tv"
    assert winner({"a": Track(counts_from=1.0)}) is None


def test_whose_clock_counts():
    before = NOON - timedelta(minutes=5)
    fast, slow = NOON + timedelta(hours=1), NOON - timedelta(hours=9)

    assert moment_of(said=None, sent=None, received=NOON) == NOON
    assert moment_of(said=before, sent=None, received=NOON) == before
    assert moment_of(said=fast, sent=None, received=NOON) == NOON
    assert moment_of(said=fast, sent=fast, received=NOON) == NOON
    assert moment_of(said=slow - timedelta(minutes=5), sent=slow, received=NOON) == before
    assert moment_of(said=fast, sent=slow, received=NOON) == NOON


def test_the_oldest_clock_there_is_does_no_harm():
    first = datetime.min.replace(tzinfo=UTC)
    last = datetime.max.replace(tzinfo=UTC)

    assert moment_of(said=first, sent=last, received=NOON) == NOON - timedelta(days=30)
    assert moment_of(said=last, sent=first, received=NOON) == NOON
    assert moment_of(said=first, sent=None, received=NOON) == first


seconds = st.integers(0, 4000).map(float)
beats = st.lists(
    st.builds(
        Beat,
        play=st.sampled_from(["tv", "phone"]),
        seq=st.integers(0, 8),
        position=seconds,
        happened_at=seconds,
        began_at=st.just(100.0),
        is_playing=st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@given(beats, st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_end_the_same(said, chance):
    again = said + chance.choices(said, k=4)
    chance.shuffle(again)

    assert tracks_of(again) == tracks_of(said)


def tracks_of(said: list[Beat]) -> dict[str, Track]:
    found: dict[str, list[Track]] = {}
    for one in said:
        found.setdefault(one.play, []).append(read(one, HOUR).track)
    return {play: reduce(joined, tracks) for play, tracks in found.items()}
