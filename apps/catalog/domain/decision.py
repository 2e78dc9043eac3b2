"""Whether somebody may watch something now, and in which quality at most.

One pure function over facts. Everybody who decides asks it: the start of a stream, each of its
beats, and the check that stands before every byte.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from apps.catalog.domain.windows import Availability, State

EVERY_HEIGHT = 2160


class Denial(StrEnum):
    """Why not, in the order in which it is found out."""

    SIGNED_OUT = "signed_out"
    HIDDEN = "hidden"
    NO_VIDEO = "no_video"
    NOT_HERE = "not_here"
    NOT_YET = "not_yet"
    OVER = "over"
    TOO_YOUNG = "too_young"
    PLAN_NEEDED = "plan_needed"
    EARLY_ACCESS_NEEDED = "early_access_needed"
    STREAMS_TAKEN = "streams_taken"


BY_STATE = {
    State.NOT_HERE: Denial.NOT_HERE,
    State.NOT_YET: Denial.NOT_YET,
    State.OVER: Denial.OVER,
    State.EARLY_ACCESS: Denial.EARLY_ACCESS_NEEDED,
}


@dataclass(frozen=True)
class Facts:
    """What is known about the person, the profile, the title and the moment.

    ``is_previewed``: its makers look at it, published or not. ``suits_profile``: it is meant for
    the profile's age, as rated where it is watched. Who watches with a protected profile has proved
    its PIN before anybody decides.
    """

    may_watch: bool
    is_published: bool
    has_video: bool
    availability: Availability
    level_needed: int
    level: int
    max_height: int
    is_previewed: bool = False
    suits_profile: bool = True
    has_free_stream: bool = True


@dataclass(frozen=True)
class Verdict:
    """``denial`` is None when it may be played, with rungs up to ``cap``. ``at``: since or until when."""

    denial: Denial | None
    cap: int = 0
    at: datetime | None = None

    @property
    def allows(self) -> bool:
        return self.denial is None


def decide(facts: Facts) -> Verdict:
    """The first reason against it, or the highest quality."""
    denial = (
        _of_the_title(facts)
        or _of_the_profile(facts)
        or (None if facts.is_previewed else _of_the_plan(facts))
        or (None if facts.has_free_stream else Denial.STREAMS_TAKEN)
    )
    if denial is not None:
        return Verdict(denial, at=facts.availability.at)
    return Verdict(None, EVERY_HEIGHT if facts.is_previewed else facts.max_height)


def _of_the_title(facts: Facts) -> Denial | None:
    """Whether it can be watched by anybody, here and now."""
    if not facts.may_watch:
        return Denial.SIGNED_OUT
    if not (facts.is_published or facts.is_previewed):
        return Denial.HIDDEN
    if not facts.has_video:
        return Denial.NO_VIDEO
    if facts.is_previewed or facts.availability.state == State.EARLY_ACCESS:
        return None
    return BY_STATE.get(facts.availability.state)


def _of_the_profile(facts: Facts) -> Denial | None:
    """A child's profile keeps its limit, whatever the account may do with films."""
    return None if facts.suits_profile else Denial.TOO_YOUNG


def _of_the_plan(facts: Facts) -> Denial | None:
    if facts.level < facts.level_needed:
        return Denial.PLAN_NEEDED
    if facts.availability.state == State.EARLY_ACCESS:
        return Denial.EARLY_ACCESS_NEEDED
    return None
