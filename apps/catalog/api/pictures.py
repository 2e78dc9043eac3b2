"""Posters, backdrops and portraits: the picture itself is the body."""

from io import BytesIO
from typing import IO, Any
from uuid import UUID

from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework.parsers import BaseParser
from rest_framework.request import Request
from rest_framework.response import Response

from apps.catalog.api.editing_titles import FILMS, SERIES, OfSeries, TitlePart
from apps.catalog.enums import Artwork
from apps.catalog.errors import ArtworkRefused
from apps.catalog.services.artwork import MOST_BYTES, set_artwork
from apps.core.errors import NotFound
from apps.core.schema.refusals import refusals

KINDS = ("image/jpeg", "image/png", "image/webp")
PICTURE: dict[tuple[int, str] | str, Any] = dict.fromkeys(KINDS, bytes)
PICTURES = [
    OpenApiExample("A picture's bytes", value="…", request_only=True, media_type=kind)
    for kind in KINDS
]
KIND = OpenApiParameter("kind", str, OpenApiParameter.PATH, enum=Artwork.values)


class PictureParser(BaseParser):
    """Reads no more than whoever looks at the picture would take."""

    media_type = "image/*"

    def parse(self, stream: Any, media_type: Any = None, parser_context: Any = None) -> IO[bytes]:
        return BytesIO(stream.read(MOST_BYTES + 1))


class PictureView(TitlePart):
    """Putting the same picture again changes nothing, so that no key is needed."""

    parser_classes = (PictureParser,)
    takes_idempotency_key = False

    def picture(self, request: Request) -> IO[bytes]:
        """What was sent; an empty body is an empty file."""
        return request.data if isinstance(request.data, BytesIO) else BytesIO()


def replaces_picture(summary: str, *, cut: str, **told: Any) -> Any:
    """The documentation of an operation that takes a picture, ``cut`` to a shape."""
    return extend_schema(
        summary=summary,
        description=f"JPEG, PNG or WebP of at most 20 MB; it is cut to {cut}.",
        request=PICTURE,
        examples=PICTURES,
        responses={204: None, **refusals(NotFound, ArtworkRefused)},
        **told,
    )


class MovieArtwork(PictureView):
    @replaces_picture(
        "Replace a film's poster or backdrop",
        cut="2:3 or 16:9",
        operation_id="admin_movies_artwork_replace",
        tags=FILMS,
        parameters=[KIND],
    )
    def put(self, request: Request, pk: UUID, kind: str) -> Response:
        if kind not in Artwork.values:
            raise NotFound
        set_artwork(
            self.title(pk), kind=Artwork(kind), picture=self.picture(request), by=request.user
        )
        return Response(status=204)


class SeriesArtwork(OfSeries, MovieArtwork):
    @replaces_picture(
        "Replace a series's poster or backdrop",
        cut="2:3 or 16:9",
        operation_id="admin_series_artwork_replace",
        tags=SERIES,
        parameters=[KIND],
    )
    def put(self, request: Request, pk: UUID, kind: str) -> Response:
        return super().put(request, pk, kind)
