"""Probes. Answered before the studio is resolved: a balancer asks by address, not by name."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from apps.core.readiness import readiness

LIVE = "/health"
READY = "/health/ready"
RETRY_AFTER = "5"


class HealthMiddleware:
    """``/health``: this process answers. ``/health/ready``: and can reach what it needs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info.rstrip("/") == LIVE:
            return _answer({"status": "ok"}, healthy=True)
        if request.path_info.rstrip("/") == READY:
            return ready()
        return self.get_response(request)


def ready() -> JsonResponse:
    """200 when every part works, else 503; how each part answered stands in the body."""
    parts = readiness()
    healthy = all(part.works for part in parts)
    named = {part.name: {"status": part.status, "ms": part.ms} for part in parts}
    return _answer({"status": "ok" if healthy else "degraded", "parts": named}, healthy=healthy)


def _answer(body: dict[str, Any], *, healthy: bool) -> JsonResponse:
    response = JsonResponse(body, status=200 if healthy else 503)
    response.headers["Cache-Control"] = "no-store"
    if not healthy:
        response.headers["Retry-After"] = RETRY_AFTER
    return response
