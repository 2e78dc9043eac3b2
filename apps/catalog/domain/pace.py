"""How far an encode is and how long it will take, from what ffmpeg tells while it works."""

from collections.abc import Mapping
from dataclasses import dataclass

MICROSECONDS = 1_000_000
LEAST_DONE_TO_GUESS = 0.02


@dataclass(frozen=True)
class Pace:
    done: float  # 0 to 1
    seconds_left: float | None


def pace_of(block: Mapping[str, str], *, duration: float, elapsed: float) -> Pace:
    """Read one ``-progress`` block; an unknown time counts as the start."""
    try:
        written = int(block.get("out_time_us", "0")) / MICROSECONDS
    except ValueError:
        written = 0.0
    done = min(1.0, max(0.0, written / duration))
    left = elapsed * (1 - done) / done if done >= LEAST_DONE_TO_GUESS else None
    return Pace(done, left)
