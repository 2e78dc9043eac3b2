"""The outermost and the innermost middleware."""

import re
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from apps.core.errors import DomainError
from apps.core.logs import request_id
from apps.core.web.errors import dressed, refusal

SAFE_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Gives each request an id, shown on error pages, in logs and in the answer's headers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        token = request_id.set(given if SAFE_ID.match(given) else uuid4().hex)
        try:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = request_id.get()
            return response
        finally:
            request_id.reset(token)


class DomainErrorMiddleware:
    """Turns a refusal that a page's view let through into the friendly page of its status."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return dressed(request, self.get_response(request))

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, DomainError):
            return refusal(request, exception)
        return None
