"""Starting to play a film."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.catalog.api.serializers import PlaybackInput, PlaybackOutput
from apps.catalog.errors import FilmHasNoVideo, PlanNeeded
from apps.catalog.selectors.films import film_for_viewer
from apps.catalog.services.playback import start_playback
from apps.core.errors import NotFound
from apps.core.schema.refusals import refusals


class PlaybackSessions(APIView):
    @extend_schema(
        operation_id="playback_start",
        summary="Play a film",
        description="Decides once whether this viewer may watch, and answers the address of the "
        "film's HLS playlist. Every byte below that address is checked again.",
        tags=["Playback"],
        request=PlaybackInput,
        responses={201: PlaybackOutput, **refusals(NotFound, PlanNeeded, FilmHasNoVideo)},
    )
    def post(self, request: Request) -> Response:
        serializer = PlaybackInput(data=request.data)
        serializer.is_valid(raise_exception=True)
        film = film_for_viewer(serializer.validated_data["film"], viewer=request.user)
        return Response(PlaybackOutput(start_playback(film, viewer=request.user)).data, status=201)
