import pytest

from apps.catalog.domain.reading import (
    FASTEST_FOR_CHILDREN,
    Guideline,
    hard_to_read,
    is_hard_to_read,
    letters_a_second,
)
from apps.catalog.domain.subtitles import Cue

ADULTS, CHILDREN = Guideline(), Guideline(fastest=FASTEST_FOR_CHILDREN)


@pytest.mark.parametrize(
    ("cue", "is_hard"),
    [
        (Cue(0, 2, "", "x" * 34), False),
        (Cue(0, 2, "", "x" * 35), True),
        (Cue(0, 7, "", "Rain"), False),
        (Cue(0, 7.1, "", "Rain"), True),
        (Cue(0, 0.833, "", "Rain"), False),
        (Cue(0, 0.8, "", "Rain"), True),
        (Cue(0, 5, "", "x" * 42), False),
        (Cue(0, 5, "", "x" * 43), True),
        (Cue(0, 7, "", "a\nb"), False),
        (Cue(0, 7, "", "a\nb\nc"), True),
        (Cue(0, 5, "", "<i>" + "x" * 42 + "</i>"), False),
        (Cue(0, 5, "", "கு" * 42), False),
    ],
)
def test_the_limits_are_exact(cue, is_hard):
    assert is_hard_to_read(cue, ADULTS) is is_hard


def test_children_read_slower():
    cue = Cue(0, 2, "", "x" * 30)

    assert letters_a_second(cue) == 15
    assert (is_hard_to_read(cue, ADULTS), is_hard_to_read(cue, CHILDREN)) == (False, True)


def test_the_hard_ones_are_counted():
    assert hard_to_read([Cue(0, 1, "", "x" * 40), Cue(2, 4, "", "Rain")], ADULTS) == 1
