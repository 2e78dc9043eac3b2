"""A span for every request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from opentelemetry.trace import SpanKind, StatusCode

from apps.core.routes import method_of, route_of
from apps.core.spans import span_of


class TracesMiddleware:
    """Named by method and route. Whoever asks does not decide whether it is recorded, nor in which trace."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with span_of(method_of(request), SpanKind.SERVER) as span:
            response = self.get_response(request)
            if span.is_recording():
                span.update_name(f"{method_of(request)} {route_of(request)}")
                span.set_attribute("http.response.status_code", response.status_code)
                host = getattr(request, "host", None)
                if host:
                    span.set_attribute("cineradar.studio", host.studio.schema_name)
                if response.status_code >= 500:
                    span.set_status(StatusCode.ERROR)
        return response
