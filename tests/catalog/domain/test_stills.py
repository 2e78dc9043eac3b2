from hypothesis import given
from hypothesis import strategies as st

from apps.catalog.domain.stills import moments_around, spread_moments


def test_moments_near_a_chosen_one():
    assert moments_around(10, 60) == [8.0, 9.0, 9.5, 10.0, 10.5, 11.0, 12.0, 14.0]


def test_no_moment_before_or_behind_the_film():
    assert moments_around(0, 3) == [0.0, 0.5, 1.0, 2.0, 2.8]
    assert moments_around(99, 3) == [2.8]


def test_moments_all_over_the_film():
    assert spread_moments(80) == [5.0, 15.0, 25.0, 35.0, 45.0, 55.0, 65.0, 75.0]


@given(st.floats(0, 20_000), st.floats(0.5, 14_400))
def test_every_moment_is_one_of_the_film(moment, duration):
    moments = moments_around(moment, duration)

    assert moments == sorted(set(moments))
    assert all(0 <= each <= duration for each in moments)
