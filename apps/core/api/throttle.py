"""How many calls of the API somebody has: so many a minute by person, or by address for nobody.

Every answer counts once, refusals included, and says in ``RateLimit`` what is left (the IETF's
draft-ietf-httpapi-ratelimit-headers). Views that move many small pieces set ``rate`` and
``rate_purpose`` of their own.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from rest_framework.exceptions import APIException
from rest_framework.request import Request
from rest_framework.throttling import BaseThrottle

from apps.core.errors import DomainError
from apps.core.limits import Share, network_of, remaining, spend
from apps.core.origin import current_origin
from apps.core.tenancy import current_studio

PURPOSE = "api"
REFUSALS = (401, 403)


class ApiThrottle(BaseThrottle):
    """One call of the API, for every view without its doing."""

    def allow_request(self, request: Request, view: Any) -> bool:
        count_call(request, view)
        return True


def count_call(request: Request, view: Any) -> None:
    """Use up one call; raises TooManyRequests. Reads go on while nothing can be counted."""
    rate, purpose = _rate_of(view)
    who = _caller(request)
    request._request.api_limit = (rate, purpose, *who)  # noqa: SLF001  for the answer's headers
    spend(rate, purpose, *who, opens=True)


def count_refused(exception: Exception, request: Request) -> None:
    """DRF refuses strangers before it counts them: they are counted here."""
    status = getattr(exception, "status", getattr(exception, "status_code", 0))
    expected = isinstance(exception, DomainError | APIException)
    counted = hasattr(request._request, "api_limit")  # noqa: SLF001
    if expected and status in REFUSALS and not counted:
        count_call(request, request.parser_context["view"])


def _rate_of(view: Any) -> tuple[str, str]:
    return getattr(view, "rate", settings.API_RATE), getattr(view, "rate_purpose", PURPOSE)


def _caller(request: Request) -> tuple[str, ...]:
    """The person of this studio, or the address; asking again must not authenticate again."""
    user = getattr(request, "_user", None)
    if user is not None and user.is_authenticated:
        return current_studio().schema_name, str(user.pk)
    return ("address", network_of(current_origin().ip))


class RateLimitMiddleware:
    """Tells on every answer of the API what is left of the caller's calls."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        limit = getattr(request, "api_limit", None)
        share = None if limit is None else remaining(*limit)
        if share is not None:
            _tell(response, share)
        return response


def _tell(response: HttpResponse, share: Share) -> None:
    name = f'"{share.purpose}"'
    response.headers["RateLimit-Policy"] = f"{name};q={share.amount};w={share.window}"
    response.headers["RateLimit"] = f"{name};r={max(0, share.left)};t={share.seconds}"
