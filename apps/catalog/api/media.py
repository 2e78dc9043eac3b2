"""Playlists and pictures. Python decides who may read; nginx sends every other byte."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from apps.catalog.enums import Artwork
from apps.catalog.selectors.films import artwork_for_viewer
from apps.catalog.services.playback import PLAYLIST_TYPE, master_playlist, media_file
from apps.core.web.media import accel_response

# Named by content: it never changes. Private, because drafts have pictures too.
FOR_EVER = "private, max-age=31536000, immutable"


@require_safe
@gzip_page
def master(request: HttpRequest, token: str) -> HttpResponse:
    """The one playlist Python writes: it lists what exists, for the token's viewer."""
    response = HttpResponse(master_playlist(token), content_type=PLAYLIST_TYPE)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@require_safe
def hls_file(request: HttpRequest, token: str, path: str) -> HttpResponse:
    """A media playlist or a segment, if the token still allows it."""
    file = media_file(token, path)
    return accel_response(file.name, file.content_type, cache_control="private, max-age=3600")


@require_safe
def artwork(request: HttpRequest, pk: UUID, kind: str, name: str) -> HttpResponse:
    """A film's poster or backdrop; of an unpublished film for its editors only."""
    stored = artwork_for_viewer(pk, kind=Artwork(kind), name=name, viewer=request.user)
    return accel_response(stored, "image/jpeg", cache_control=FOR_EVER)
