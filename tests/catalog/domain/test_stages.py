from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.ladder import ladder_for
from apps.catalog.domain.source import Source
from apps.catalog.domain.stages import ORDER, needed, outlook, work_of
from apps.catalog.domain.tracks import Sound, Words


def source(width: int = 1920, height: int = 1080, **more) -> Source:
    return Source(60.0, width, height, Fraction(24), False, 0, **more)


def plan(film: Source) -> tuple[list[str], dict[str, float]]:
    ladder = ladder_for(film.width, film.height, film.frame_rate)
    return needed(film, ladder), work_of(film, ladder)


def test_a_small_silent_film_needs_three_steps():
    assert plan(source(320, 180))[0] == ["probe", "low", "trickplay"]


def test_a_film_with_everything_needs_all_of_them():
    film = source(sounds=(Sound(1, 2), Sound(2, 2)), words=(Words(3),))
    assert plan(film)[0] == list(ORDER)


def test_one_sound_around_is_two_to_make():
    assert "audio" in plan(source(sounds=(Sound(1, 6),)))[0]
    assert "audio" not in plan(source(sounds=(Sound(1, 2),)))[0]


@given(st.integers(16, 4096), st.integers(16, 2304), st.integers(0, 12), st.booleans())
def test_all_work_is_a_hundred(width, height, sounds, has_words):
    film = source(
        width,
        height,
        sounds=tuple(Sound(n, 2) for n in range(sounds)),
        words=(Words(20),) if has_words else (),
    )
    steps, work = plan(film)

    assert list(work) == steps
    assert sum(work.values()) == pytest.approx(100)
    assert all(share > 0 for share in work.values())


WORK = {"probe": 3.0, "low": 27.0, "high": 60.0, "trickplay": 10.0}


def test_time_left_follows_from_what_the_work_before_has_taken():
    """Ten seconds for 27 parts of the work make 25.9 for the 70 that are left."""
    told = outlook(WORK, ["probe", "low"], "high", 0.0, seconds={"low": 10, "high": 0, "probe": 99})

    assert told.percent == 30
    assert told.seconds_left == pytest.approx(70 * 10 / 27)


def test_nothing_is_foretold_from_a_moment():
    assert outlook(WORK, ["probe"], "low", 0.1, seconds={"low": 0.5}).seconds_left is None


@given(st.floats(0, 1), st.floats(0, 10_000))
def test_the_end_is_at_a_hundred_with_no_time_left(share, seconds):
    told = outlook(
        WORK, ["probe", "low", "high"], "trickplay", share, seconds={"low": seconds, "trickplay": 5}
    )
    assert 90 <= told.percent <= 100
    assert told.seconds_left is None or told.seconds_left >= 0
    assert outlook(WORK, ORDER, "trickplay", 1.0, seconds={"low": 10}).percent >= 100
