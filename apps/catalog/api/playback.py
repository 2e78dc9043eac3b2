"""Starting to play a film."""

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.catalog.api.serializers import PlaybackInput, PlaybackOutput
from apps.catalog.selectors.films import film_for_viewer
from apps.catalog.services.playback import start_playback

REFUSED = OpenApiResponse(description="Refused; “code” says why (problem+json).")


class PlaybackSessions(APIView):
    @extend_schema(
        operation_id="playback_start",
        summary="Play a film",
        description="Decides once whether this viewer may watch, and answers the address of the "
        "film's HLS playlist. Every byte below that address is checked again.",
        tags=["Playback"],
        request=PlaybackInput,
        responses={201: PlaybackOutput, 401: REFUSED, 402: REFUSED, 404: REFUSED, 409: REFUSED},
        examples=[
            OpenApiExample("A film", value={"film": "monsoon-letters"}, request_only=True),
            OpenApiExample(
                "A session",
                value={
                    "film": "0199f2a4-7b10-7c3e-9a51-3f1d2c4b5a69",
                    "manifest": "/hls/WyIwMTk5ZjJhNC03YjEwIl0:1vNq2c:9f8e/master.m3u8",
                    "expires_at": "2026-11-21T15:30:00Z",
                    "duration_seconds": 5640.0,
                },
                response_only=True,
            ),
        ],
    )
    def post(self, request: Request) -> Response:
        serializer = PlaybackInput(data=request.data)
        serializer.is_valid(raise_exception=True)
        film = film_for_viewer(serializer.validated_data["film"], viewer=request.user)
        return Response(PlaybackOutput(start_playback(film, viewer=request.user)).data, status=201)
