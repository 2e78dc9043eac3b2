"""Language and time zone of a request, and the second factor of people who must have one."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone, translation

from apps.accounts.rules import must_have_second_factor
from apps.accounts.web.choosing import language_chosen

GetResponse = Callable[[HttpRequest], HttpResponse]

# What somebody without a second factor needs on the way to one, and the way out.
OPEN_WITHOUT_SECOND_FACTOR = {
    "account_confirm_email",
    "account_email",
    "account_logout",
    "account_reauthenticate",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_reauthenticate",
    "set_language",
    "set_theme",
}


class LanguageMiddleware:
    """The profile's choice, then the person's own, then this browser's choice, then its languages, then the studio's.

    The time zone too: the person's own, then the studio's.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_for(request)), timezone.override(zone_for(request)):
            request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response


def language_for(request: HttpRequest) -> str:
    """The language of this request, one of settings.LANGUAGES.

    What somebody chose for himself counts everywhere; cookie and browser choose among the
    languages the studio offers.
    """
    user: Any = getattr(request, "user", None)
    own = language_chosen(request) or getattr(user, "language", "")
    if own in dict(settings.LANGUAGES):
        return str(own)
    offered = _offered(request)
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in offered:
        return str(chosen)
    return _from_browser(request, offered) or _from_studio(request)


def _offered(request: HttpRequest) -> set[str]:
    host = getattr(request, "host", None)
    if host is None or host.studio.is_platform:
        return set(dict(settings.LANGUAGES))
    return set(host.languages)


def zone_for(request: HttpRequest) -> ZoneInfo:
    """The time zone of this request."""
    host = getattr(request, "host", None)
    own = getattr(getattr(request, "user", None), "time_zone", "")
    try:
        return ZoneInfo(own or (host.time_zone if host else settings.TIME_ZONE))
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


def _from_browser(request: HttpRequest, offered: set[str]) -> str | None:
    header = request.headers.get("Accept-Language", "")
    for code, _weight in translation.trans_real.parse_accept_lang_header(header):
        base = code.partition("-")[0]
        if base in offered:
            return base
    return None


def _from_studio(request: HttpRequest) -> str:
    host = getattr(request, "host", None)
    return host.language if host else settings.LANGUAGE_CODE


class SecondFactorMiddleware:
    """Lets people who must have a second factor reach nothing but the page that sets one up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        user: Any = request.user
        if not user.is_authenticated or not must_have_second_factor(user):
            return None
        if request.resolver_match.url_name in OPEN_WITHOUT_SECOND_FACTOR or is_mfa_enabled(user):
            return None
        return redirect("mfa_activate_totp")
