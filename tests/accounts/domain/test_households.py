"""Whose PIN opens which profile, and what is shown before one is chosen."""

from dataclasses import dataclass

import pytest

from apps.accounts.domain import ages
from apps.accounts.domain.households import (
    age_before_choosing,
    guard_of,
    is_way_out,
    lock_of,
    opens_to_anybody,
)


@dataclass(frozen=True)
class Member:
    position: int
    is_kids: bool = False
    is_protected: bool = False
    max_age: int = 18


GUARD = Member(1, is_protected=True)
OPEN = Member(2)
CHILD = Member(3, is_kids=True, max_age=7)
OLDER = Member(4, is_kids=True, max_age=13)
SECRET = Member(5, is_kids=True, is_protected=True, max_age=7)
ALL = [GUARD, OPEN, CHILD, OLDER, SECRET]


def test_the_guard_is_the_first_grown_up_with_a_pin():
    assert guard_of(ALL) is GUARD
    assert guard_of([SECRET, OPEN]) is None
    assert guard_of([]) is None


@pytest.mark.parametrize(
    ("leaving", "target", "way_out"),
    [
        (None, GUARD, False),
        (OPEN, GUARD, False),
        (CHILD, OPEN, True),
        (CHILD, OLDER, True),
        (OLDER, CHILD, False),
        (OLDER, Member(9, max_age=13), True),
    ],
)
def test_a_way_out_opens_more_than_what_is_left(leaving, target, way_out):
    assert is_way_out(leaving, target) is way_out


@pytest.mark.parametrize(
    ("target", "leaving", "lock"),
    [
        (GUARD, None, GUARD),
        (OPEN, None, None),
        (OPEN, CHILD, GUARD),
        (OLDER, CHILD, GUARD),
        (CHILD, OLDER, None),
        (SECRET, GUARD, SECRET),
    ],
)
def test_whose_pin_is_typed(target, leaving, lock):
    assert lock_of(target, profiles=ALL, leaving=leaving) is lock


def test_without_any_pin_nothing_is_locked():
    assert lock_of(OPEN, profiles=[OPEN, CHILD], leaving=CHILD) is None


def test_before_choosing_only_what_takes_no_pin_is_shown():
    assert [one.position for one in ALL if opens_to_anybody(one, ALL)] == [3]
    assert age_before_choosing(ALL) == 7
    assert age_before_choosing([OPEN, CHILD]) == 18
    assert age_before_choosing([GUARD, OPEN]) == 18
    assert age_before_choosing([GUARD]) == 18
    assert age_before_choosing([GUARD, SECRET]) == 7
    assert age_before_choosing([]) == 18


@pytest.mark.parametrize(("age", "is_kids", "fit"), [
    (18, False, True), (18, True, False), (13, True, True), (0, True, True), (12, False, False),
])  # fmt: skip
def test_which_ages_fit(age, is_kids, fit):
    assert ages.fits(age, is_kids=is_kids) is fit


def test_limits():
    assert ages.limit_of(18) is None
    assert ages.limit_of(7) == 7
    assert ages.strictest(None, 13, 7) == 7
    assert ages.strictest(None) is None
    assert ages.allows(None, 18)
    assert ages.allows(7, 7)
    assert not ages.allows(7, 13)
