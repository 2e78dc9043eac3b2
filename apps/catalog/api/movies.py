"""Films as viewers find them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.catalog.api.title_serializers import (
    FoundMovieDetailOutput,
    FoundMovieOutput,
    MoviesQuery,
)
from apps.catalog.models.film import FilmQuerySet
from apps.catalog.selectors.films import film_for_viewer
from apps.catalog.selectors.series import extras_shown
from apps.catalog.selectors.titles import films_found, for_cards, similar
from apps.catalog.selectors.viewing import viewing_of
from apps.core.api.pagination import CursorPagination
from apps.core.errors import NotFound
from apps.core.schema.refusals import refusals

TAGS = ["Films"]


class MovieCursor(CursorPagination):
    ordering = ("-published_at", "-id")


class MovieList(ListAPIView[Any]):
    """What is on the site, newest first."""

    permission_classes = (AllowAny,)
    serializer_class = FoundMovieOutput
    pagination_class = MovieCursor

    def get_queryset(self) -> FilmQuerySet:
        wanted = MoviesQuery(data=self.request.query_params).wanted()
        viewing = viewing_of(self.request)
        return for_cards(films_found(viewing, wanted), viewing)

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "viewing": viewing_of(self.request)}

    @extend_schema(
        operation_id="movies_list",
        summary="List the films on the site",
        description="Those that whoever asks may find: by country, release window and profile. "
        "Episodes, trailers and extras stand with their series and films.",
        tags=TAGS,
        parameters=[MoviesQuery],
    )
    def get(self, request: Request) -> Response:
        return self.list(request)


class MovieDetail(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="movies_read",
        summary="Read one film, episode, trailer or extra",
        description="By id or by address (slug), with credits and extras. Editors also read drafts.",
        tags=TAGS,
        responses={200: FoundMovieDetailOutput, **refusals(NotFound)},
    )
    def get(self, request: Request, key: str) -> Response:
        viewing = viewing_of(request)
        film = film_for_viewer(key, viewing)
        context = {"viewing": viewing, "extras": extras_shown(film, viewing)}
        return Response(FoundMovieDetailOutput(film, context=context).data)


class SimilarMovies(APIView):
    permission_classes = (AllowAny,)

    @extend_schema(
        operation_id="movies_similar",
        summary="List films like this one",
        description="Those that share most genres and tags with it, twelve at most.",
        tags=TAGS,
        responses={200: FoundMovieOutput(many=True), **refusals(NotFound)},
        filters=False,
    )
    def get(self, request: Request, key: str) -> Response:
        viewing = viewing_of(request)
        found = similar(film_for_viewer(key, viewing), viewing)
        return Response(FoundMovieOutput(found, many=True, context={"viewing": viewing}).data)
