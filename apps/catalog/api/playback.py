"""Playing films: starting, staying alive, telling what was felt, ending."""

from typing import Any
from uuid import UUID

from django.contrib.auth import HASH_SESSION_KEY
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import FormParser, JSONParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.accounts.errors import PinNeeded, PinWrong, ProfileNeeded
from apps.accounts.selectors.profiles import Watching
from apps.accounts.selectors.sign_ins import SignIn
from apps.catalog.api.media import asked_host
from apps.catalog.api.playback_profile import watching_as
from apps.catalog.api.playback_shapes import (
    BeatInput,
    BeatOutput,
    EventsInput,
    PlaybackInput,
    PlaybackOutput,
)
from apps.catalog.errors import (
    FilmHasNoVideo,
    NoLongerAvailable,
    NotInYourCountry,
    NotYetAvailable,
    PlanNeeded,
    PlaybackAway,
    ProfileTooYoung,
    StreamEnded,
    TakeoverExpired,
    TooManyStreams,
)
from apps.catalog.services import streams
from apps.catalog.services.playback import Asking, Device, start_playback
from apps.catalog.services.quality import note_events
from apps.core.api.shapes import given, taken
from apps.core.errors import NotFound
from apps.core.schema.refusals import refusals


class Counted(APIView):
    """A household's players beat, measure and end all the time: they have a limit of their own."""

    # Coming twice does no harm.
    takes_idempotency_key = False
    rate, rate_purpose = "1200/minute", "playback"


class PlaybackSessions(APIView):
    # A device that starts again takes its own place; each start is decided anew, for whoever watches.
    takes_idempotency_key = False

    @extend_schema(
        operation_id="playback_start",
        summary="Play a film",
        description="Decides once whether this viewer may watch: published, in its window, in the "
        "viewer's country, for the profile's age, in the plan, with a free stream. Answers the "
        "address of the film's HLS playlist; every byte below it is checked again. A refusal says "
        "what would help: the plan that is needed and where it is had, when the film starts, or "
        "the streams that run, each with a code that takes its place over.",
        tags=["Playback"],
        request=PlaybackInput,
        responses={
            201: PlaybackOutput,
            **refusals(
                PlanNeeded,
                NotInYourCountry,
                NotYetAvailable,
                NoLongerAvailable,
                ProfileTooYoung,
                PinNeeded,
                PinWrong,
                NotFound,
                FilmHasNoVideo,
                TooManyStreams,
                TakeoverExpired,
                ProfileNeeded,
                PlaybackAway,
            ),
        },
    )
    def post(self, request: Request) -> Response:
        wish = taken(PlaybackInput, request.data)
        watching = watching_as(request, profile=wish.get("profile"), pin=wish.get("pin", ""))
        session = start_playback(
            wish["film"],
            asking=_asking(request, watching),
            device=Device(wish["device_id"], wish.get("device", "")),
            takeover=wish.get("takeover", ""),
        )
        return Response(given(PlaybackOutput, session), status=201)


class PlaybackSession(Counted):
    @extend_schema(
        operation_id="playback_end",
        summary="Stop playing",
        description="Frees the stream's place at once. Ending twice is no mistake.",
        tags=["Playback"],
        responses={204: None, **refusals(NotFound, StreamEnded, PlaybackAway)},
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        streams.end_stream(pk, account=request.user)
        return Response(status=204)


class EndPlayback(Counted):
    # navigator.sendBeacon sends no headers: the CSRF token comes as a form's field.
    parser_classes = (JSONParser, FormParser)

    @extend_schema(
        operation_id="playback_end_by_beacon",
        summary="Stop playing, from a page that is closed",
        description="As `DELETE`, for `navigator.sendBeacon`: takes a form with the CSRF token.",
        tags=["Playback"],
        request=None,
        responses={204: None, **refusals(NotFound, StreamEnded, PlaybackAway)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        streams.end_stream(pk, account=request.user)
        return Response(status=204)


class PlaybackBeat(Counted):
    @extend_schema(
        operation_id="playback_beat",
        summary="Say that somebody still watches",
        description="Send it every `heartbeat_seconds`, and when the viewer pauses or jumps. It "
        "keeps the stream's place, remembers how far the profile got, and decides anew whether "
        "the viewer may watch. `stream_ended` says in `reason` why a stream is over: `taken_over`, "
        "`replaced`, `silent`, `revoked` (then `why` names what a new start would meet) or `left`.",
        tags=["Playback"],
        request=BeatInput,
        responses={200: BeatOutput, **refusals(NotFound, StreamEnded, PlaybackAway)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        life = streams.keep_alive(
            pk,
            account=request.user,
            sign_in=sign_in_of(request),
            beat=_beat(taken(BeatInput, request.data)),
        )
        return Response(given(BeatOutput, life))


class PlaybackEvents(Counted):
    @extend_schema(
        operation_id="playback_events",
        summary="Tell what the viewer felt",
        description="How long until the picture moved (`startup`), where it stood still (`stall`), "
        "changes of quality (`switch`) and errors; at most fifty at once.",
        tags=["Playback"],
        request=EventsInput,
        responses={204: None, **refusals(NotFound)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        serializer = EventsInput(data=request.data)
        serializer.is_valid(raise_exception=True)
        play = streams.play_of(pk, account=request.user)
        note_events(play.pk, serializer.validated_data["events"])
        return Response(status=204)


def _asking(request: Request, watching: Watching) -> Asking:
    return Asking(
        account=request.user,
        watching=watching,
        sign_in=sign_in_of(request),
        country=request.country,
        host=asked_host(request),
    )


def sign_in_of(request: Request) -> SignIn:
    """What the stream hangs on: the browser's session, or the program's family of tokens."""
    if request.auth is not None:
        return SignIn(user_pk=request.user.pk, family=request.auth)
    session = request.session
    known = str(session.get(HASH_SESSION_KEY, ""))
    return SignIn(
        user_pk=request.user.pk, session_key=session.session_key or "", password_hash=known
    )


def _beat(said: dict[str, Any]) -> streams.Beat:
    return streams.Beat(
        position_seconds=said["position_seconds"],
        is_paused=said["paused"],
        seq=said["seq"],
        client_ts=said.get("client_ts"),
        sent_at=said.get("sent_at"),
    )
