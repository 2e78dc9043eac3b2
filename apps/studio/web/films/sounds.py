"""The film's sounds: which language, what kind, what the player's menu calls them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from apps.catalog.enums import AudioKind
from apps.catalog.models import Encode
from apps.catalog.selectors.sounds import DeskSound, sounds_for_desk
from apps.catalog.services.sounds import LONGEST_NAME, describe_sound, play_by_default
from apps.core.errors import NotFound
from apps.studio.web.films.sections import FilmSection
from apps.studio.web.films.views import OneFilmMixin


class SoundForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=AudioKind.choices)
    name = forms.CharField(
        label=gettext_lazy("Name in the menu"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=gettext_lazy("Empty: the language’s own name."),
    )

    def __init__(self, sound: DeskSound, data: Any = None) -> None:
        track = sound.track
        told = {"language": track.language, "kind": track.kind, "name": track.name}
        super().__init__(data, initial=told, prefix=f"sound-{track.position}")
        self.sound = sound
        self.fields["language"].choices = sound.languages


class PlayedVersionMixin(OneFilmMixin):
    @property
    def encode(self) -> Encode:
        """The version that viewers get. Raises NotFound while there is none."""
        encode = self.desk_film.film.current_encode
        if encode is None:
            raise NotFound
        return encode


class Sounds(PlayedVersionMixin, FilmSection):
    tab = "desk-film-sounds"
    template_name = "studio/films/sounds.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("sounds", [SoundForm(one) for one in sounds_for_desk(self.title_row)])
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        place = request.POST.get("sound", "")
        forms_here = [
            SoundForm(one, request.POST if str(one.track.position) == place else None)
            for one in sounds_for_desk(self.title_row)
        ]
        sent = next((form for form in forms_here if form.is_bound), None)
        if sent is None:
            raise NotFound
        if not sent.is_valid():
            return self.render_to_response(self.get_context_data(sounds=forms_here), status=422)
        position, said = sent.sound.track.position, sent.cleaned_data
        return self.saved(
            lambda: describe_sound(self.encode, position, by=request.user, **said),
            _("Viewers find the sound under this name from their next start on."),
        )


class PlayByDefault(PlayedVersionMixin, View):
    def post(self, request: HttpRequest, pk: UUID, position: int) -> HttpResponse:
        play_by_default(self.encode, position, by=request.user)
        messages.success(request, _("Viewers who chose nothing hear this sound."))
        return redirect("desk-film-sounds", pk)
