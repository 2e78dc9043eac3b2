from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.ladder import RUNGS, ladder_for

sides = st.integers(16, 4096)
rates = st.fractions(min_value=2, max_value=60)


@given(width=sides, height=sides, rate=rates)
def test_no_rung_is_larger_than_its_source_or_out_of_shape(width, height, rate):
    rungs = ladder_for(width, height, rate)

    assert [rung.name for rung in rungs] == list(RUNGS[: len(rungs)])
    assert len(rungs) >= 1
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
        ((64, 64), [240]),
    ],
)
def test_known_sources(size, names):
    assert [rung.name for rung in ladder_for(*size, Fraction(24))] == names


def test_more_frames_get_more_bits():
    slow, fast = (ladder_for(1280, 720, Fraction(rate))[-1].kilobits for rate in (25, 50))
    assert (slow, fast) == (3000, 4200)
