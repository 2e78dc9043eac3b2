from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.ladder import RUNGS, THRIFTY, fitted, ladder_for

sides = st.integers(16, 4096)
rates = st.fractions(min_value=2, max_value=60)


@given(width=sides, height=sides, rate=rates)
def test_no_rung_is_larger_than_its_source_or_out_of_shape(width, height, rate):
    rungs = ladder_for(width, height, rate)

    names = [rung.name for rung in rungs]
    assert names in ([THRIFTY, RUNGS[0]], list(RUNGS[: len(rungs)]))
    # A player has a choice, however small the source.
    assert len(rungs) >= 2
    assert [rung.is_low for rung in rungs] == [name <= 360 for name in names]
    for rung in rungs:
        assert rung.width <= width
        assert rung.height <= height
        assert (rung.width % 2, rung.height % 2) == (0, 0)
        # Rounding down to even sides moves the shape by less than two pixels of each.
        assert abs(rung.width * height - rung.height * width) < 2 * (width + height)
    assert sorted(rung.kilobits for rung in rungs) == [rung.kilobits for rung in rungs]


@given(width=sides, height=sides, rate=rates)
def test_a_turned_picture_has_the_turned_ladder(width, height, rate):
    upright = [(rung.name, rung.width, rung.height) for rung in ladder_for(width, height, rate)]
    turned = [(rung.name, rung.height, rung.width) for rung in ladder_for(height, width, rate)]
    assert upright == turned


@pytest.mark.parametrize(
    ("size", "names"),
    [
        ((1920, 1080), [240, 360, 480, 720, 1080]),
        ((1920, 800), [240, 360, 480, 720, 1080]),
        ((1280, 718), [240, 360, 480, 720]),
        ((3840, 2160), [240, 360, 480, 720, 1080, 2160]),
        ((4096, 2160), [240, 360, 480, 720, 1080, 2160]),
        ((640, 480), [240, 360, 480]),
        ((64, 64), [144, 240]),
        ((426, 240), [144, 240]),
    ],
)
def test_known_sources(size, names):
    assert [rung.name for rung in ladder_for(*size, Fraction(24))] == names


def test_more_frames_get_more_bits():
    slow, fast = (ladder_for(1280, 720, Fraction(rate))[-1].kilobits for rate in (25, 50))
    assert (slow, fast) == (3000, 4200)


def ceilings(average: int) -> dict[int, int]:
    """What a 1080p title gets whose 360p rendition took so many of its 700 kilobits."""
    ladder = ladder_for(1920, 1080, Fraction(24))
    return {rung.name: rung.kilobits for rung in fitted(ladder, {240: 1, 360: average * 1000})}


def test_a_title_gets_the_bits_that_its_small_rungs_foretell():
    assert ceilings(700) == {480: 1398, 720: 3000, 1080: 5500}
    assert ceilings(350) == {480: 1398, 720: 3000, 1080: 5500}
    assert ceilings(210) == {480: 839, 720: 1800, 1080: 3300}
    assert ceilings(7) == {480: 489, 720: 1050, 1080: 1925}


def test_what_was_never_measured_gets_the_whole():
    ladder = ladder_for(1280, 720, Fraction(24))
    assert [rung.kilobits for rung in fitted(ladder, {})] == [1398, 3000]


@given(width=sides, height=sides, rate=rates, average=st.integers(0, 10**8))
def test_no_title_gets_more_than_its_ladder_allows(width, height, rate, average):
    ladder = ladder_for(width, height, rate)
    found = fitted(ladder, {rung.name: average for rung in ladder if rung.is_low})

    whole = [rung for rung in ladder if not rung.is_low]
    assert [(r.name, r.width, r.height) for r in found] == [
        (r.name, r.width, r.height) for r in whole
    ]
    for one, most in zip(found, whole, strict=True):
        assert most.kilobits * 0.34 < one.kilobits <= most.kilobits
