"""The desk's first page, and what every page of the desk shares."""

from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.views.generic import TemplateView

from apps.accounts import rules
from apps.core.errors import Forbidden
from apps.studio.selectors.desk import latest_events, running_work, studio_at_a_glance
from apps.studio.web.audit.wording import in_words
from apps.studio.web.desk.navigation import Predicate, console_nav, quick_actions


class DeskMixin:
    """A page of the desk: strangers sign in first, roles that may not open it get the 403 page.

    A page that needs more than the desk says so:
    ``may_open = staticmethod(rules.can_edit_films)``.
    """

    may_open: Predicate = staticmethod(rules.can_open_desk)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not (rules.can_open_desk(request.user) and self.may_open(request.user)):
            raise Forbidden
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(console_nav=console_nav(self.request), **kwargs)


class Desk(DeskMixin, TemplateView):
    """The whole page, or only its figures when the page itself asks again."""

    def get_template_names(self) -> list[str]:
        return ["studio/desk/_figures.html" if self.request.htmx else "studio/desk/home.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        may_read_audit = rules.can_read_audit(self.request.user)
        return super().get_context_data(
            glance=studio_at_a_glance(),
            work=running_work(),
            events=in_words(latest_events()) if may_read_audit else [],
            may_read_audit=may_read_audit,
            quick_actions=quick_actions(self.request),
            **kwargs,
        )
