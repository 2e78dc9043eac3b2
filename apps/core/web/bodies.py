"""A request that announces too many bytes is refused before one of them is read."""

from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from apps.core.errors import DomainError
from apps.core.web.errors import refusal


class BodyTooLarge(DomainError):
    code = "body_too_large"
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    message = _("This is more than one request may carry. Send at most {megabytes} MB.")


class BodySizeMiddleware:
    """Goes by Content-Length: without one our servers take a body for empty."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if announced(request) <= settings.REQUEST_MAX_BYTES:
            return self.get_response(request)
        response = refusal(request, BodyTooLarge(megabytes=settings.REQUEST_MAX_BYTES // 1024**2))
        # What was announced is on its way: the connection cannot carry another request.
        response.headers["Connection"] = "close"
        return response


def announced(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0
