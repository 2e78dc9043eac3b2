"""Series as viewers find them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.catalog.api.movies import MovieCursor
from apps.catalog.api.title_serializers import SeriesDetailOutput, SeriesOutput, SeriesQuery
from apps.catalog.models.series import SeriesQuerySet
from apps.catalog.selectors.series import extras_shown, seasons_shown, series_for_viewer
from apps.catalog.selectors.titles import for_cards, series_found
from apps.catalog.selectors.viewing import viewing_of
from apps.core.errors import NotFound
from apps.core.schema.refusals import refusals

TAGS = ["Series"]


class SeriesList(ListAPIView[Any]):
    """What is on the site, newest first."""

    permission_classes = (AllowAny,)
    serializer_class = SeriesOutput
    pagination_class = MovieCursor

    def get_queryset(self) -> SeriesQuerySet:
        wanted = SeriesQuery(data=self.request.query_params).wanted()
        viewing = viewing_of(self.request)
        return for_cards(series_found(viewing, wanted), viewing)

    @extend_schema(
        operation_id="series_list",
        summary="List the series on the site",
        tags=TAGS,
        parameters=[SeriesQuery],
    )
    def get(self, request: Request) -> Response:
        return self.list(request)


class SeriesDetail(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="series_read",
        summary="Read one series with its seasons and episodes",
        description="By id or by address (slug). Editors also read drafts.",
        tags=TAGS,
        responses={200: SeriesDetailOutput, **refusals(NotFound)},
    )
    def get(self, request: Request, key: str) -> Response:
        viewing = viewing_of(request)
        series = series_for_viewer(key, viewing)
        context = {
            "viewing": viewing,
            "seasons": seasons_shown(series, viewing),
            "extras": extras_shown(series, viewing),
        }
        return Response(SeriesDetailOutput(series, context=context).data)
