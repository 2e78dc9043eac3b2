"""How far ffmpeg is, from what it tells while it works."""

from collections.abc import Mapping

MICROSECONDS = 1_000_000


def share_done(block: Mapping[str, str], *, duration: float) -> float:
    """From 0 to 1, of one ``-progress`` block; an unknown time counts as the start."""
    return min(1.0, max(0.0, seconds_written(block) / duration))


def seconds_written(block: Mapping[str, str]) -> float:
    """How far on the film's clock; 0 while that is unknown."""
    try:
        return int(block.get("out_time_us", "0")) / MICROSECONDS
    except ValueError:
        return 0.0
