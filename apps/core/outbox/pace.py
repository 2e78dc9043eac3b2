"""How long to wait before the next try. Plain Python."""

from collections.abc import Callable
from datetime import timedelta

from apps.core.chance import lot

LONGEST_DOUBLING = 20


def growing(
    first: timedelta, times: int, *, most: timedelta, chance: Callable[[], float] = lot
) -> timedelta:
    """Twice as long each time, up to ``most``, then between half of that and all of it.

    The chance keeps tasks that failed together, when something they all need went away, from
    coming back together.
    """
    doublings = min(max(times, 1) - 1, LONGEST_DOUBLING)
    whole: timedelta = min(first * 2.0**doublings, most)
    return whole * (0.5 + chance() / 2)


class Backoff:
    """Seconds to wait after each failure in a row."""

    def __init__(self, first: float, most: float) -> None:
        self.first, self.most, self.failures = timedelta(seconds=first), timedelta(seconds=most), 0

    def failed(self) -> float:
        self.failures += 1
        return growing(self.first, self.failures, most=self.most).total_seconds()

    def worked(self) -> None:
        self.failures = 0
