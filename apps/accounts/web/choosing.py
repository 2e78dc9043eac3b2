"""Who watches in this browser: asked before films are shown, and kept out of what is not for children."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from apps.accounts.errors import PasswordNeeded, PinNeeded
from apps.accounts.models import Profile
from apps.accounts.selectors.profiles import SESSION_KEY, forget_choice, is_childs, watching_of
from apps.accounts.services import choices
from apps.core.tenancy import current_studio

VIEWERS_PAGES = "apps.catalog.web"
# A child has no business at the desk, nor with the account that others pay for.
GROWN_UPS_PAGES = ("apps.studio.web", "apps.accounts.web", "allauth.")
OPEN_TO_CHILDREN = {"account_logout", "set_language"}


def remember(request: HttpRequest, profile: Profile) -> None:
    """Watch with this profile from now on."""
    choices.remember(request.session, profile)
    forget_choice(request)


def language_chosen(request: Any) -> str:
    """The language of the profile this browser watches with; empty when it has none."""
    session = getattr(request, "session", None)
    chosen = session.get(SESSION_KEY, {}).get("language", "") if session is not None else ""
    return chosen if chosen in dict(settings.LANGUAGES) else ""


def may_manage(request: HttpRequest) -> bool:
    """Whether profiles may be managed without asking: nothing protects them, or it was proved."""
    try:
        choices.refuse_managing(request.session, watching_of(request), by=request.user)
    except (PinNeeded, PasswordNeeded):
        return False
    return True


class ProfileMiddleware:
    """Asks who is watching before films are shown, and keeps children out of grown-ups' pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        if not request.user.is_authenticated or current_studio().is_platform:
            return None
        module = view.__module__
        if module.startswith(VIEWERS_PAGES):
            return _ask_who(request)
        if module.startswith(GROWN_UPS_PAGES) and is_childs(request):
            return _send_child_back(request)
        return None


def _ask_who(request: HttpRequest) -> HttpResponse | None:
    if request.method not in {"GET", "HEAD"} or not watching_of(request).must_choose:
        return None
    url = f"{reverse('profiles')}?{urlencode({'next': request.get_full_path()})}"
    return HttpResponseClientRedirect(url) if request.headers.get("HX-Request") else redirect(url)


def _send_child_back(request: HttpRequest) -> HttpResponse | None:
    name = request.resolver_match.url_name if request.resolver_match else ""
    if name in OPEN_TO_CHILDREN or (name or "").startswith("profile"):
        return None
    messages.info(request, _("That page is for grown-ups. Choose another profile first."))
    return redirect(resolve_url("profiles"))
