"""One decision over facts: each reason alone, their order, and the ceiling."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from apps.catalog.domain.decision import Denial, Facts, Verdict, decide
from apps.catalog.domain.windows import Availability, State

THEN = datetime(2026, 12, 1, tzinfo=UTC)
FINE = Facts(
    may_watch=True,
    is_published=True,
    has_video=True,
    availability=Availability(State.AVAILABLE),
    level_needed=10,
    level=10,
    max_height=720,
)
AGAINST = {
    Denial.SIGNED_OUT: {"may_watch": False},
    Denial.HIDDEN: {"is_published": False},
    Denial.NO_VIDEO: {"has_video": False},
    Denial.NOT_HERE: {"availability": Availability(State.NOT_HERE)},
    Denial.NOT_YET: {"availability": Availability(State.NOT_YET, THEN)},
    Denial.OVER: {"availability": Availability(State.OVER, THEN)},
    Denial.TOO_YOUNG: {"suits_profile": False},
    Denial.PLAN_NEEDED: {"level": 0},
    Denial.EARLY_ACCESS_NEEDED: {"availability": Availability(State.EARLY_ACCESS, THEN)},
    Denial.STREAMS_TAKEN: {"has_free_stream": False},
}


def test_nothing_against_it_plays_up_to_the_plans_height():
    assert decide(FINE) == Verdict(None, 720)


def test_every_denial_is_tried():
    assert set(AGAINST) == set(Denial)


@pytest.mark.parametrize("denial", list(AGAINST))
def test_each_reason_alone_is_enough(denial):
    verdict = decide(replace(FINE, **AGAINST[denial]))

    assert verdict.denial == denial
    assert verdict.cap == 0
    assert not verdict.allows


def test_of_several_reasons_the_first_is_told():
    names = list(AGAINST)
    for place, denial in enumerate(names):
        worse = {}
        for later in reversed(names[place:]):
            worse |= AGAINST[later]
        assert decide(replace(FINE, **worse)).denial == denial


def test_moments_are_told():
    facts = replace(FINE, availability=Availability(State.NOT_YET, THEN))

    assert decide(facts).at == THEN


@pytest.mark.parametrize("state", list(State))
def test_makers_see_what_is_not_out_in_every_height(state):
    facts = replace(
        FINE, is_previewed=True, is_published=False, level=0, availability=Availability(state)
    )

    assert decide(facts) == Verdict(None, 2160)


def test_makers_still_need_a_free_stream_and_a_profile_of_age():
    preview = replace(FINE, is_previewed=True)

    assert decide(replace(preview, has_free_stream=False)).denial == Denial.STREAMS_TAKEN
    assert decide(replace(preview, suits_profile=False)).denial == Denial.TOO_YOUNG
    assert decide(replace(preview, has_video=False)).denial == Denial.NO_VIDEO
