"""Reports on the desk: ask for one, watch it being made, take it along."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from apps.accounts import rules
from apps.core.documents.builders import CONTENT_TYPES, Format
from apps.core.errors import DomainError
from apps.core.web.csv_export import csv_response
from apps.core.web.media import accel_response
from apps.studio.enums import ReportFormat, ReportKind
from apps.studio.errors import ReportExpired, ReportNotReady
from apps.studio.rules import report_kinds_for
from apps.studio.selectors.reports import DeskReport, report_for, reports_for, with_jobs
from apps.studio.services.reports.requests import delete_report, request_report
from apps.studio.web.desk.views import DeskMixin
from apps.studio.web.reports.forms import ReportForm, usual_period

REPORTS_A_PAGE = 20


class ReportsMixin(DeskMixin):
    """Pages for whoever may make reports."""

    may_open = staticmethod(rules.can_make_reports)


class Reports(ReportsMixin, FormView):
    """What can be made, and what was made before."""

    template_name = "studio/reports/list.html"
    form_class = ReportForm

    def get_initial(self) -> dict[str, Any]:
        return {**usual_period(), "language": get_language(), "file": ReportFormat.PDF}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "kinds": report_kinds_for(self.request.user)}

    def form_valid(self, form: ReportForm) -> HttpResponse:
        try:
            report = request_report(**form.cleaned_data, by=self.request.user)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        return redirect("desk-report", report.pk)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parameters = self.request.GET
        page = Paginator(asked_for(self.request), REPORTS_A_PAGE).get_page(parameters.get("page"))
        return super().get_context_data(
            page=page,
            rows=with_jobs(page),
            is_narrow=bool(parameters.get("kind")),
            filters=[_kind_filter(self.request)],
            csv_url=f"{reverse('desk-reports-csv')}?{parameters.urlencode()}",
            **kwargs,
        )


class ReportsCsv(ReportsMixin, View):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        header = [
            *(_("Report"), _("File"), _("Language"), _("From"), _("To"), _("State")),
            *(_("Asked for by"), _("Asked for"), _("Kept until"), _("Size in bytes")),
        ]
        return csv_response("reports.csv", header, _csv_rows(with_jobs(asked_for(request))))


class OneReportMixin(ReportsMixin):
    @cached_property
    def desk_report(self) -> DeskReport:
        return report_for(self.request.user, self.kwargs["pk"])


class ReportPage(OneReportMixin, TemplateView):
    template_name = "studio/reports/report.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(item=self.desk_report, **kwargs)


class Download(OneReportMixin, View):
    def get(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        report = self.desk_report.report
        if self.desk_report.has_expired:
            raise ReportExpired
        if not self.desk_report.is_ready:
            raise ReportNotReady
        return accel_response(
            report.file,
            CONTENT_TYPES[Format(report.format)],
            cache_control="private, no-store",
            save_as=report.download_name,
        )


class Delete(OneReportMixin, View):
    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        delete_report(self.desk_report.report, by=request.user)
        messages.success(request, _("The report is deleted."))
        return redirect("desk-reports")


def asked_for(request: HttpRequest) -> Any:
    """The reports that the address asks for; a kind there is not counts as not asked."""
    return reports_for(request.user, kind=_kind(request.GET))


def _kind(parameters: QueryDict) -> str:
    kind = parameters.get("kind", "")
    return kind if kind in ReportKind.values else ""


def _kind_filter(request: HttpRequest) -> dict[str, Any]:
    options = [(kind.value, kind.label) for kind in report_kinds_for(request.user)]
    return {
        "name": "kind",
        "label": _("Any report"),
        "options": options,
        "value": _kind(request.GET),
    }


def _csv_rows(reports: list[DeskReport]) -> Iterator[list[Any]]:
    for item in reports:
        report = item.report
        yield [
            str(report),
            report.format,
            report.get_language_display(),
            report.since.isoformat(),
            report.until.isoformat(),
            _("Expired") if item.has_expired else item.job and item.job.get_state_display(),
            str(item.asked_by or ""),
            report.created_at.isoformat(),
            report.expires_at.isoformat() if report.expires_at else "",
            report.size,
        ]
