"""Resumable uploads: the tus 1.0.0 protocol, so that any tus client works."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.parsers import BaseParser
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.catalog.api.permissions import MayEditFilms
from apps.catalog.api.serializers import UploadOutput
from apps.catalog.domain import tus
from apps.catalog.enums import UploadState
from apps.catalog.errors import (
    ChecksumAlgorithmUnknown,
    ChecksumMismatch,
    ChunkTooLarge,
    EncodeRunning,
    TusVersionUnknown,
    UploadDiskFull,
    UploadIsOver,
    UploadOffsetMoved,
    UploadRequestMalformed,
    UploadTooLarge,
)
from apps.catalog.models import Film, Upload
from apps.catalog.selectors.films import film_for_desk
from apps.catalog.selectors.uploads import upload_for_editor
from apps.catalog.services.uploads import append_chunk, create_upload, terminate_upload
from apps.core.errors import DomainError, NotFound
from apps.core.schema.refusals import refusals

PIECE_TYPE = "application/offset+octet-stream"
TAGS = ["Uploads"]
LENGTH = {"type": "integer", "minimum": 1, "maximum": settings.UPLOAD_MAX_BYTES}
OFFSET = {"type": "integer", "minimum": 0, "maximum": settings.UPLOAD_MAX_BYTES}
ANNOUNCED = [
    OpenApiParameter(
        name, str, OpenApiParameter.HEADER, description=said, response=[201], required=True
    )
    for name, said in {
        "Location": "Where the pieces go.",
        "Upload-Offset": "How many bytes have arrived.",
        "Upload-Expires": "When what has arrived is forgotten.",
    }.items()
]
TUS = OpenApiParameter("Tus-Resumable", str, OpenApiParameter.HEADER, required=True, enum=["1.0.0"])


class PieceParser(BaseParser):
    """Leaves the body alone: the service reads it as a stream."""

    media_type = PIECE_TYPE

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> Any:
        return stream


class PieceExpected(DomainError):
    code = "piece_expected"
    status = HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    message = _("Send the piece as application/offset+octet-stream.")


class TusView(APIView):
    parser_classes = (PieceParser,)
    rate, rate_purpose = "600/minute", "uploads"
    telling_headers = ("Tus-Resumable", "Upload-Length", "Upload-Metadata")

    def get_permissions(self) -> list[Any]:
        return [AllowAny()] if self.request.method == "OPTIONS" else [MayEditFilms()]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        is_taken = hasattr(self, str(request.method).lower())
        speaks_tus = request.method in {"POST", "PATCH", "HEAD", "DELETE"}
        if is_taken and speaks_tus and request.headers.get("Tus-Resumable") != tus.VERSION:
            raise TusVersionUnknown

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(*args, **kwargs)
        response.headers["Tus-Resumable"] = tus.VERSION
        response.headers["Tus-Version"] = tus.VERSION
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def options(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return Response(
            status=204,
            headers={
                "Tus-Extension": tus.EXTENSIONS,
                "Tus-Max-Size": str(settings.UPLOAD_MAX_BYTES),
                "Tus-Checksum-Algorithm": tus.CHECKSUM_ALGORITHM,
            },
        )

    def append(self, request: Request, upload: Upload, offset: int) -> Upload:
        return append_chunk(
            upload,
            offset=offset,
            body=request._request,  # noqa: SLF001  read as a stream, never kept in memory
            length=tus.read_count(request.headers.get("Content-Length")),
            by=request.user,
            checksum=tus.read_checksum(request.headers.get("Upload-Checksum", "")),
        )


def progress_headers(upload: Upload) -> dict[str, str]:
    return {
        "Upload-Offset": str(upload.received),
        "Upload-Expires": http_date(upload.expires_at.timestamp()),
    }


def is_piece(request: Request) -> bool:
    return request.content_type.partition(";")[0].strip() == PIECE_TYPE


class UploadList(TusView):
    @extend_schema(
        operation_id="uploads_create",
        summary="Announce an upload",
        description="`Upload-Length` says how many bytes; `Upload-Metadata` may carry `filename` "
        "and `film` (id), base64 as tus wants it. The answer's `Location` takes the pieces. "
        "When the last one has arrived, the film's encode is queued.",
        tags=TAGS,
        parameters=[
            TUS,
            OpenApiParameter("Upload-Length", LENGTH, OpenApiParameter.HEADER, required=True),
            OpenApiParameter("Upload-Metadata", str, OpenApiParameter.HEADER),
            *ANNOUNCED,
        ],
        request=None,
        responses={
            201: None,
            **refusals(
                UploadRequestMalformed,
                NotFound,
                TusVersionUnknown,
                EncodeRunning,
                UploadTooLarge,
                ChunkTooLarge,
                ChecksumMismatch,
                UploadDiskFull,
            ),
        },
    )
    def post(self, request: Request) -> Response:
        told = tus.read_metadata(request.headers.get("Upload-Metadata", ""))
        upload = create_upload(
            told.get("filename", ""),
            size=tus.read_count(request.headers.get("Upload-Length")),
            by=request.user,
            film=_film(told.get("film", "")),
        )
        if is_piece(request) and request.headers.get("Content-Length", "0") != "0":
            upload = self.append(request, upload, 0)
        headers = {"Location": _address(request, upload), **progress_headers(upload)}
        return Response(status=201, headers=headers)


def _address(request: Request, upload: Upload) -> str:
    route = f"{request.resolver_match.namespace}:upload-detail"
    return request.build_absolute_uri(reverse(route, args=[upload.pk]))


def _film(pk: str) -> Film | None:
    if not pk:
        return None
    try:
        return film_for_desk(UUID(pk)).film
    except ValueError as error:
        raise UploadRequestMalformed from error


class UploadDetail(TusView):
    """A piece's offset says what was done before: repeating one needs no key."""

    takes_idempotency_key = False

    @extend_schema(
        operation_id="uploads_read",
        summary="Read an upload's state",
        tags=TAGS,
        responses={200: UploadOutput},
    )
    def get(self, request: Request, pk: UUID) -> Response:
        return Response(UploadOutput(upload_for_editor(pk)).data)

    @extend_schema(
        operation_id="uploads_offset",
        summary="Ask how much has arrived",
        tags=TAGS,
        parameters=[TUS],
        responses={200: None, **refusals(UploadIsOver, TusVersionUnknown)},
    )
    def head(self, request: Request, pk: UUID) -> Response:
        upload = upload_for_editor(pk)
        if upload.state in {UploadState.EXPIRED, UploadState.REFUSED}:
            raise UploadIsOver
        length = {"Upload-Length": str(upload.size), "Cache-Control": "no-store"}
        return Response(headers={**progress_headers(upload), **length})

    @extend_schema(
        operation_id="uploads_append",
        summary="Send the next piece",
        description="At most 16 MB. `Upload-Checksum: sha256 <base64>` is verified when sent.",
        tags=TAGS,
        parameters=[
            TUS,
            OpenApiParameter("Upload-Offset", OFFSET, OpenApiParameter.HEADER, required=True),
            OpenApiParameter("Upload-Checksum", str, OpenApiParameter.HEADER),
        ],
        request={PIECE_TYPE: bytes},
        examples=[
            OpenApiExample(
                "The next sixteen bytes",
                value="0123456789abcdef",
                request_only=True,
                media_type=PIECE_TYPE,
            )
        ],
        responses={
            204: None,
            **refusals(
                UploadRequestMalformed,
                ChecksumAlgorithmUnknown,
                TusVersionUnknown,
                UploadOffsetMoved,
                UploadIsOver,
                ChunkTooLarge,
                ChecksumMismatch,
                UploadDiskFull,
            ),
        },
    )
    def patch(self, request: Request, pk: UUID) -> Response:
        if not is_piece(request):
            raise PieceExpected
        offset = tus.read_count(request.headers.get("Upload-Offset"))
        upload = self.append(request, upload_for_editor(pk), offset)
        return Response(status=204, headers=progress_headers(upload))

    @extend_schema(
        operation_id="uploads_cancel",
        summary="Cancel an upload",
        tags=TAGS,
        parameters=[TUS],
        responses={204: None, **refusals(UploadIsOver, TusVersionUnknown)},
    )
    def delete(self, request: Request, pk: UUID) -> Response:
        terminate_upload(upload_for_editor(pk), by=request.user)
        return Response(status=204)
