"""Links to private files that work for ten minutes, on the studio's host or one without cookies."""

from collections.abc import Callable
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from apps.core.errors import NotFound
from apps.core.signing import unsign
from apps.core.storage.contract import LONGEST_LINK
from apps.core.storage.errors import LinkRefused
from apps.core.storage.local import LINK_PURPOSE
from apps.core.tenancy import StudioRef, studio_only_context
from apps.core.web.media import accel_response

HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def signed_file(request: HttpRequest, token: str) -> HttpResponse:
    """The file that the token names; LinkRefused when edited, expired or another studio's."""
    return file_of(token)


def file_of(token: str) -> HttpResponse:
    try:
        name, content_type, save_as, seconds = unsign(LINK_PURPOSE, token, max_age=LONGEST_LINK)
        unsign(LINK_PURPOSE, token, max_age=timedelta(seconds=seconds))
    except NotFound as error:
        raise LinkRefused from error
    response = accel_response(name, content_type, save_as=save_as)
    for header, value in HEADERS.items():
        response.headers[header] = value
    return response


class UserContentMiddleware:
    """Answers for USER_CONTENT_HOST: signed files and nothing else, no session, no cookie.

    Its addresses name the schema (``/<schema>/<token>``); the token's signature proves it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not settings.USER_CONTENT_HOST or _host_of(request) != settings.USER_CONTENT_HOST:
            return self.get_response(request)
        return self.answer(request)

    def answer(self, request: HttpRequest) -> HttpResponse:
        schema, _, token = request.path_info.strip("/").partition("/")
        if not schema or "/" in token or ":" not in token:
            return _plain("Not found", HTTPStatus.NOT_FOUND)
        if request.method not in {"GET", "HEAD"}:
            return _plain("Not allowed", HTTPStatus.METHOD_NOT_ALLOWED)
        studio = StudioRef(pk=None, schema_name=schema, slug=schema)
        try:
            with studio_only_context(studio):
                return file_of(token)
        except LinkRefused as error:
            return _plain(str(error), HTTPStatus.FORBIDDEN)


def _host_of(request: HttpRequest) -> str:
    """As it was sent: an unknown host is the studio middleware's business."""
    return request.headers.get("Host", "").partition(":")[0].lower()


def _plain(text: str, status: HTTPStatus) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain", headers=HEADERS)
