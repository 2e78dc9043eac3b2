"""Remembers for the length of a request where it came from."""

from collections.abc import Callable
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from apps.core.origin import Origin, origin_context

LONGEST_AGENT = 200


class OriginMiddleware:
    """Behind the studio's middleware, which has checked the host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with origin_context(origin_of(request)):
            return self.get_response(request)


def origin_of(request: HttpRequest) -> Origin:
    return Origin(
        ip=client_ip(request),
        user_agent=request.headers.get("User-Agent", "")[:LONGEST_AGENT],
        site=f"{request.scheme}://{request.get_host()}",
    )


def client_ip(request: HttpRequest) -> str | None:
    """The address our outermost proxy saw; what the client wrote into the header does not count."""
    hops = settings.ALLAUTH_TRUSTED_PROXY_COUNT
    forwarded = request.headers.get("X-Forwarded-For", "").split(",")
    raw = forwarded[-hops] if 0 < hops <= len(forwarded) and forwarded[0] else ""
    return _address(raw or request.META.get("REMOTE_ADDR", ""))


def _address(raw: str) -> str | None:
    try:
        return str(ip_address(raw.strip()))
    except ValueError:
        return None
