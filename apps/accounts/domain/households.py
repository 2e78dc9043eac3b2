"""The profiles of one account: whose PIN opens which, and what may be seen before one is chosen."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from apps.accounts.domain.ages import ADULT


class Member(Protocol):
    """What the rules look at."""

    @property
    def position(self) -> int: ...
    @property
    def is_kids(self) -> bool: ...
    @property
    def is_protected(self) -> bool: ...
    @property
    def max_age(self) -> int: ...


M = TypeVar("M", bound=Member)


def guard_of(profiles: Sequence[M]) -> M | None:
    """The profile whose PIN stands for the household: the first grown-up's that has one."""
    guards = [one for one in profiles if one.is_protected and not one.is_kids]
    return min(guards, key=lambda one: one.position, default=None)


def is_way_out(leaving: Member | None, target: Member) -> bool:
    """Whether ``target`` opens more than the children's profile that is left for it."""
    if leaving is None or not leaving.is_kids:
        return False
    return not target.is_kids or target.max_age > leaving.max_age


def lock_of(target: M, *, profiles: Sequence[M], leaving: M | None = None) -> M | None:
    """The profile whose PIN has to be typed to choose ``target``; None when none has to be."""
    if target.is_protected:
        return target
    return guard_of(profiles) if is_way_out(leaving, target) else None


def opens_to_anybody(target: M, profiles: Sequence[M]) -> bool:
    """Whether even who holds the household's strictest profile may choose it without a PIN."""
    children = [one for one in profiles if one.is_kids]
    child = min(children, key=lambda one: one.max_age, default=None)
    return lock_of(target, profiles=profiles, leaving=child) is None


def age_before_choosing(profiles: Sequence[Member]) -> int:
    """The highest age that anybody may choose without a PIN; the strictest if all are locked."""
    if not profiles:
        return ADULT
    free = [one.max_age for one in profiles if opens_to_anybody(one, profiles)]
    return max(free) if free else min(one.max_age for one in profiles)
