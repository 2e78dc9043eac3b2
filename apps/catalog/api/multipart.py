"""Films sent to the object store by the browser itself, in parts: addresses out, nothing in."""

from typing import Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.catalog.api.permissions import MayEditFilms
from apps.catalog.api.serializers import UploadOutput
from apps.catalog.selectors.films import film_for_desk
from apps.catalog.selectors.uploads import upload_for_editor
from apps.catalog.services.direct_uploads import (
    DirectUpload,
    PartAddress,
    begin_direct_upload,
    complete_direct_upload,
    direct_upload,
    part_addresses,
)
from apps.catalog.services.uploads import terminate_upload

TAGS = ["Uploads"]
MOST_AT_ONCE = 20
REFUSED = OpenApiResponse(description="Refused; “code” says why (problem+json).")


class BeginInput(serializers.Serializer[Any]):
    filename = serializers.CharField(max_length=255)
    size = serializers.IntegerField(min_value=1, max_value=2**53)
    film = serializers.UUIDField(required=False, allow_null=True)


class PartsInput(serializers.Serializer[Any]):
    numbers = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=10_000),
        min_length=1,
        max_length=MOST_AT_ONCE,
    )


class DirectUploadOutput(serializers.Serializer[DirectUpload]):
    """``arrived`` are the numbers of parts that the store has whole."""

    id = serializers.UUIDField(source="upload.pk")
    film = serializers.UUIDField(source="upload.film_id", allow_null=True)
    size = serializers.IntegerField(source="upload.size")
    part_size = serializers.IntegerField()
    part_count = serializers.IntegerField()
    arrived = serializers.ListField(child=serializers.IntegerField())


class PartOutput(serializers.Serializer[PartAddress]):
    number = serializers.IntegerField()
    offset = serializers.IntegerField()
    size = serializers.IntegerField()
    url = serializers.CharField()


class MultipartList(APIView):
    permission_classes = (MayEditFilms,)

    @extend_schema(
        operation_id="multipart_create",
        summary="Announce an upload in parts",
        description="Where films are kept in an object store, the browser sends them there itself: "
        "ask for the addresses of some parts, PUT them, and complete the upload. 404 where films "
        "are sent through this server (tus, see “Announce an upload”).",
        tags=TAGS,
        request=BeginInput,
        responses={
            201: DirectUploadOutput,
            403: REFUSED,
            404: REFUSED,
            409: REFUSED,
            413: REFUSED,
        },
        examples=[
            OpenApiExample(
                "A film of 40 MB",
                value={"filename": "monsoon.mp4", "size": 41_943_040},
                request_only=True,
            )
        ],
    )
    def post(self, request: Request) -> Response:
        serializer = BeginInput(data=request.data)
        serializer.is_valid(raise_exception=True)
        told = serializer.validated_data
        film = film_for_desk(told["film"]).film if told.get("film") else None
        upload = begin_direct_upload(
            told["filename"], size=told["size"], by=request.user, film=film
        )
        return Response(DirectUploadOutput(upload).data, status=201)


class MultipartDetail(APIView):
    permission_classes = (MayEditFilms,)

    @extend_schema(
        operation_id="multipart_read",
        summary="Ask which parts have arrived",
        tags=TAGS,
        responses={200: DirectUploadOutput, 404: REFUSED, 410: REFUSED},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(DirectUploadOutput(direct_upload(upload_for_editor(pk))).data)

    @extend_schema(
        operation_id="multipart_cancel",
        summary="Cancel an upload in parts",
        tags=TAGS,
        responses={204: None, 404: REFUSED, 410: REFUSED},
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        terminate_upload(upload_for_editor(pk), by=request.user)
        return Response(status=204)


class MultipartParts(APIView):
    permission_classes = (MayEditFilms,)

    @extend_schema(
        operation_id="multipart_parts",
        summary="Ask where to send parts",
        description="Each address takes exactly `size` bytes by PUT, within ten minutes. A part "
        "may be sent again; the last one counts.",
        tags=TAGS,
        request=PartsInput,
        responses={200: PartOutput(many=True), 404: REFUSED, 410: REFUSED, 422: REFUSED},
        examples=[OpenApiExample("The first two", value={"numbers": [1, 2]}, request_only=True)],
    )
    def post(self, request: Request, pk: UUID) -> Response:
        serializer = PartsInput(data=request.data)
        serializer.is_valid(raise_exception=True)
        numbers = serializer.validated_data["numbers"]
        addresses = part_addresses(upload_for_editor(pk), numbers=numbers, by=request.user)
        return Response(PartOutput(addresses, many=True).data)


class MultipartComplete(APIView):
    permission_classes = (MayEditFilms,)

    @extend_schema(
        operation_id="multipart_complete",
        summary="Complete an upload in parts",
        description="The store is asked what has arrived; then the first bytes are looked at and "
        "the film's encode is queued. Safe to repeat.",
        tags=TAGS,
        request=None,
        responses={200: UploadOutput, 404: REFUSED, 409: REFUSED, 410: REFUSED, 422: REFUSED},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        upload = complete_direct_upload(upload_for_editor(pk), by=request.user)
        return Response(UploadOutput(upload).data)
