"""Shapes of playing a film."""

from typing import Any

from rest_framework import serializers

from apps.catalog.api.serializers import MOVIE, shown
from apps.catalog.enums import MarkerKind
from apps.catalog.services.playback import PlaybackSession
from apps.catalog.services.streams import Life
from apps.core.api.shapes import Input

MOST_EVENTS = 50
LONGEST_FILM = 24 * 3600
SESSION = "0199f2b0-1c40-7d21-8f77-5a6b7c8d9e0f"
PREFIX = f"/m/cTnNm0bOYkQ3bXh3cW1lZQ/1795276200/{SESSION}/720/kush/{MOVIE['id']}/v1-5f3a91c0/"


@shown(
    "By its address",
    {"film": "monsoon-letters", "device_id": "7d0c3f5b9a41", "device": "Firefox on Linux"},
    sent=True,
)
class PlaybackInput(Input):
    film = serializers.CharField(max_length=180, help_text="Id or address (slug) of the film.")
    device_id = serializers.RegexField(
        r"^[A-Za-z0-9_.:-]{4,64}$",
        help_text="The device's own key, the same over reloads: a new start on it replaces the last.",
    )
    device = serializers.CharField(
        max_length=80, required=False, allow_blank=True, help_text="As people call it."
    )
    profile = serializers.UUIDField(
        required=False, help_text="Who watches; without it the profile of the session or X-Profile."
    )
    pin = serializers.CharField(max_length=12, required=False, help_text="Of a protected profile.")
    takeover = serializers.CharField(
        max_length=400,
        required=False,
        help_text="A code of `too_many_streams`: that stream ends, and this one has its place.",
    )


class PlaybackPlanOutput(serializers.Serializer[PlaybackSession]):
    name = serializers.CharField(source="plan_name")
    max_height = serializers.IntegerField(source="plan_max_height")


class UpsellOutput(serializers.Serializer[Any]):
    """The plan that shows this film better, and where it is had."""

    plan = serializers.CharField()
    max_height = serializers.IntegerField()
    url = serializers.CharField()


class AdBreakOutput(serializers.Serializer[Any]):
    vast_url = serializers.CharField()
    skip_after_seconds = serializers.IntegerField(allow_null=True)


class PlaybackSoundOutput(serializers.Serializer[Any]):
    language = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()
    channels = serializers.IntegerField()


class PlaybackTextOutput(serializers.Serializer[Any]):
    language = serializers.CharField()
    name = serializers.CharField()
    kind = serializers.CharField()


class PlaybackTracksOutput(serializers.Serializer[Any]):
    audio = PlaybackSoundOutput(many=True)
    text = PlaybackTextOutput(many=True)


class PlaybackMarkerOutput(serializers.Serializer[Any]):
    """A stretch that may be skipped."""

    kind = serializers.ChoiceField(MarkerKind.choices)
    starts_seconds = serializers.FloatField()
    ends_seconds = serializers.FloatField()


class NextFilmOutput(serializers.Serializer[Any]):
    film = serializers.UUIDField()
    title = serializers.CharField()
    url = serializers.CharField()


@shown(
    "A session",
    {
        "session": SESSION,
        "film": MOVIE["id"],
        "manifest_url": f"{PREFIX}master.m3u8",
        "expires_at": "2026-11-21T15:30:00Z",
        "heartbeat_seconds": 30,
        "heartbeat_url": f"/api/v1/playback/sessions/{SESSION}/heartbeat",
        "position_seconds": 1325.4,
        "duration_seconds": 5640.0,
        "plan": {"name": "Basic", "max_height": 720},
        "ceiling": 720,
        "upsell": {"plan": "Premium", "max_height": 1080, "url": "/plans/"},
        "ad_break": None,
        "tracks": {
            "audio": [{"language": "hi", "name": "Hindi", "kind": "main", "channels": 2}],
            "text": [{"language": "en", "name": "English", "kind": "subtitles"}],
        },
        "markers": [{"kind": "intro", "starts_seconds": 42.0, "ends_seconds": 95.5}],
        "thumbnails_url": f"{PREFIX}sprites/thumbnails.vtt",
        "next": None,
    },
)
class PlaybackOutput(serializers.Serializer[PlaybackSession]):
    """``manifest_url`` is an HLS playlist on this host, good for this stream until ``expires_at``.

    Send a heartbeat every ``heartbeat_seconds``: a stream that is silent for 90 seconds is over.
    """

    session = serializers.UUIDField()
    film = serializers.UUIDField(source="film.pk")
    manifest_url = serializers.CharField()
    expires_at = serializers.DateTimeField()
    heartbeat_seconds = serializers.IntegerField()
    heartbeat_url = serializers.CharField()
    position_seconds = serializers.FloatField(help_text="Where this profile goes on.")
    duration_seconds = serializers.FloatField()
    plan = PlaybackPlanOutput(source="*")
    ceiling = serializers.IntegerField(help_text="No quality above it is listed or sent.")
    upsell = UpsellOutput(allow_null=True)
    ad_break = AdBreakOutput(allow_null=True)
    tracks = PlaybackTracksOutput()
    markers = PlaybackMarkerOutput(many=True)
    thumbnails_url = serializers.CharField(allow_null=True)
    next = NextFilmOutput(allow_null=True)


@shown(
    "Half an hour in",
    {
        "position_seconds": 1800.2,
        "paused": False,
        "seq": 61,
        "client_ts": "2026-11-21T12:03:10Z",
        "sent_at": "2026-11-21T12:03:10Z",
    },
    sent=True,
)
class BeatInput(Input):
    position_seconds = serializers.FloatField(min_value=0, max_value=LONGEST_FILM)
    paused = serializers.BooleanField()
    seq = serializers.IntegerField(
        min_value=0, max_value=2**53, help_text="Counted up by the player, so that order is known."
    )
    client_ts = serializers.DateTimeField(
        required=False, help_text="When it was so, by the device's clock."
    )
    sent_at = serializers.DateTimeField(
        required=False,
        help_text="When it was sent, by the same clock: then a wrong clock does no harm.",
    )


@shown("Alive", {"seconds_left": 12840, "heartbeat_seconds": 30})
class BeatOutput(serializers.Serializer[Life]):
    """``seconds_left`` until the addresses expire; start anew before that."""

    seconds_left = serializers.IntegerField()
    heartbeat_seconds = serializers.IntegerField()


class EventInput(Input):
    """One thing that happened in a player. Other fields than these are taken and left aside."""

    kind = serializers.ChoiceField(("startup", "stall", "switch", "error"))
    ms = serializers.IntegerField(
        required=False, min_value=0, help_text="How long it took: startup and stall."
    )
    code = serializers.CharField(max_length=120, required=False, help_text="Of an error.")


@shown(
    "A slow start",
    {"events": [{"kind": "startup", "ms": 840}, {"kind": "stall", "ms": 1200}]},
    sent=True,
)
class EventsInput(Input):
    events = EventInput(many=True)

    def validate_events(self, events: list[Any]) -> list[Any]:
        if len(events) > MOST_EVENTS:
            raise serializers.ValidationError(f"At most {MOST_EVENTS} events at once.")
        return events
