"""``/metrics``, for whoever may see it, and the time of every request."""

from collections.abc import Callable
from ipaddress import ip_address, ip_network
from time import perf_counter

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils.crypto import constant_time_compare
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from apps.core.exposition import exposition
from apps.core.metrics import REQUESTS
from apps.core.routes import method_of, route_of

METRICS = "/metrics"


class MetricsMiddleware:
    """Answers ``/metrics`` and observes all else. To those who may not see it there is no such page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == METRICS and may_see(request):
            return _page()
        began = perf_counter()
        response = self.get_response(request)
        labels = route_of(request), method_of(request), f"{response.status_code // 100}xx"
        REQUESTS.labels(*labels).observe(perf_counter() - began)
        return response


def may_see(request: HttpRequest) -> bool:
    """By its token, or from our own network with no proxy between; never on a studio's host."""
    return _is_ours(request.META.get("HTTP_HOST", "")) and (
        _has_token(request) or _is_near(request)
    )


def _is_ours(host: str) -> bool:
    """An address, a bare name as containers have, or the platform's own host."""
    domain, _port = split_domain_port(host)
    return "." not in domain or domain == settings.BASE_DOMAIN or _is_address(domain)


def _is_address(text: str) -> bool:
    try:
        ip_address(text.strip("[]"))
    except ValueError:
        return False
    return True


def _has_token(request: HttpRequest) -> bool:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    expected = settings.METRICS_TOKEN
    return bool(expected) and kind == "Bearer" and constant_time_compare(token, expected)


def _is_near(request: HttpRequest) -> bool:
    if "X-Forwarded-For" in request.headers:
        return False
    address = request.META.get("REMOTE_ADDR", "")
    if not _is_address(address):
        # Who reaches a Unix socket is on this machine, and let in by its directory.
        return not address
    return any(ip_address(address) in ip_network(each) for each in settings.METRICS_NETWORKS)


def _page() -> HttpResponse:
    response = HttpResponse(exposition(), content_type=CONTENT_TYPE_PLAIN_0_0_4)
    response.headers["Cache-Control"] = "no-store"
    return response
