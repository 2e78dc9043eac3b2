"""How far a profile got, what it watched, and what comes next."""

from typing import Any, ClassVar
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.accounts.errors import PinNeeded, ProfileNeeded, ProfileUnknown
from apps.accounts.models import Profile
from apps.accounts.selectors.profiles import HEADER, profile_of
from apps.catalog.adapters.progress.store import ProgressAway
from apps.catalog.api.progress_shapes import (
    ContinueOutput,
    HistoryOutput,
    NextOutput,
    WatchedInput,
    WatchedOutput,
)
from apps.catalog.errors import HistoryAway
from apps.catalog.models import Progress
from apps.catalog.selectors.films import film_for_viewer
from apps.catalog.selectors.next_up import continue_watching, next_episode
from apps.catalog.selectors.progress import history_of, play_of, resume_position
from apps.catalog.selectors.viewing import viewing_of
from apps.catalog.services.progress import record_beat, remove_from_history, write_now
from apps.core.api.pagination import CursorPagination
from apps.core.errors import NotFound
from apps.core.schema.refusals import refusals

TAGS = ["History"]
UNCHOSEN = (ProfileNeeded, ProfileUnknown, PinNeeded)
STANDS_STILL = {"pause", "end"}


class Household(APIView):
    telling_headers: ClassVar[tuple[str, ...]] = (HEADER,)


class WatchProgress(Household):
    rate, rate_purpose = "1200/minute", "playback"

    @extend_schema(
        operation_id="watch_progress",
        summary="Tell how far somebody got",
        description="For players that keep beats while they are offline; the heartbeat of a "
        "session tells the same. Any order and any repetition end the same: within a session the "
        "highest `seq` counts, among sessions the one that played last. A paused session never "
        "overwrites one that played later. The first twentieth of a film is not remembered; the "
        "last tenth, or the end credits, complete it.",
        tags=TAGS,
        request=WatchedInput,
        responses={200: WatchedOutput, **refusals(ProfileNeeded, NotFound, HistoryAway)},
    )
    def post(self, request: Request) -> Response:
        serializer = WatchedInput(data=request.data)
        serializer.is_valid(raise_exception=True)
        said = serializer.validated_data
        play = play_of(request.user, said["session"], film_pk=said["film"])
        if play.profile_id is None:
            raise ProfileNeeded
        try:
            is_news = record_beat(
                profile_pk=play.profile_id,
                film_pk=play.film_id,
                play_pk=play.pk,
                began_at=play.started_at,
                seq=said["seq"],
                position_seconds=said["position_seconds"],
                is_paused=said["paused"] or said.get("event") in STANDS_STILL,
                client_at=said.get("client_ts"),
                sent_at=said.get("sent_at"),
            )
        except ProgressAway as away:
            raise HistoryAway(retry_after=5) from away
        told = {"is_news": is_news, "resume_seconds": resume_position(play.profile, play.film_id)}
        return Response(WatchedOutput(told).data)


class HistoryCursor(CursorPagination):
    ordering = ("-happened_at", "-id")


class History(Household, ListAPIView[Progress]):
    """What the profile watched, latest first."""

    serializer_class = HistoryOutput
    pagination_class = HistoryCursor

    def get_queryset(self) -> QuerySet[Progress]:
        profile = chosen_profile(self.request)
        write_now(profile)
        return history_of(profile, viewing_of(self.request))

    @extend_schema(
        operation_id="history_list",
        summary="List what the profile watched",
        tags=TAGS,
        responses={200: HistoryOutput(many=True), **refusals(*UNCHOSEN)},
    )
    def get(self, request: Request) -> Response:
        return self.list(request)

    @extend_schema(
        operation_id="history_forget_all",
        summary="Forget everything the profile watched",
        tags=TAGS,
        responses={204: None, **refusals(*UNCHOSEN, HistoryAway)},
    )
    def delete(self, request: Request) -> Response:
        forget(chosen_profile(request), None)
        return Response(status=204)


class OneOfHistory(Household):
    @extend_schema(
        operation_id="history_forget",
        summary="Forget that the profile watched this film",
        tags=TAGS,
        responses={204: None, **refusals(*UNCHOSEN, NotFound, HistoryAway)},
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        if not forget(chosen_profile(request), [pk]):
            raise NotFound
        return Response(status=204)


class ContinueWatching(Household):
    @extend_schema(
        operation_id="continue_watching",
        summary="List what the profile would go on with",
        description="Films it stopped in, and the next episodes of series; latest first, twenty "
        "at most. What was told a moment ago counts.",
        tags=TAGS,
        responses={200: ContinueOutput, **refusals(*UNCHOSEN)},
    )
    def get(self, request: Request) -> Response:
        chosen_profile(request)
        results = continue_watching(viewing_of(request))
        return Response(ContinueOutput({"results": results}).data)


class NextMovie(Household):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="movies_next",
        summary="Read the episode after this one",
        description="Over seasons. `next` is null for films, and after the last episode.",
        tags=TAGS,
        responses={200: NextOutput, **refusals(NotFound)},
    )
    def get(self, request: Request, key: str) -> Response:
        viewing = viewing_of(request)
        film = film_for_viewer(key, viewing)
        return Response(NextOutput({"next": next_episode(film, viewing)}).data)


def chosen_profile(request: Any) -> Profile:
    """Raises ProfileNeeded while none is chosen, ProfileUnknown and PinNeeded."""
    profile = profile_of(request)
    if profile is None:
        raise ProfileNeeded
    return profile


def forget(profile: Profile, film_pks: list[UUID] | None) -> int:
    """How many films were forgotten. Raises HistoryAway."""
    try:
        return remove_from_history(profile, film_pks)
    except ProgressAway as away:
        raise HistoryAway(retry_after=5) from away
