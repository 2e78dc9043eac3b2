"""Language of a request, and the second factor of people who must have one."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation

from allauth.mfa.utils import is_mfa_enabled
from apps.accounts.rules import must_have_second_factor

GetResponse = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """The person's own choice, then this browser's choice, then its languages, then the studio's."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(language_for(request)):
            request.LANGUAGE_CODE = translation.get_language()  # type: ignore[attr-defined]
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", translation.get_language())
            return response


def language_for(request: HttpRequest) -> str:
    """The language of this request, one of settings.LANGUAGES."""
    supported = dict(settings.LANGUAGES)
    user: Any = getattr(request, "user", None)
    chosen = getattr(user, "language", "") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if chosen in supported:
        return str(chosen)
    return _from_browser(request, supported) or _from_studio(request)


def _from_browser(request: HttpRequest, supported: dict[str, str]) -> str | None:
    header = request.headers.get("Accept-Language", "")
    for code, _weight in translation.trans_real.parse_accept_lang_header(header):
        base = code.partition("-")[0]
        if base in supported:
            return base
    return None


def _from_studio(request: HttpRequest) -> str:
    host = getattr(request, "host", None)
    return host.language if host else settings.LANGUAGE_CODE


class SecondFactorMiddleware:
    """Sends people who must have a second factor to set one up before anything else."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user: Any = request.user
        if user.is_authenticated and must_have_second_factor(user) and not self._exempt(request):
            if not is_mfa_enabled(user):
                return redirect("mfa_activate_totp")
        return self.get_response(request)

    @staticmethod
    def _exempt(request: HttpRequest) -> bool:
        return request.path.startswith((reverse("account_login").removesuffix("login/"), "/static/"))
