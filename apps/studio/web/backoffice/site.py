"""The back-office: /admin/ on the platform's host, for people of the platform.

Decision 2026-11-21: these pages, and no others, relax the content policy in two places. Styles may be
inline, because unfold writes its colours into a style element and htmx, its sidebar and its tables
use style attributes. Scripts stay our own files, never inline, but may evaluate strings: unfold's
Alpine compiles its attributes with AsyncFunction. Tried in Chromium with unfold 0.91: without it no
menu opens; nor does one with Alpine's build that does without (@alpinejs/csp 3.17), which knows no
functions of the page, no localStorage and no arrow functions, and unfold's attributes use all three
(22 of them fail on the first page). What is shown here is escaped by Django, and this host serves
nobody's uploads.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any
from uuid import UUID

from csp.constants import NONCE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from csp.decorators import csp_replace
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from unfold.sites import UnfoldAdminSite

from apps.accounts import rules
from apps.core.errors import Forbidden
from apps.studio.web.backoffice import dashboard, inspection

View = Callable[..., HttpResponse]
relaxed = csp_replace(
    {"style-src": [SELF, UNSAFE_INLINE], "script-src": [SELF, NONCE, UNSAFE_EVAL]}
)


def for_real_keys(view: View) -> View:
    """Django's addresses take any text for a key; ours are UUIDs, and nothing else is looked up."""

    @wraps(view)
    def looked_up(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if "object_id" in kwargs and not _is_key(kwargs["object_id"]):
            raise Http404
        return view(request, *args, **kwargs)

    return looked_up


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


class BackOfficeSite(UnfoldAdminSite):
    """The admin site of the project (config.backoffice)."""

    index_title = _("Dashboard")

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Our own tables only. Those of packages would show secrets of second factors, and change
        people past the services and the audit log."""
        given = (
            model_or_iterable if isinstance(model_or_iterable, Iterable) else [model_or_iterable]
        )
        ours = [model for model in given if model.__module__.startswith("apps.")]
        super().register(ours, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return rules.can_open_backoffice(request.user)

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # noqa: FBT001 Django's
        return relaxed(super().admin_view(for_real_keys(view), cacheable))

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        # Where unfold's language menu comes back to.
        return {**super().each_context(request), "redirect_to": request.get_full_path()}

    def get_urls(self) -> list[Any]:
        """Without Django's detour to a row's own page: no row has one on this host, and it fails
        for keys that are no UUID."""
        return [
            entry for entry in super().get_urls() if getattr(entry, "name", "") != "view_on_site"
        ]

    def extra_urls(self) -> list[URLPattern]:
        guarded = self.admin_view
        return [
            path("figures/", guarded(dashboard.figures), name="dashboard_figures"),
            path("studios/<uuid:pk>/open/", guarded(inspection.enter), name="open_studio"),
            path("leave-studio/", guarded(inspection.leave), name="leave_studio"),
        ]

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The product's own sign-in page, with its second factor and limits; there is no other."""
        target = request.GET.get(REDIRECT_FIELD_NAME) or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(target, reverse("account_login"))
        if not self.has_permission(request):
            raise Forbidden
        return redirect("admin:index")

    def logout(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        logout(request)
        return redirect("account_login")

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Passwords are changed where everybody changes them, after asking for the old one."""
        return redirect("account_change_password")
