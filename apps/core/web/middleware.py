"""The outermost and the innermost middleware."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from apps.core.errors import DomainError
from apps.core.logs import identified
from apps.core.web.errors import dressed, refusal

GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestIdMiddleware:
    """Gives each request an id, shown on error pages, in logs and in the answer's headers."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with identified(request.headers.get("X-Request-ID", "")) as name:
            response = self.get_response(request)
            response.headers["X-Request-ID"] = name
            return response


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
