"""How long something still takes, told from how fast it went so far."""

import time

from apps.core.jobs import JobProgress

# Before that, any guess would be wrong.
SECONDS_BEFORE_A_GUESS = 3.0


class Pace:
    """Counts bytes towards ``total`` and reports them to a job's progress."""

    def __init__(self, progress: JobProgress, total: int) -> None:
        self._progress, self._total = progress, max(1, total)
        self._done, self._began = 0, time.monotonic()

    def add(self, size: int) -> None:
        """``size`` more are done. Raises what ``JobProgress.report`` raises."""
        self._done += size
        self._progress.report(min(99.0, self._done * 100 / self._total), seconds_left=self._left())

    def _left(self) -> float | None:
        passed = time.monotonic() - self._began
        if passed < SECONDS_BEFORE_A_GUESS or not self._done:
            return None
        return max(0.0, (self._total - self._done) * passed / self._done)
