"""How far ffmpeg is, from what it tells while it works."""

from collections.abc import Mapping

MICROSECONDS = 1_000_000


def share_done(block: Mapping[str, str], *, duration: float) -> float:
    """From 0 to 1, of one ``-progress`` block; an unknown time counts as the start."""
    try:
        written = int(block.get("out_time_us", "0")) / MICROSECONDS
    except ValueError:
        written = 0.0
    return min(1.0, max(0.0, written / duration))
