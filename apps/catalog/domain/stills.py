"""Which moments of a film are shown to choose a picture from."""

MANY = 8
# Around a chosen moment: near ones, as eyes close and mouths open within half a second.
DISTANCES = (-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0, 4.0)
# The very last frames of a film are black, and rounding may point behind them.
MARGIN_SECONDS = 0.2


def moments_around(moment: float, duration: float) -> list[float]:
    """Moments near ``moment`` that the film has, in order, each once."""
    last = max(0.0, duration - MARGIN_SECONDS)
    near = (min(max(0.0, moment + distance), last) for distance in DISTANCES)
    return sorted({round(each, 3) for each in near})


def spread_moments(duration: float) -> list[float]:
    """Moments all over the film: the middles of eight equal parts."""
    return [round(duration * (part + 0.5) / MANY, 3) for part in range(MANY)]
