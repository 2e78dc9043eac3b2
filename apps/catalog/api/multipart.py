"""Films sent to the object store by the browser itself, in parts: addresses out, nothing in."""

from uuid import UUID

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.catalog.api.permissions import MayEditFilms
from apps.catalog.api.serializers import UPLOAD, UploadOutput, shown
from apps.catalog.errors import (
    EncodeRunning,
    NotAVideo,
    PartUnknown,
    UploadIncomplete,
    UploadIsOver,
    UploadTooLarge,
)
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
from apps.core.api.shapes import Input
from apps.core.errors import NotFound
from apps.core.schema.refusals import refusals

TAGS = ["Uploads"]
MOST_AT_ONCE = 20
DIRECT = {
    "id": UPLOAD["id"],
    "film": UPLOAD["film"],
    "size": 41_943_040,
    "part_size": 16_777_216,
    "part_count": 3,
    "arrived": [1],
}
PART = {
    "number": 1,
    "offset": 0,
    "size": 16_777_216,
    "url": "https://store.example/t/kush/uploads/0199f2a4?partNumber=1&X-Amz-Signature=9f8e",
}


@shown("A film of 40 MB", {"filename": "monsoon.mp4", "size": 41_943_040}, sent=True)
class BeginInput(Input):
    filename = serializers.CharField(max_length=255)
    size = serializers.IntegerField(min_value=1, max_value=2**53)
    film = serializers.UUIDField(required=False, allow_null=True)


@shown("The first two", {"numbers": [1, 2]}, sent=True)
class PartsInput(Input):
    numbers = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=10_000),
        min_length=1,
        max_length=MOST_AT_ONCE,
    )


@shown("One part has arrived", DIRECT)
class DirectUploadOutput(serializers.Serializer[DirectUpload]):
    """``arrived`` are the numbers of parts that the store has whole."""

    id = serializers.UUIDField(source="upload.pk")
    film = serializers.UUIDField(source="upload.film_id", allow_null=True)
    size = serializers.IntegerField(source="upload.size")
    part_size = serializers.IntegerField()
    part_count = serializers.IntegerField()
    arrived = serializers.ListField(child=serializers.IntegerField())


@shown("Where the first part goes", PART)
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
            **refusals(NotFound, EncodeRunning, UploadTooLarge),
        },
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
        responses={200: DirectUploadOutput, **refusals(UploadIsOver)},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(DirectUploadOutput(direct_upload(upload_for_editor(pk))).data)

    @extend_schema(
        operation_id="multipart_cancel",
        summary="Cancel an upload in parts",
        tags=TAGS,
        responses={204: None, **refusals(UploadIsOver)},
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
        responses={200: PartOutput(many=True), **refusals(UploadIsOver, PartUnknown)},
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
        responses={200: UploadOutput, **refusals(UploadIncomplete, UploadIsOver, NotAVideo)},
    )
    def post(self, request: Request, pk: UUID) -> Response:
        upload = complete_direct_upload(upload_for_editor(pk), by=request.user)
        return Response(UploadOutput(upload).data)
