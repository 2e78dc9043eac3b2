"""Poster and backdrop of a film: uploaded, or chosen among its own frames."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import View

from apps.catalog.enums import Artwork
from apps.catalog.errors import FilmHasNoVideo
from apps.catalog.selectors.stills import Still, still_named, stills_of
from apps.catalog.services.frames import ask_for_frames, drawing_of, use_frame
from apps.core.errors import Unprocessable
from apps.core.web.media import accel_response
from apps.studio.web.films.sections import FilmSection
from apps.studio.web.films.timecodes import TimecodeField, timecode
from apps.studio.web.films.views import OneFilmMixin


class MomentForm(forms.Form):
    moment = TimecodeField(required=False)


class UseFrameForm(forms.Form):
    name = forms.CharField(max_length=40)
    kind = forms.ChoiceField(choices=Artwork.choices)


class Pictures(FilmSection):
    tab = "desk-film-pictures"
    template_name = "studio/films/pictures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        film = self.title_row
        return super().get_context_data(
            stills=[(still, timecode(still.moment)) for still in stills_of(film)],
            drawing=drawing_of(film),
            **kwargs,
        )


class AskForFrames(OneFilmMixin, View):
    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = MomentForm(request.POST)
        if not form.is_valid():
            messages.error(request, " ".join(form.errors["moment"]))
            return redirect("desk-film-pictures", pk)
        around = form.cleaned_data["moment"]
        try:
            ask_for_frames(self.desk_film.film, around=around, by=request.user)
        except FilmHasNoVideo as refusal:
            messages.error(request, str(refusal))
        return redirect("desk-film-pictures", pk)


class UseFrame(OneFilmMixin, View):
    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = UseFrameForm(request.POST)
        if form.is_valid():
            self._use(form.cleaned_data["name"], Artwork(form.cleaned_data["kind"]))
        else:
            messages.error(request, _("Choose a picture first."))
        return redirect("desk-film-pictures", pk)

    def _use(self, name: str, kind: Artwork) -> None:
        try:
            use_frame(self.desk_film.film, name=name, kind=kind, by=self.request.user)
        except Unprocessable as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, _("The picture is replaced."))


class Frame(OneFilmMixin, View):
    """A drawn picture, for those who may edit the film."""

    def get(self, request: HttpRequest, pk: UUID, name: str) -> HttpResponse:
        still: Still = still_named(self.desk_film.film, name)
        return accel_response(still.stored, "image/jpeg", cache_control="private, max-age=60")
