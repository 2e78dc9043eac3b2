"""Films as their editors make them."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.catalog.api.permissions import MayEditFilms
from apps.catalog.api.serializers import DeskMovieOutput, MovieInput
from apps.catalog.errors import (
    EncodeNotRetryable,
    EncodeNotRunning,
    EncodeRunning,
    FilmAddressTaken,
    FilmHasNoVideo,
    FilmIsNotDraft,
    FilmIsNotPublished,
    FilmIsPublished,
)
from apps.catalog.selectors.encodes import encode_for_desk
from apps.catalog.selectors.films import film_for_desk, films_for_desk, with_latest_encode
from apps.catalog.services.encodes import cancel_encode, retry_encode
from apps.catalog.services.films import (
    create_film,
    delete_film,
    publish_film,
    update_film,
    withdraw_film,
)
from apps.core.api.pagination import CursorPagination
from apps.core.schema.refusals import refusals

TAGS = ["Editing films"]


class EditorView(APIView):
    permission_classes = (MayEditFilms,)

    def given(self, request: Request, *, partial: bool = False) -> dict[str, Any]:
        serializer = MovieInput(data=request.data, partial=partial)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)

    def answer(self, pk: UUID, status: int = 200) -> Response:
        return Response(DeskMovieOutput(film_for_desk(pk)).data, status=status)


class DeskCursor(CursorPagination):
    ordering = ("-updated_at", "-id")


class DeskMovies(EditorView):
    pagination_class = DeskCursor

    @extend_schema(
        operation_id="admin_movies_list",
        summary="List all films, drafts too",
        tags=TAGS,
        responses={200: DeskMovieOutput(many=True)},
    )
    def get(self, request: Request) -> Response:
        pages = DeskCursor()
        page = pages.paginate_queryset(films_for_desk(), request, view=self) or []
        return pages.get_paginated_response(
            DeskMovieOutput(with_latest_encode(page), many=True).data
        )

    @extend_schema(
        operation_id="admin_movies_create",
        summary="Make a draft",
        tags=TAGS,
        request=MovieInput,
        responses={201: DeskMovieOutput, **refusals(FilmAddressTaken)},
    )
    def post(self, request: Request) -> Response:
        film = create_film(by=request.user, **self.given(request))
        return self.answer(film.pk, status=201)


class DeskMovie(EditorView):
    @extend_schema(
        operation_id="admin_movies_read",
        summary="Read a film with its encode",
        tags=TAGS,
        responses={200: DeskMovieOutput},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return self.answer(pk)

    @extend_schema(
        operation_id="admin_movies_replace",
        summary="Change a film (title required)",
        tags=TAGS,
        request=MovieInput,
        responses={200: DeskMovieOutput, **refusals(FilmAddressTaken)},
    )
    def put(self, request: Request, pk: UUID) -> Response:
        return self._change(request, pk, partial=False)

    @extend_schema(
        operation_id="admin_movies_change",
        summary="Change some fields of a film",
        tags=TAGS,
        request=MovieInput(partial=True),
        responses={200: DeskMovieOutput, **refusals(FilmAddressTaken)},
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        return self._change(request, pk, partial=True)

    @extend_schema(
        operation_id="admin_movies_delete",
        summary="Erase a draft",
        tags=TAGS,
        responses={204: None, **refusals(FilmIsNotDraft, EncodeRunning)},
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        delete_film(film_for_desk(pk).film, by=request.user)
        return Response(status=204)

    def _change(self, request: Request, pk: UUID, *, partial: bool) -> Response:
        film = film_for_desk(pk).film
        update_film(film, by=request.user, **self.given(request, partial=partial))
        return self.answer(pk)


class PublishMovie(EditorView):
    @extend_schema(
        operation_id="admin_movies_publish",
        summary="Put a film on the site",
        tags=TAGS,
        request=None,
        responses={200: DeskMovieOutput, **refusals(FilmHasNoVideo, FilmIsPublished)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        publish_film(film_for_desk(pk).film, by=request.user)
        return self.answer(pk)


class WithdrawMovie(EditorView):
    @extend_schema(
        operation_id="admin_movies_withdraw",
        summary="Take a film off the site",
        tags=TAGS,
        request=None,
        responses={200: DeskMovieOutput, **refusals(FilmIsNotPublished)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        withdraw_film(film_for_desk(pk).film, by=request.user)
        return self.answer(pk)


class CancelEncode(EditorView):
    @extend_schema(
        operation_id="admin_encodes_cancel",
        summary="Stop an encode",
        tags=TAGS,
        request=None,
        responses={200: DeskMovieOutput, **refusals(EncodeNotRunning)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        encode = cancel_encode(encode_for_desk(pk), by=request.user)
        return self.answer(encode.film_id)


class RetryEncode(EditorView):
    @extend_schema(
        operation_id="admin_encodes_retry",
        summary="Try a failed or cancelled encode again",
        tags=TAGS,
        request=None,
        responses={200: DeskMovieOutput, **refusals(EncodeNotRetryable, EncodeRunning)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        encode = retry_encode(encode_for_desk(pk), by=request.user)
        return self.answer(encode.film_id)
