"""Films as viewers find them."""

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.catalog.api.serializers import MovieDetailOutput, MovieOutput, MovieQuery
from apps.catalog.models.film import FilmQuerySet
from apps.catalog.selectors.films import film_for_viewer, films_published
from apps.core.api.pagination import CursorPagination


class MovieCursor(CursorPagination):
    ordering = ("-published_at", "-id")


class MovieList(ListAPIView[MovieOutput]):
    """What is on the site, newest first."""

    permission_classes = (AllowAny,)
    serializer_class = MovieOutput
    pagination_class = MovieCursor

    def get_queryset(self) -> FilmQuerySet:
        asked = MovieQuery(data=self.request.query_params)
        asked.is_valid(raise_exception=True)
        given = asked.validated_data
        return films_published(search=given.get("search", ""), genre=given.get("genre", ""))

    @extend_schema(
        operation_id="movies_list",
        summary="List the films on the site",
        tags=["Films"],
        parameters=[MovieQuery],
    )
    def get(self, request: Request) -> Response:
        return self.list(request)


class MovieDetail(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="movies_read",
        summary="Read one film",
        description="By id or by address (slug). Editors also read drafts.",
        tags=["Films"],
        responses={200: MovieDetailOutput},
    )
    def get(self, request: Request, key: str) -> Response:
        return Response(MovieDetailOutput(film_for_viewer(key, viewer=request.user)).data)
