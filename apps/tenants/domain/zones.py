"""Time zones a studio may live in."""

from zoneinfo import available_timezones

REGIONS = ("Africa", "America", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific")


def time_zones() -> list[str]:
    """Names of places, in alphabetical order, and UTC; old aliases such as US/Pacific are left out."""
    named = (zone for zone in available_timezones() if zone.partition("/")[0] in REGIONS)
    return [*sorted(named), "UTC"]
