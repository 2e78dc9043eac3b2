"""Shapes of what was watched, and what to go on with."""

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from apps.catalog.models import Film, Progress, Series
from apps.catalog.selectors.next_up import GoingOn
from apps.core.api.shapes import Input

LARGEST_SEQ = 2**31
WATCHED = {
    "id": "0199f2a4-8a0e-7c1b-9d55-0d6f3f5c2b12",
    "slug": "harbour-lights-s1-e2",
    "kind": "episode",
    "title": "The Lighthouse",
    "series": {
        "id": "0199f2a4-9d10-7e3e-9c51-5f1d2c4b5a71",
        "slug": "harbour-lights",
        "title": "Harbour Lights",
    },
    "season": 1,
    "number": 2,
    "runtime_seconds": 2640,
    "poster": "",
    "backdrop": "",
}
PLACE = {"position_seconds": 1320.0, "duration_seconds": 2640.0, "percent": 50}
ROW = {**PLACE, "film": WATCHED, "watched_at": "2026-11-21T19:30:00Z", "completed_at": None}


class WatchedSeriesOutput(serializers.ModelSerializer[Series]):
    class Meta:
        model = Series
        fields = ("id", "slug", "title")


class WatchedFilmOutput(serializers.ModelSerializer[Film]):
    """A film or an episode, short."""

    series = WatchedSeriesOutput(source="season.series", default=None, allow_null=True)
    season = serializers.IntegerField(source="season.number", default=None, allow_null=True)
    poster = serializers.CharField(source="poster_url")
    backdrop = serializers.CharField(source="backdrop_url")

    class Meta:
        model = Film
        fields = tuple(WATCHED)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A beat",
            value={
                "film": WATCHED["id"],
                "session": "0199f2a4-aa0e-7c1b-9d55-0d6f3f5c2b13",
                "seq": 44,
                "position_seconds": 1320.0,
                "client_ts": "2026-11-21T19:30:00Z",
                "sent_at": "2026-11-21T19:30:00Z",
                "event": "beat",
                "paused": False,
            },
            request_only=True,
        )
    ]
)
class WatchedInput(Input):
    film = serializers.UUIDField()
    session = serializers.UUIDField(help_text="Of `POST /playback/sessions`.")
    seq = serializers.IntegerField(
        min_value=0, max_value=LARGEST_SEQ, help_text="Counts up within the session."
    )
    position_seconds = serializers.FloatField(
        min_value=-1e6, max_value=1e6, help_text="What lies outside the film is moved inside."
    )
    client_ts = serializers.DateTimeField(
        required=False, help_text="When it happened, by the device's clock."
    )
    sent_at = serializers.DateTimeField(
        required=False,
        help_text="When it was sent, by the same clock: then a wrong clock does no harm.",
    )
    event = serializers.ChoiceField(["beat", "play", "pause", "seek", "end"], required=False)
    paused = serializers.BooleanField(required=False, default=False)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Taken", value={"is_news": True, "resume_seconds": 1320.0}, response_only=True
        )
    ]
)
class WatchedOutput(serializers.Serializer[Mapping[str, Any]]):
    is_news = serializers.BooleanField(help_text="False: it was known, or came too late to matter.")
    resume_seconds = serializers.FloatField(help_text="Where the profile would go on now.")


@extend_schema_serializer(examples=[OpenApiExample("Half seen", value=ROW, response_only=True)])
class HistoryOutput(serializers.ModelSerializer[Progress]):
    film = WatchedFilmOutput()
    percent = serializers.SerializerMethodField()
    watched_at = serializers.DateTimeField(source="happened_at")

    class Meta:
        model = Progress
        fields = tuple(ROW)

    def get_percent(self, row: Progress) -> int:
        length = row.duration_seconds
        return round(100 * row.position_seconds / length) if length else 0


class GoingOnOutput(serializers.Serializer[GoingOn]):
    film = WatchedFilmOutput()
    position_seconds = serializers.FloatField(source="resume_seconds")
    duration_seconds = serializers.FloatField()
    percent = serializers.IntegerField()
    is_next = serializers.BooleanField(help_text="The episode after one that was finished.")


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "Half seen",
            value={"results": [{"film": WATCHED, **PLACE, "is_next": False}]},
            response_only=True,
        )
    ]
)
class ContinueOutput(serializers.Serializer[Mapping[str, Any]]):
    results = GoingOnOutput(many=True)


@extend_schema_serializer(
    examples=[OpenApiExample("An episode", value={"next": WATCHED}, response_only=True)]
)
class NextOutput(serializers.Serializer[Mapping[str, Any]]):
    next = WatchedFilmOutput(allow_null=True)
