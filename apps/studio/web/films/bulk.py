"""The same change for many films: choose it, see how many it is about, confirm."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView

from apps.accounts import rules
from apps.catalog.enums import AccessLevel, Maturity
from apps.catalog.models import Film
from apps.catalog.services.films import bulk_edit
from apps.studio.enums import BulkAction
from apps.studio.services.bulk import change_films
from apps.studio.web.films.actions import report_outcome
from apps.studio.web.films.views import FilmsMixin
from apps.studio.web.titles.forms import NamesField

MOST_FILMS = 500
AS_IT_IS = [("", gettext_lazy("Leave as it is"))]


class BulkEditForm(forms.Form):
    """What is left empty stays as it is."""

    access_level = forms.ChoiceField(
        label=gettext_lazy("Access"), choices=[*AS_IT_IS, *AccessLevel.choices], required=False
    )
    maturity = forms.ChoiceField(
        label=gettext_lazy("Maturity"), choices=[*AS_IT_IS, *Maturity.choices], required=False
    )
    add_genres = NamesField(label=gettext_lazy("Add genres"), most=6, required=False)
    remove_genres = NamesField(label=gettext_lazy("Remove genres"), most=6, required=False)
    add_tags = NamesField(label=gettext_lazy("Add tags"), most=12, required=False)
    remove_tags = NamesField(label=gettext_lazy("Remove tags"), most=12, required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("State"), choices=[*AS_IT_IS, *BulkAction.choices], required=False
    )

    def __init__(self, *args: Any, may_publish: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_publish:
            del self.fields["state"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.values()):
            raise forms.ValidationError(_("Choose at least one change."), code="nothing")
        return cleaned

    @property
    def changes(self) -> dict[str, Any]:
        """What bulk_edit takes."""
        asked = {name: value for name, value in self.cleaned_data.items() if value}
        asked.pop("state", None)
        return asked


@dataclass(frozen=True)
class Change:
    """One of the changes in words."""

    label: str
    value: str


class BulkEdit(FilmsMixin, TemplateView):
    """Three steps of one address, none of which trusts the one before."""

    template_name = "studio/films/bulk.html"

    def post(self, request: HttpRequest) -> HttpResponse:
        films = chosen_films(request)
        if not films:
            messages.error(request, _("Tick the films first."))
            return redirect("desk-films")
        may_publish = rules.can_publish_films(request.user)
        step = request.POST.get("step", "")
        if step not in {"confirm", "apply"}:
            return self._show(films, BulkEditForm(may_publish=may_publish))
        form = BulkEditForm(request.POST, may_publish=may_publish)
        if not form.is_valid():
            return self._show(films, form, status=422)
        if step == "confirm":
            return self._show(films, form, changes=in_words(form))
        return self._apply(films, form)

    def get(self, request: HttpRequest) -> HttpResponse:
        return redirect("desk-films")

    def _show(
        self, films: list[Film], form: BulkEditForm, *, status: int = 200, **more: Any
    ) -> HttpResponse:
        context = self.get_context_data(films=films, form=form, **more)
        return self.render_to_response(context, status=status)

    def _apply(self, films: list[Film], form: BulkEditForm) -> HttpResponse:
        if form.changes:
            changed = bulk_edit([film.pk for film in films], form.changes, by=self.request.user)
            said = ngettext(
                "%(count)s film is changed.", "%(count)s films are changed.", len(changed)
            )
            messages.success(self.request, said % {"count": len(changed)})
        if form.cleaned_data.get("state"):
            action = BulkAction(form.cleaned_data["state"])
            outcome = change_films(films, action=action, by=self.request.user)
            report_outcome(self.request, action, outcome)
        return redirect("desk-films")


def chosen_films(request: HttpRequest) -> list[Film]:
    """The films that were ticked and are still there: 1 query."""
    keys = request.POST.getlist("films")[:MOST_FILMS]
    field = forms.UUIDField()
    pks = []
    for key in keys:
        try:
            pks.append(field.clean(key))
        except forms.ValidationError:
            continue
    return list(Film.objects.filter(pk__in=pks).order_by("title", "pk"))


def in_words(form: BulkEditForm) -> list[Change]:
    """The chosen changes as the page that asks again lists them."""
    return [
        Change(str(form.fields[name].label), _in_words(form, name, value))
        for name, value in form.cleaned_data.items()
        if value
    ]


def _in_words(form: BulkEditForm, name: str, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(value)
    choices: Any = getattr(form.fields[name], "choices", ())
    return str(dict(choices).get(value, value))
