"""Series, seasons, episodes and extras as their editors make them."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from apps.catalog.api.desk_serializers import (
    DeskSeasonOutput,
    DeskSeriesOutput,
    EpisodeInput,
    ExtraInput,
    PlaceInput,
    SeasonInput,
    SeriesInput,
)
from apps.catalog.api.editing import DeskCursor, EditorView
from apps.catalog.api.editing_titles import FILMS, SERIES, OfSeries, TitlePart
from apps.catalog.api.serializers import DeskMovieOutput
from apps.catalog.errors import (
    EpisodeNumberTaken,
    ExtraOfExtra,
    FilmAddressTaken,
    NotAnEpisode,
    SeasonHasEpisodes,
    SeasonNumberTaken,
    SeriesAddressTaken,
    SeriesHasEpisodes,
    SeriesHasNoEpisodes,
    SeriesIsNotDraft,
    SeriesIsNotPublished,
    SeriesIsPublished,
)
from apps.catalog.models import Film, Season
from apps.catalog.selectors.films import film_for_desk
from apps.catalog.selectors.series import season_for_desk, series_for_desk, series_on_desk
from apps.catalog.services.films import add_extra
from apps.catalog.services.series import (
    add_episode,
    add_season,
    create_series,
    delete_season,
    delete_series,
    move_episode,
    publish_series,
    update_season,
    update_series,
    withdraw_series,
)
from apps.core.errors import NotFound
from apps.core.schema.refusals import refusals


class SeriesView(EditorView):
    def given(self, request: Request, *, partial: bool = False) -> dict[str, Any]:
        serializer = SeriesInput(data=request.data, partial=partial)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def answer(self, pk: UUID, status: int = 200) -> Response:
        return Response(DeskSeriesOutput(series_on_desk(pk)).data, status=status)


class DeskSeriesList(SeriesView):
    pagination_class = DeskCursor

    @extend_schema(
        operation_id="admin_series_list",
        summary="List all series, drafts too",
        tags=SERIES,
        responses={200: DeskSeriesOutput(many=True)},
    )
    def get(self, request: Request) -> Response:
        pages = DeskCursor()
        page = pages.paginate_queryset(series_for_desk(), request, view=self) or []
        return pages.get_paginated_response(DeskSeriesOutput(page, many=True).data)

    @extend_schema(
        operation_id="admin_series_create",
        summary="Make a draft of a series",
        tags=SERIES,
        request=SeriesInput,
        responses={201: DeskSeriesOutput, **refusals(SeriesAddressTaken)},
    )
    def post(self, request: Request) -> Response:
        series = create_series(by=request.user, **self.given(request))
        return self.answer(series.pk, status=201)


class DeskSeries(SeriesView):
    @extend_schema(
        operation_id="admin_series_read",
        summary="Read a series with every season and episode",
        tags=SERIES,
        responses={200: DeskSeriesOutput, **refusals(NotFound)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.answer(pk)

    @extend_schema(
        operation_id="admin_series_change",
        summary="Change some fields of a series",
        tags=SERIES,
        request=SeriesInput(partial=True),
        responses={200: DeskSeriesOutput, **refusals(NotFound, SeriesAddressTaken)},
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        update_series(series_on_desk(pk), by=request.user, **self.given(request, partial=True))
        return self.answer(pk)

    @extend_schema(
        operation_id="admin_series_delete",
        summary="Erase a draft of a series without episodes",
        tags=SERIES,
        responses={204: None, **refusals(NotFound, SeriesIsNotDraft, SeriesHasEpisodes)},
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        delete_series(series_on_desk(pk), by=request.user)
        return Response(status=204)


class PublishSeries(SeriesView):
    @extend_schema(
        operation_id="admin_series_publish",
        summary="Put a series on the site",
        tags=SERIES,
        request=None,
        responses={
            200: DeskSeriesOutput,
            **refusals(NotFound, SeriesHasNoEpisodes, SeriesIsPublished),
        },
    )
    def post(self, request: Request, pk: UUID) -> Response:
        publish_series(series_on_desk(pk), by=request.user)
        return self.answer(pk)


class WithdrawSeries(SeriesView):
    @extend_schema(
        operation_id="admin_series_withdraw",
        summary="Take a series and its episodes off the site",
        tags=SERIES,
        request=None,
        responses={200: DeskSeriesOutput, **refusals(NotFound, SeriesIsNotPublished)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        withdraw_series(series_on_desk(pk), by=request.user)
        return self.answer(pk)


class SeasonPart(TitlePart):
    def season(self, season: Season, status: int = 200) -> Response:
        return Response(DeskSeasonOutput(season).data, status=status)


class AddSeason(SeasonPart):
    @extend_schema(
        operation_id="admin_seasons_create",
        summary="Add a season to a series",
        tags=SERIES,
        request=SeasonInput,
        responses={201: DeskSeasonOutput, **refusals(NotFound, SeasonNumberTaken)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        given = self.given(request, SeasonInput)
        return self.season(add_season(series_on_desk(pk), by=request.user, **given), status=201)


class DeskSeason(SeasonPart):
    @extend_schema(
        operation_id="admin_seasons_change",
        summary="Change a season",
        tags=SERIES,
        request=SeasonInput,
        responses={200: DeskSeasonOutput, **refusals(NotFound, SeasonNumberTaken)},
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        given = self.given(request, SeasonInput)
        return self.season(update_season(season_for_desk(pk), by=request.user, **given))

    @extend_schema(
        operation_id="admin_seasons_delete",
        summary="Erase an empty season",
        tags=SERIES,
        responses={204: None, **refusals(NotFound, SeasonHasEpisodes)},
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        delete_season(season_for_desk(pk), by=request.user)
        return Response(status=204)


class FilmPart(TitlePart):
    def film(self, film: Film, status: int = 201) -> Response:
        return Response(DeskMovieOutput(film_for_desk(film.pk)).data, status=status)


class AddEpisode(FilmPart):
    @extend_schema(
        operation_id="admin_episodes_create",
        summary="Make a draft of an episode",
        tags=SERIES,
        request=EpisodeInput,
        responses={
            201: DeskMovieOutput,
            **refusals(NotFound, EpisodeNumberTaken, FilmAddressTaken),
        },
    )
    def post(self, request: Request, pk: UUID) -> Response:
        given = self.given(request, EpisodeInput)
        return self.film(add_episode(season_for_desk(pk), by=request.user, **given))


class MoveEpisode(FilmPart):
    @extend_schema(
        operation_id="admin_episodes_move",
        summary="Give an episode another place",
        description="Whichever stands there changes places with it.",
        tags=SERIES,
        request=PlaceInput,
        responses={200: DeskMovieOutput, **refusals(NotFound, NotAnEpisode)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        given = self.given(request, PlaceInput)
        film, season = film_for_desk(pk).film, season_for_desk(given["season"])
        moved = move_episode(film, season=season, number=given["number"], by=request.user)
        return self.film(moved, status=200)


class AddMovieExtra(FilmPart):
    @extend_schema(
        operation_id="admin_movies_extras_create",
        summary="Make a draft of a trailer or an extra of a film",
        tags=FILMS,
        request=ExtraInput,
        responses={201: DeskMovieOutput, **refusals(NotFound, ExtraOfExtra, FilmAddressTaken)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        given = self.given(request, ExtraInput)
        return self.film(add_extra(of=self.title(pk), by=request.user, **given))


class AddSeriesExtra(OfSeries, AddMovieExtra):
    @extend_schema(
        operation_id="admin_series_extras_create",
        summary="Make a draft of a trailer or an extra of a series",
        tags=SERIES,
        request=ExtraInput,
        responses={201: DeskMovieOutput, **refusals(NotFound, FilmAddressTaken)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        return super().post(request, pk)
