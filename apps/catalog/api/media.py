"""Playlists, keys and pictures. Python decides who may read; nginx sends every other byte."""

from http import HTTPStatus
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.http.request import split_domain_port
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from apps.catalog.domain.media_address import PLAYLIST_TYPE, MediaAddress
from apps.catalog.enums import Artwork
from apps.catalog.selectors.films import artwork_for_viewer
from apps.catalog.selectors.viewing import viewing_of
from apps.catalog.services import media_access
from apps.core.errors import DomainError, NotFound
from apps.core.web.headers import ProxysResponse
from apps.core.web.media import accel_response, sent_by_python

# Named by content: it never changes. Private, because drafts have pictures too.
FOR_EVER = "private, max-age=31536000, immutable"
UNKEPT = "private, no-store"
# Addresses are the only credential and no cookie counts, so players on other origins (a television
# that a film is cast to) may read what they were given the address of.
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


@require_safe
@gzip_page
def media(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Everything below /m/, where no nginx has answered already."""
    address = media_access.admitted(asked_path(request), asked_host(request))
    response = _answer(request, address)
    for name, value in OPEN.items():
        response.headers[name] = value
    return response


def _answer(request: HttpRequest, address: MediaAddress) -> HttpResponseBase:
    if address.is_master:
        return _small(media_access.master_playlist(address), PLAYLIST_TYPE)
    if address.is_key:
        return _small(media_access.content_key(address), "application/octet-stream")
    file = media_access.media_file(address)
    if settings.MEDIA_BY_PYTHON:
        return _sent_by_python(request, file)
    return accel_response(file.name, file.content_type, cache_control="private, max-age=3600")


def _sent_by_python(request: HttpRequest, file: media_access.MediaFile) -> HttpResponseBase:
    try:
        return sent_by_python(request, file.name, file.content_type)
    except FileNotFoundError as error:
        raise NotFound from error


def _small(content: str | bytes, content_type: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Cache-Control"] = UNKEPT
    return response


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """What nginx asks before it sends a file, at most every ten seconds for one stream.

    It knows no other answers than these three, and takes any other for a failure. It keeps them, so
    each is decided at this moment: of two that were kept after one another, the age would add up.
    """
    path = request.headers.get("X-Media-Path", "")
    try:
        media_access.admitted(path, asked_host(request), anew=True)
    except DomainError as refused:
        is_failure = refused.status >= HTTPStatus.INTERNAL_SERVER_ERROR
        return ProxysResponse(status=refused.status if is_failure else HTTPStatus.FORBIDDEN)
    return ProxysResponse(status=HTTPStatus.NO_CONTENT)


def asked_path(request: HttpRequest) -> str:
    """The path as it came over the wire: another spelling of the same file is another address."""
    return str(request.META.get("RAW_URI") or request.get_full_path())


def asked_host(request: HttpRequest) -> str:
    """The name nginx calls $host: without port and the dot that ends it, in lower case."""
    return split_domain_port(request.get_host())[0]


@require_safe
def artwork(request: HttpRequest, pk: UUID, kind: str, name: str) -> HttpResponse:
    """A title's poster or backdrop, for whoever finds the title."""
    stored = artwork_for_viewer(pk, kind=Artwork(kind), name=name, viewing=viewing_of(request))
    return accel_response(stored, "image/jpeg", cache_control=FOR_EVER)
