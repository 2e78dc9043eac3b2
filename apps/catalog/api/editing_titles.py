"""What belongs to a film or a series, as their editors say it: when, where, from which age, by whom."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer
from rest_framework.views import APIView

from apps.catalog.api.desk_serializers import (
    CreditsInput,
    CreditsOutput,
    RatingsInput,
    RatingsOutput,
    ScheduleInput,
    WindowsInput,
    WindowsOutput,
)
from apps.catalog.api.permissions import MayEditFilms
from apps.catalog.errors import (
    CountryUnknown,
    FilmIsPublished,
    RatingImpossible,
    ScheduledInThePast,
    SeriesIsPublished,
    WindowEndsBeforeStart,
)
from apps.catalog.models import Credit
from apps.catalog.selectors.films import film_for_desk
from apps.catalog.selectors.series import series_on_desk
from apps.catalog.selectors.titles import Title
from apps.catalog.services.contributors import Named, set_credits
from apps.catalog.services.releases import AgeIn, Opening, set_ratings, set_windows
from apps.catalog.services.scheduling import schedule_title
from apps.core.errors import NotFound
from apps.core.schema.refusals import refusals

FILMS, SERIES = ["Editing films"], ["Editing series"]


class TitlePart(APIView):
    """A part of one film; of one series where a subclass says so."""

    permission_classes = (MayEditFilms,)

    def title(self, pk: UUID) -> Title:
        return film_for_desk(pk).film

    def given(
        self, request: Request, shape: type[BaseSerializer[Any]], *, partial: bool = False
    ) -> dict[str, Any]:
        serializer = shape(data=request.data, partial=partial)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


class OfSeries:
    def title(self, pk: UUID) -> Title:
        return series_on_desk(pk)


class MovieWindows(TitlePart):
    @extend_schema(
        operation_id="admin_movies_windows_read",
        summary="Read a film's release windows",
        tags=FILMS,
        responses={200: WindowsOutput, **refusals(NotFound)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.answer(pk)

    @extend_schema(
        operation_id="admin_movies_windows_replace",
        summary="Replace a film's release windows",
        description="None at all means always and everywhere.",
        tags=FILMS,
        request=WindowsInput,
        responses={200: WindowsOutput, **refusals(NotFound, WindowEndsBeforeStart, CountryUnknown)},
    )
    def put(self, request: Request, pk: UUID) -> Response:
        rows = self.given(request, WindowsInput)["windows"]
        openings = [
            Opening(**{**row, "countries": tuple(row.get("countries", ()))}) for row in rows
        ]
        set_windows(film_for_desk(pk).film, openings, by=request.user)
        return self.answer(pk)

    def answer(self, pk: UUID) -> Response:
        return Response(WindowsOutput({"windows": film_for_desk(pk).film.windows.all()}).data)


class MovieRatings(TitlePart):
    @extend_schema(
        operation_id="admin_movies_ratings_read",
        summary="Read how countries rate a film",
        tags=FILMS,
        responses={200: RatingsOutput, **refusals(NotFound)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.answer(pk)

    @extend_schema(
        operation_id="admin_movies_ratings_replace",
        summary="Replace how countries rate a film",
        tags=FILMS,
        request=RatingsInput,
        responses={200: RatingsOutput, **refusals(NotFound, CountryUnknown, RatingImpossible)},
    )
    def put(self, request: Request, pk: UUID) -> Response:
        ages = [AgeIn(**row) for row in self.given(request, RatingsInput)["ratings"]]
        set_ratings(self.title(pk), ages, by=request.user)
        return self.answer(pk)

    def answer(self, pk: UUID) -> Response:
        return Response(RatingsOutput({"ratings": self.title(pk).ratings.all()}).data)


class SeriesRatings(OfSeries, MovieRatings):
    @extend_schema(
        operation_id="admin_series_ratings_read",
        summary="Read how countries rate a series",
        tags=SERIES,
        responses={200: RatingsOutput, **refusals(NotFound)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="admin_series_ratings_replace",
        summary="Replace how countries rate a series",
        tags=SERIES,
        request=RatingsInput,
        responses={200: RatingsOutput, **refusals(NotFound, CountryUnknown, RatingImpossible)},
    )
    def put(self, request: Request, pk: UUID) -> Response:
        return super().put(request, pk)


class MovieCredits(TitlePart):
    @extend_schema(
        operation_id="admin_movies_credits_read",
        summary="Read a film's credits",
        tags=FILMS,
        responses={200: CreditsOutput, **refusals(NotFound)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.answer(pk)

    @extend_schema(
        operation_id="admin_movies_credits_replace",
        summary="Replace a film's credits",
        description="In this order. Somebody known by a name is taken again, others are made.",
        tags=FILMS,
        request=CreditsInput,
        responses={200: CreditsOutput, **refusals(NotFound)},
    )
    def put(self, request: Request, pk: UUID) -> Response:
        rows = self.given(request, CreditsInput)["credits"]
        lines = [Named(row["name"], row["job"], row.get("character", "")) for row in rows]
        set_credits(self.title(pk), lines, by=request.user)
        return self.answer(pk)

    def answer(self, pk: UUID) -> Response:
        lines: QuerySet[Credit] = self.title(pk).credits.select_related("contributor")
        return Response(CreditsOutput({"credits": lines}).data)


class SeriesCredits(OfSeries, MovieCredits):
    @extend_schema(
        operation_id="admin_series_credits_read",
        summary="Read a series's credits",
        tags=SERIES,
        responses={200: CreditsOutput, **refusals(NotFound)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return super().get(request, pk)

    @extend_schema(
        operation_id="admin_series_credits_replace",
        summary="Replace a series's credits",
        tags=SERIES,
        request=CreditsInput,
        responses={200: CreditsOutput, **refusals(NotFound)},
    )
    def put(self, request: Request, pk: UUID) -> Response:
        return super().put(request, pk)


class ScheduleMovie(TitlePart):
    @extend_schema(
        operation_id="admin_movies_schedule",
        summary="Publish a film at a time, or take that back",
        tags=FILMS,
        request=ScheduleInput,
        responses={204: None, **refusals(NotFound, ScheduledInThePast, FilmIsPublished)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        at = self.given(request, ScheduleInput)["publish_at"]
        schedule_title(self.title(pk), at=at, by=request.user)
        return Response(status=204)


class ScheduleSeries(OfSeries, ScheduleMovie):
    @extend_schema(
        operation_id="admin_series_schedule",
        summary="Publish a series at a time, or take that back",
        tags=SERIES,
        request=ScheduleInput,
        responses={204: None, **refusals(NotFound, ScheduledInThePast, SeriesIsPublished)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        return super().post(request, pk)
