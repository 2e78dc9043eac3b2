"""Who is looking at the catalogue, from where and when: what decides which titles they find."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Viewing:
    """Built once a request. ``max_age`` is the profile's: the oldest rating it may see; None, any.

    ``country`` is an upper-case ISO 3166 code, empty when unknown; ``level`` is the plan's.
    """

    account: Any
    profile: Any
    country: str
    now: datetime
    has_early_access: bool = False
    max_age: int | None = None
    level: int = 0

    @property
    def is_limited(self) -> bool:
        """A profile that may not see everything: nobody's role opens more to it."""
        return self.max_age is not None

    @property
    def shape(self) -> str:
        """The same for all viewings that find the same titles: part of a cache key."""
        age = "any" if self.max_age is None else self.max_age
        return f"{self.country or '--'}-{age}-{int(self.has_early_access)}"
