"""From host name to studio: before sessions, users, or anything that reads the database."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port, validate_host
from django.shortcuts import render
from django.urls import set_urlconf
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from apps.core.tenancy import PLATFORM, studio_context
from apps.core.web.errors import error_page
from apps.tenants.enums import StudioStatus
from apps.tenants.selectors.hosts import Host, host_named, normalised_host


class StudioMiddleware:
    """Enters the studio of the request's host; an unknown host gets a friendly 404."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = host_named(normalised_host(_raw_host(request)))
        if host is None:
            return self._unknown(request)
        with studio_context(host.studio):
            request.host = host  # type: ignore[attr-defined]
            request.urlconf = _urlconf(host)  # type: ignore[attr-defined]
            set_urlconf(request.urlconf)  # type: ignore[attr-defined]
            response = self._answer(request, host)
            patch_vary_headers(response, ["Host"])
            return response

    def _answer(self, request: HttpRequest, host: Host) -> HttpResponse:
        if host.studio.is_platform or host.is_open:
            return self.get_response(request)
        return _notice(request, host)

    @staticmethod
    def _unknown(request: HttpRequest) -> HttpResponse:
        request.urlconf = settings.PUBLIC_SCHEMA_URLCONF  # type: ignore[attr-defined]
        detail = _("No studio lives at this address. Check the spelling of the link you followed.")
        with studio_context(PLATFORM):
            return error_page(request, 404, _("There is no studio here"), detail)


def _raw_host(request: HttpRequest) -> str:
    """The Host header, or nothing when it could not be one (spaces, commas, user info)."""
    raw = request.META.get("HTTP_HOST", "")
    domain, _port = split_domain_port(raw)
    return domain if domain and validate_host(domain, ["*"]) else ""


def _urlconf(host: Host) -> str:
    return settings.PUBLIC_SCHEMA_URLCONF if host.studio.is_platform else settings.ROOT_URLCONF


def _notice(request: HttpRequest, host: Host) -> HttpResponse:
    template = {
        StudioStatus.SUSPENDED: "tenants/suspended.html",
        StudioStatus.CLOSED: "tenants/closed.html",
    }.get(StudioStatus(host.status), "tenants/not_open_yet.html")
    return render(request, template, {"host": host}, status=503)
