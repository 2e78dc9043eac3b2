"""Probes. Answered before the studio is resolved: a balancer asks by address, not by name."""

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django_redis import get_redis_connection
from redis.exceptions import RedisError

from apps.core.tenancy import platform_context

LIVE = "/health"
READY = "/health/ready"
logger = logging.getLogger(__name__)


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
    """200 when the database and Redis answer, else 503 naming the one that does not."""
    checks = {"database": database_answers(), "redis": redis_answers()}
    healthy = all(checks.values())
    named = {name: "ok" if works else "unreachable" for name, works in checks.items()}
    return _answer({"status": "ok" if healthy else "degraded", **named}, healthy=healthy)


def database_answers() -> bool:
    try:
        with platform_context(), connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return cursor.fetchone() == (1,)
    except DatabaseError:
        logger.exception("The database does not answer.")
        return False


def redis_answers() -> bool:
    try:
        return bool(get_redis_connection("platform").ping())
    except RedisError:
        logger.exception("Redis does not answer.")
        return False


def _answer(body: dict[str, str], *, healthy: bool) -> JsonResponse:
    response = JsonResponse(body, status=200 if healthy else 503)
    response.headers["Cache-Control"] = "no-store"
    return response
