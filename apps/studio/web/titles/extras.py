"""Trailers and extras of a film or a series."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from apps.catalog.enums import FilmKind
from apps.catalog.services.films import add_extra
from apps.studio.selectors.titles import extras_of
from apps.studio.web.films.tables import row_of
from apps.studio.web.titles.sections import Section


class ExtraForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=160)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[(kind.value, kind.label) for kind in (FilmKind.TRAILER, FilmKind.EXTRA)],
    )


class ExtrasSection(Section):
    """Lists what belongs to the title; a new one is a draft, and its page takes the video."""

    template_name = "studio/titles/extras.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", ExtraForm())
        rows = [row_of(one) for one in extras_of(self.title_row)]
        return super().get_context_data(rows=rows, **kwargs)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = ExtraForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        kind = FilmKind(form.cleaned_data["kind"])
        title = form.cleaned_data["title"]
        made = add_extra(title, kind=kind, of=self.title_row, by=request.user)
        return redirect("desk-film", made.pk)
