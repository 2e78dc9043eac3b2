"""When and where a title may be watched, told from its release windows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    AVAILABLE = "available"
    EARLY_ACCESS = "early_access"
    NOT_YET = "not_yet"
    OVER = "over"
    NOT_HERE = "not_here"


@dataclass(frozen=True)
class Window:
    """From ``starts_at`` (always, if none) until just before ``ends_at`` (for ever, if none).

    No ``countries`` means everywhere. An early one is for plans that include early access.
    """

    starts_at: datetime | None = None
    ends_at: datetime | None = None
    countries: tuple[str, ...] = ()
    early_access: bool = False

    def is_for(self, country: str) -> bool:
        return not self.countries or country in self.countries

    def is_open(self, now: datetime) -> bool:
        return self.has_started(now) and not self.is_over(now)

    def has_started(self, now: datetime) -> bool:
        return self.starts_at is None or self.starts_at <= now

    def is_over(self, now: datetime) -> bool:
        return self.ends_at is not None and self.ends_at <= now


@dataclass(frozen=True)
class Availability:
    """``at``: when everybody (or this viewer) may watch it, or since when nobody may."""

    state: State
    at: datetime | None = None

    @property
    def is_available(self) -> bool:
        return self.state == State.AVAILABLE

    @property
    def is_announced(self) -> bool:
        """Not for this viewer yet, but to be shown to them."""
        return self.state in (State.NOT_YET, State.EARLY_ACCESS)


def availability(
    now: datetime,
    country: str,
    has_early_access: bool,  # noqa: FBT001 read as a sentence: now, here, to these people
    windows: Iterable[Window],
) -> Availability:
    """What the windows say to somebody in ``country`` (empty: unknown, so only worldwide ones count).

    Without any window a title is always available everywhere.
    """
    every = list(windows)
    here = [window for window in every if window.is_for(country)]
    if not every:
        return Availability(State.AVAILABLE)
    if not here:
        return Availability(State.NOT_HERE)
    open_now = [window for window in here if window.is_open(now)]
    if any(has_early_access or not window.early_access for window in open_now):
        return Availability(State.AVAILABLE)
    coming = [window for window in here if not window.has_started(now)]
    if open_now:
        return Availability(State.EARLY_ACCESS, _first_start(coming, with_early=False))
    if coming:
        return _announced(coming, has_early_access=has_early_access)
    return Availability(State.OVER, max(w.ends_at for w in here if w.ends_at is not None))


def _announced(coming: Sequence[Window], *, has_early_access: bool) -> Availability:
    """Not open to anybody. If only early windows come, the first of them is named."""
    own = _first_start(coming, with_early=has_early_access)
    return Availability(State.NOT_YET, own or _first_start(coming, with_early=True))


def _first_start(windows: Iterable[Window], *, with_early: bool) -> datetime | None:
    starts = [w.starts_at for w in windows if w.starts_at and (with_early or not w.early_access)]
    return min(starts, default=None)
