"""From host name to studio: before sessions, users, or anything that reads the database."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.request import split_domain_port, validate_host
from django.shortcuts import render
from django.urls import set_urlconf
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from apps.core.tenancy import PLATFORM, studio_context
from apps.core.web.errors import error_page, refusal, wants_problem
from apps.tenants.enums import StudioStatus
from apps.tenants.errors import StudioAway
from apps.tenants.selectors.hosts import Host, host_named, normalised_host

# Programs keep the address they were given: a redirect would drop their credentials, and players
# follow none for films, whose addresses are signed for one host anyway.
FOR_PROGRAMS = ("/api/", "/.well-known/", "/m/", "/internal/")
UPDATING = "updating"
RETRY_AFTER = {
    StudioStatus.PROVISIONING.value: "15",
    UPDATING: "15",
    StudioStatus.SUSPENDED.value: "86400",
}


class StudioMiddleware:
    """Enters the studio of the request's host; an unknown host gets a friendly 404.

    Only the Host header counts. X-Forwarded-Host is ignored: anybody can send it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = host_named(normalised_host(_host_header(request)))
        if host is None:
            return _unknown(request)
        with studio_context(host.studio):
            request.host = host  # type: ignore[attr-defined]
            request.urlconf = _urlconf(host)  # type: ignore[attr-defined]
            set_urlconf(request.urlconf)  # type: ignore[attr-defined]
            response = self._answer(request, host)
            patch_vary_headers(response, ["Host"])
            return response

    def _answer(self, request: HttpRequest, host: Host) -> HttpResponse:
        if not (host.studio.is_platform or host.is_open):
            return _notice(request, host)
        if _should_move(request, host):
            return HttpResponseRedirect(_address_on(host.primary_domain, request))
        return self.get_response(request)


def _host_header(request: HttpRequest) -> str:
    """The Host header, or nothing when it could not be one (spaces, commas, user info)."""
    raw = request.META.get("HTTP_HOST", "")
    domain, _port = split_domain_port(raw)
    return domain if domain and validate_host(domain, ["*"]) else ""


def _urlconf(host: Host) -> str:
    return settings.PUBLIC_SCHEMA_URLCONF if host.studio.is_platform else settings.ROOT_URLCONF


def _should_move(request: HttpRequest, host: Host) -> bool:
    """One address a page: www., trailing dots and lesser domains lead to the main one."""
    domain, _port = split_domain_port(request.META["HTTP_HOST"])
    is_page = request.method in {"GET", "HEAD"} and not request.path.startswith(FOR_PROGRAMS)
    return is_page and (domain != host.primary_domain or request.META["HTTP_HOST"][-1] == ".")


def _address_on(domain: str, request: HttpRequest) -> str:
    _domain, port = split_domain_port(request.META["HTTP_HOST"])
    suffix = f":{port}" if port else ""
    return f"{request.scheme}://{domain}{suffix}{request.get_full_path()}"


def _unknown(request: HttpRequest) -> HttpResponse:
    request.urlconf = settings.PUBLIC_SCHEMA_URLCONF  # type: ignore[attr-defined]
    with studio_context(PLATFORM), _language_of(request, settings.LANGUAGE_CODE):
        detail = _("No studio lives at this address. Check the spelling of the link you followed.")
        return error_page(request, 404, _("There is no studio here"), detail)


def _notice(request: HttpRequest, host: Host) -> HttpResponse:
    """A page that needs no assets of the studio: none of its addresses answer now."""
    retry_after = RETRY_AFTER.get(_reason(host))
    with _language_of(request, host.language):
        if wants_problem(request):
            wait = {"retry_after": int(retry_after)} if retry_after else {}
            return refusal(request, StudioAway(**wait))
        context = {"host": host, "studio": host, "status": 503}
        response = render(request, f"tenants/notices/{_reason(host)}.html", context, status=503)
    if retry_after:
        response.headers["Retry-After"] = retry_after
    response.headers["Cache-Control"] = "no-store"
    return response


def _reason(host: Host) -> str:
    """Why the studio does not answer: one that is active waits for its tables to be brought up to date."""
    return UPDATING if host.status == StudioStatus.ACTIVE else host.status


def _language_of(request: HttpRequest, otherwise: str) -> translation.override:
    """Notices are made before the middleware that knows the person's language."""
    asked = request.headers.get("Accept-Language") or request.COOKIES.get(
        settings.LANGUAGE_COOKIE_NAME
    )
    return translation.override(
        translation.get_language_from_request(request) if asked else otherwise
    )
