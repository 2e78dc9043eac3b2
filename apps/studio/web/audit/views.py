"""The log of who did what, for the studio's owner: newest first, by cursor."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from apps.accounts import rules
from apps.accounts.models import AuditEvent
from apps.accounts.selectors.audit import audit_actions, audit_actors, audit_events
from apps.core.web.csv_export import csv_response
from apps.studio.web.audit.forms import PeriodForm
from apps.studio.web.audit.wording import action_in_words, in_words
from apps.studio.web.desk.views import DeskMixin

EVENTS_A_PAGE = 50
EVENTS_A_FILE = 20_000


class AuditMixin(DeskMixin):
    """Pages for whoever may read the log."""

    may_open = staticmethod(rules.can_read_audit)


class AuditLog(AuditMixin, TemplateView):
    template_name = "studio/audit/log.html"

    @cached_property
    def period(self) -> PeriodForm:
        return PeriodForm(self.request.GET or None)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parameters = self.request.GET
        events = list(
            _before(asked_for(parameters), parameters.get("cursor", ""))[: EVENTS_A_PAGE + 1]
        )
        shown = events[:EVENTS_A_PAGE]
        return super().get_context_data(
            events=in_words(shown),
            next_cursor=shown[-1].pk if len(events) > EVENTS_A_PAGE else None,
            is_narrow=any(parameters.get(name) for name in ("who", "action", "since", "until")),
            actors=audit_actors(),
            actions=[(action, action_in_words(action)) for action in audit_actions()],
            period=self.period,
            csv_url=f"{reverse('desk-audit-csv')}?{parameters.urlencode()}",
            **kwargs,
        )


class AuditCsv(AuditMixin, View):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        events = asked_for(request.GET)[:EVENTS_A_FILE]
        rows = (
            [e.at.isoformat(), e.who, e.what, e.target, e.details, e.ip, e.request_id]
            for e in in_words(events)
        )
        return csv_response("audit.csv", csv_header(), rows)


def csv_header() -> list[str]:
    return [_("When"), _("Who"), _("What"), _("To what"), _("Details"), _("From"), _("Request")]


def asked_for(parameters: QueryDict) -> QuerySet[AuditEvent]:
    """The events that the address asks for; days are the reader's own."""
    return audit_events(
        who=parameters.get("who", ""),
        action=parameters.get("action", ""),
        **PeriodForm(parameters).bounds(),
    )


def _before(events: QuerySet[AuditEvent], cursor: str) -> QuerySet[AuditEvent]:
    """Keys rise with time, so the last one shown is the cursor; a mistyped one starts again."""
    try:
        return events.filter(pk__lt=UUID(cursor))
    except ValueError:
        return events
