"""One line a request."""

import logging
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse

from apps.core.logs import asked_by
from apps.core.routes import method_of, route_of

logger = logging.getLogger("cineradar.access")


class AccessLogMiddleware:
    """Method, route, status and time. Never the address: links in it are keys, queries are people's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = perf_counter()
        with asked_by(request):
            response = self.get_response(request)
            _write(request, response, perf_counter() - began)
        return response


def _write(request: HttpRequest, response: HttpResponse, seconds: float) -> None:
    method, route, status = method_of(request), route_of(request), response.status_code
    host = getattr(request, "host", None)
    studio = {"studio": host.studio.schema_name} if host else {}
    told = {"method": method, "route": route, "status": status, "ms": round(1000 * seconds, 1)}
    logger.info("%s %s %s", method, route, status, extra=told | studio)
