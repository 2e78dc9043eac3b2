"""Places with a time of their own."""

from functools import cache
from zoneinfo import available_timezones

CONTINENTS = {
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
}


@cache
def time_zones() -> list[tuple[str, str]]:
    """(``Asia/Jakarta``, ``Asia / Jakarta``) for every place, by name."""
    zones = sorted(zone for zone in available_timezones() if zone.partition("/")[0] in CONTINENTS)
    return [(zone, zone.replace("_", " ").replace("/", " / ")) for zone in zones]
