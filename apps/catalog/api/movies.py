"""Films as viewers find them."""

from django.conf import settings
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.catalog.api.serializers import MovieDetailOutput, MovieOutput
from apps.catalog.models.film import FilmQuerySet
from apps.catalog.selectors.films import film_for_viewer, films_published
from apps.core.api.pagination import CursorPagination

REFUSED = OpenApiResponse(description="Refused; “code” says why (problem+json).")
MOST_LETTERS = 100
MOVIE = {
    "id": "0199f2a4-7b10-7c3e-9a51-3f1d2c4b5a69",
    "slug": "monsoon-letters",
    "title": "Monsoon Letters",
    "tagline": "Every rain brings one back.",
    "year": 2025,
    "maturity": "all",
    "access_level": "free",
    "runtime_seconds": 5640,
    "genres": [{"slug": "drama", "name": "Drama"}],
    "poster": "/artwork/0199f2a4-7b10-7c3e-9a51-3f1d2c4b5a69/poster/poster-5f3a91c07be2d418.jpg",
    "backdrop": "",
    "accent": "#b3402a",
    "published_at": "2026-11-21T09:30:00Z",
}
MOVIE_EXAMPLE = OpenApiExample("A film", value=MOVIE, response_only=True)


class MovieCursor(CursorPagination):
    ordering = ("-published_at", "-id")


class MovieList(ListAPIView[MovieOutput]):
    """What is on the site, newest first."""

    permission_classes = (AllowAny,)
    serializer_class = MovieOutput
    pagination_class = MovieCursor

    def get_queryset(self) -> FilmQuerySet:
        given = self.request.query_params
        search = given.get("search", "")[:MOST_LETTERS]
        return films_published(search=search, genre=given.get("genre", "")[:MOST_LETTERS])

    @extend_schema(
        operation_id="movies_list",
        summary="List the films on the site",
        tags=["Films"],
        parameters=[
            OpenApiParameter("search", str, description="Words of title, director, cast, genres."),
            OpenApiParameter("genre", str, description="Slug of a genre."),
        ],
        examples=[MOVIE_EXAMPLE],
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
        responses={200: MovieDetailOutput, 404: REFUSED},
        examples=[
            OpenApiExample(
                "A film",
                value=MOVIE
                | {
                    "synopsis": "A postman in Kochi reads what was never meant for him.",
                    "director": "Meera Nair",
                    "cast": "Anil Kumar, Latha Das",
                    "original_language": settings.LANGUAGES[0][0],
                },
                response_only=True,
            )
        ],
    )
    def get(self, request: Request, key: str) -> Response:
        return Response(MovieDetailOutput(film_for_viewer(key, viewer=request.user)).data)
