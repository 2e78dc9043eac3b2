"""The film's markers: set by hand or from the player's position."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from apps.catalog.enums import MarkerKind
from apps.catalog.models import Film, Marker
from apps.catalog.services.markers import remove_marker, set_marker
from apps.core.errors import NotFound
from apps.studio.web.films.sections import FilmSection
from apps.studio.web.films.timecodes import TimecodeField
from apps.studio.web.films.views import OneFilmMixin

EXPLANATIONS = {
    MarkerKind.RECAP: gettext_lazy("What happened so far. Viewers may skip it."),
    MarkerKind.INTRO: gettext_lazy("The opening titles. Viewers may skip them."),
    MarkerKind.CREDITS: gettext_lazy("The closing titles. The next episode is offered here."),
}


class MarkerForm(forms.Form):
    starts = TimecodeField(label=gettext_lazy("From"))
    ends = TimecodeField(label=gettext_lazy("Until"))


@dataclass(frozen=True)
class Slot:
    """One kind of marker with its form, set or not."""

    kind: MarkerKind
    text: str
    marker: Marker | None
    form: MarkerForm


class Markers(FilmSection):
    tab = "desk-film-markers"
    template_name = "studio/films/markers.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sent: MarkerForm | None = kwargs.get("sent")
        return super().get_context_data(slots=slots_of(self.title_row, sent), **kwargs)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        kind = _kind(request.POST.get("kind", ""))
        form = MarkerForm(request.POST, prefix=kind.value)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(sent=form), status=422)
        starts, ends = form.cleaned_data["starts"], form.cleaned_data["ends"]
        return self.saved(
            lambda: set_marker(
                self.title_row,
                kind=kind,
                starts_seconds=starts,
                ends_seconds=ends,
                by=request.user,
            ),
            _("The marker is saved."),
        )


class RemoveMarker(OneFilmMixin, View):
    def post(self, request: HttpRequest, pk: UUID, kind: str) -> HttpResponse:
        remove_marker(self.desk_film.film, kind=_kind(kind), by=request.user)
        messages.success(request, _("The marker is removed."))
        return redirect("desk-film-markers", pk)


def slots_of(film: Film, sent: MarkerForm | None) -> list[Slot]:
    """A slot for each kind, in the order in which a film shows them: 1 query."""
    markers = {marker.kind: marker for marker in film.markers.all()}
    return [
        _slot(kind, markers.get(kind.value), sent if sent and sent.prefix == kind.value else None)
        for kind in EXPLANATIONS
    ]


def _slot(kind: MarkerKind, marker: Marker | None, sent: MarkerForm | None) -> Slot:
    initial = {"starts": marker.starts_seconds, "ends": marker.ends_seconds} if marker else {}
    form = sent or MarkerForm(prefix=kind.value, initial=initial)
    return Slot(kind, str(EXPLANATIONS[kind]), marker, form)


def _kind(value: str) -> MarkerKind:
    if value not in MarkerKind.values:
        raise NotFound
    return MarkerKind(value)
