"""Films from a spreadsheet: upload, look at what would happen, carry it out."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from apps.accounts import rules
from apps.catalog.errors import ImportHasMistakes
from apps.catalog.services.import_wording import sentence_of
from apps.catalog.services.imports import IMPORT_COLUMNS, apply, dry_run, readable
from apps.core.web.csv_export import csv_response
from apps.studio.web.desk.views import DeskMixin

MOST_SHOWN = 200


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        max_length=200,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
    )


class ImportMixin(DeskMixin):
    may_open = staticmethod(rules.can_edit_films)


class Import(ImportMixin, TemplateView):
    """Nothing is kept between the steps: the page sends the table again, as it was or corrected."""

    template_name = "studio/imports/import.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", FileForm())
        return super().get_context_data(columns=IMPORT_COLUMNS, **kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        step = request.POST.get("step", "")
        if step not in {"check", "apply"}:
            return self._uploaded(request)
        table = request.POST.get("table", "").encode()
        return self._apply(table) if step == "apply" else self._checked(table)

    def _uploaded(self, request: HttpRequest) -> HttpResponse:
        form = FileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return self._checked(form.cleaned_data["file"].read())

    def _checked(self, content: bytes) -> HttpResponse:
        plan = dry_run(content, by=self.request.user)
        mistakes = [(one, sentence_of(one)) for one in plan.mistakes]
        context = self.get_context_data(
            plan=plan,
            planned=plan.planned[:MOST_SHOWN],
            not_shown=max(0, len(plan.planned) - MOST_SHOWN),
            mistakes=mistakes[:MOST_SHOWN],
            mistakes_not_shown=max(0, len(mistakes) - MOST_SHOWN),
            table=readable(content),
        )
        return self.render_to_response(context, status=200 if plan.is_sound else 422)

    def _apply(self, content: bytes) -> HttpResponse:
        try:
            done = apply(content, by=self.request.user)
        except ImportHasMistakes as refusal:
            messages.error(self.request, str(refusal))
            return self._checked(content)
        said = _("The table is imported: %(created)s new, %(changed)s changed.")
        counts = {"created": len(done.created), "changed": len(done.changed)}
        messages.success(self.request, said % counts)
        return redirect("desk-films")


class Template(ImportMixin, View):
    """A table with the names of all columns and nothing below."""

    def get(self, request: HttpRequest) -> HttpResponseBase:
        return csv_response("films-to-import.csv", IMPORT_COLUMNS, [])
