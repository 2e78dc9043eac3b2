"""Tables of the back-office. They show and never edit: every change is a button that calls a service."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib.admin.utils import flatten, label_for_field, lookup_field
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.encoding import force_str
from django.utils.text import capfirst
from unfold.admin import ModelAdmin, StackedInline, TabularInline

from apps.core.web.admin.questions import Nothing, Question, ask
from apps.core.web.csv_export import csv_response

AUDIT_LOG = "admin:accounts_auditevent_changelist"


class NothingEdited:
    """Neither adds, changes nor deletes, whatever the person's role."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class LookOnlyInline(NothingEdited):
    """Every field as text: Django would build a form for those it thinks may be edited."""

    extra = 0
    tab = True
    hide_title = True

    def get_readonly_fields(self, request: HttpRequest, obj: Model | None = None) -> list[str]:
        return flatten(self.fields)


class LookOnlyTab(LookOnlyInline, TabularInline):
    """Rows that belong to the thing shown, on a tab of their own."""


class LookOnlySheet(LookOnlyInline, StackedInline):
    """The one row that belongs to the thing shown, on a tab of its own."""


class LookOnlyAdmin(NothingEdited, ModelAdmin):
    """A table with search, filters, order, pages and a CSV file of what is filtered.

    ``csv_fields`` names the file's columns, as ``list_display`` does; without it there is no file.
    """

    actions = None
    change_form_template = "admin/look_only.html"
    csv_fields: tuple[str, ...] = ()
    list_per_page = 50
    list_filter_submit = True
    list_fullwidth = True
    compressed_fields = True

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.export_view)
        return [path("export/", view, name=self._url_name("export")), *super().get_urls()]

    def _url_name(self, page: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{page}"

    def url_of(self, page: str, *args: Any) -> str:
        """Address of one of this table's own pages."""
        return reverse(f"admin:{self._url_name(page)}", args=args, current_app=self.admin_site.name)

    def page_context(self, request: HttpRequest, original: Model | None = None) -> dict[str, Any]:
        """What the frame of a page about this table, or one row of it, needs."""
        request.current_app = self.admin_site.name  # type: ignore[attr-defined]
        named = {"opts": self.opts, "original": original} if original else {"opts": self.opts}
        return {**self.admin_site.each_context(request), **named}

    def ask(
        self,
        request: HttpRequest,
        question: Question,
        *,
        do: Callable[[dict[str, Any]], str | None],
        form: forms.Form | None = None,
        row: Model | None = None,
    ) -> HttpResponse:
        """Ask on a page of this table, or of one row of it; without a form it only needs a yes."""
        if form is None:
            form = Nothing(request.POST if request.method == "POST" else None)
        return ask(request, question, form=form, do=do, context=self.page_context(request, row))

    def export_view(self, request: HttpRequest) -> HttpResponse:
        """What the list shows under the same filters, all pages of it."""
        if not (self.csv_fields and self.has_view_permission(request)):
            raise PermissionDenied
        rows = self.get_changelist_instance(request).get_queryset(request)
        header = [capfirst(label_for_field(name, self.model, self)) for name in self.csv_fields]
        return csv_response(f"{self.opts.model_name}.csv", header, self._csv_rows(rows))

    def _csv_rows(self, rows: Iterable[Model]) -> Iterator[list[Any]]:
        for row in rows:
            yield [self._csv_cell(name, row) for name in self.csv_fields]

    def _csv_cell(self, name: str, row: Model) -> Any:
        field, _attribute, value = lookup_field(name, row, self)
        if getattr(field, "flatchoices", None):
            return force_str(dict(field.flatchoices).get(value, value))
        return value.isoformat() if hasattr(value, "isoformat") else value

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The audit log of this one thing: Django's own log knows nothing of our services."""
        return redirect(f"{reverse(AUDIT_LOG)}?{urlencode({'target_pk__exact': object_id})}")
