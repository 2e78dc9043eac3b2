"""What is due when. Plain Python."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Entry:
    """A task that is queued every so often, counted from midnight UTC plus ``offset``."""

    name: str
    task: str
    every: timedelta
    offset: timedelta = timedelta(0)
    in_each_studio: bool = False

    def tick(self, now: datetime) -> datetime:
        """The latest moment, not after ``now``, at which it was due. The same for every clock."""
        since = now - EPOCH - self.offset
        return EPOCH + self.offset + since // self.every * self.every
