"""What viewers feel: how long until the picture moves, where it stands still, what breaks."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F
from prometheus_client import Counter, Histogram

from apps.catalog.models import Play

STARTS = Counter(
    "cineradar_playback_starts", "Wishes to play, by what was decided about them.", ["decision"]
)
BEATS = Counter("cineradar_playback_beats", "Beats of streams, by their answer.", ["outcome"])
CHECKS = Counter("cineradar_playback_checks", "Checks before bytes, by their answer.", ["outcome"])
STARTUP = Histogram(
    "cineradar_playback_startup_seconds",
    "From the wish to watch until the picture moved.",
    buckets=(0.25, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 30.0),
)
STALLED = Counter("cineradar_playback_stalled_seconds", "Seconds in which pictures stood still.")
STALLS = Counter("cineradar_playback_stalls", "Times a picture stood still.")
SWITCHES = Counter("cineradar_playback_switches", "Changes of quality.")
ERRORS = Counter("cineradar_playback_errors", "Errors that players met, by kind.", ["kind"])
# Of what players may call an error; anything else is "other", so that labels stay few.
KINDS = ("network", "media", "manifest", "key", "timeout", "forbidden")
LONGEST_MS = 600_000


def note_events(play_pk: Any, events: Iterable[Mapping[str, Any]]) -> None:
    """Add what a player has measured to its row and to the platform's numbers: 1 query."""
    values: dict[str, Any] = {}
    for event in events:
        _NOTES[event["kind"]](values, event)
    if values:
        Play.objects.filter(pk=play_pk).update(**values)


def _startup(values: dict[str, Any], event: Mapping[str, Any]) -> None:
    values["startup_ms"] = _milliseconds(event)
    STARTUP.observe(values["startup_ms"] / 1000)


def _stall(values: dict[str, Any], event: Mapping[str, Any]) -> None:
    lasted = _milliseconds(event)
    values["stalls"] = values.get("stalls", F("stalls")) + 1
    values["stalled_ms"] = values.get("stalled_ms", F("stalled_ms")) + lasted
    STALLS.inc()
    STALLED.inc(lasted / 1000)


def _switch(values: dict[str, Any], event: Mapping[str, Any]) -> None:
    values["switches"] = values.get("switches", F("switches")) + 1
    SWITCHES.inc()


def _error(values: dict[str, Any], event: Mapping[str, Any]) -> None:
    code = str(event.get("code") or "unknown")
    values["error_code"] = code[:60]
    ERRORS.labels(next((kind for kind in KINDS if kind in code.lower()), "other")).inc()


def _milliseconds(event: Mapping[str, Any]) -> int:
    return min(LONGEST_MS, max(0, int(event.get("ms") or 0)))


_NOTES = {"startup": _startup, "stall": _stall, "switch": _switch, "error": _error}
