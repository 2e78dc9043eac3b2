"""What every answer says to the browser, whoever made it: a page, a probe, a refusal, a fault."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port

GetResponse = Callable[[HttpRequest], HttpResponse]


class ProxysResponse(HttpResponse):
    """For the proxy in front alone, which keeps it and parses all its headers at each use: it has none."""


class SecurityHeadersMiddleware:
    """The outermost: also answers of middleware before SecurityMiddleware and django-csp pass here.

    A view's own header stays, but for HSTS, which follows from the host alone.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, ProxysResponse):
            for header in list(response.headers):
                del response.headers[header]
            return response
        for header, value in settings.SECURITY_HEADERS.items():
            response.headers.setdefault(header, value)
        if request.is_secure() and settings.SECURE_HSTS_SECONDS:
            response.headers["Strict-Transport-Security"] = hsts_of(request.headers.get("Host", ""))
        return response


def hsts_of(host: str) -> str:
    """Only the platform speaks for the names below it: a studio's own domain has other sites there."""
    domain, _port = split_domain_port(host)
    seconds = f"max-age={settings.SECURE_HSTS_SECONDS}"
    if domain.rstrip(".") != settings.BASE_DOMAIN:
        return seconds
    below = "; includeSubDomains" * settings.SECURE_HSTS_INCLUDE_SUBDOMAINS
    return seconds + below + "; preload" * settings.SECURE_HSTS_PRELOAD
