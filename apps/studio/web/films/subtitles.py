"""Subtitles of a film: the list, a new one, and what is done to one of them."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from apps.catalog.enums import TextKind
from apps.catalog.errors import SubtitlesUnreadable, TextTrackExists
from apps.catalog.models import TextTrack
from apps.catalog.selectors.texts import text_languages, texts_for_desk
from apps.catalog.services import text_tracks
from apps.studio.selectors.titles import one_track
from apps.studio.web.films.sections import FilmSection
from apps.studio.web.films.views import OneFilmMixin

FILES = ".srt,.vtt,.ass,.ssa,text/vtt"


class AddTrackForm(forms.Form):
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=TextKind.choices)
    name = forms.CharField(
        label=gettext_lazy("Name in the menu"),
        max_length=text_tracks.LONGEST_NAME,
        required=False,
        help_text=gettext_lazy("Empty: the language’s own name."),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        max_length=200,
        widget=forms.FileInput(attrs={"accept": FILES}),
        help_text=gettext_lazy("SRT, WebVTT or ASS. Leave it out to write them here."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("Choose")), *text_languages()]


class ReplaceTrackForm(forms.Form):
    file = forms.FileField(label=gettext_lazy("File"), max_length=200)


class RenameTrackForm(forms.Form):
    name = forms.CharField(max_length=text_tracks.LONGEST_NAME, required=False)


class Subtitles(FilmSection):
    tab = "desk-film-subtitles"
    template_name = "studio/films/subtitles.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", AddTrackForm())
        return super().get_context_data(texts=texts_for_desk(self.title_row), **kwargs)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = AddTrackForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._again(form=form)
        try:
            track = self._add(form.cleaned_data)
        except SubtitlesUnreadable as refusal:
            return self._again(form=form, refusal=refusal)
        except TextTrackExists as refusal:
            form.add_error("language", str(refusal))
            return self._again(form=form)
        messages.success(request, _("The subtitles are added."))
        return redirect("desk-film-subtitle", pk, track.pk)

    def _add(self, asked: dict[str, Any]) -> TextTrack:
        file = asked["file"]
        return text_tracks.add_track(
            self.title_row,
            language=asked["language"],
            kind=asked["kind"],
            name=asked["name"],
            data=file.read() if file else b"",
            filename=file.name if file else "",
            by=self.request.user,
        )

    def _again(self, **context: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**context), status=422)


class OneTrackMixin(OneFilmMixin):
    @cached_property
    def track(self) -> TextTrack:
        return one_track(self.desk_film.film, self.kwargs["track"])


class TrackAction(OneTrackMixin, View):
    """Changes the track, says so, and goes back to the list."""

    done: str | Promise = ""

    def post(self, request: HttpRequest, pk: UUID, track: UUID) -> HttpResponse:
        self.change(self.track)
        messages.success(request, str(self.done))
        return redirect("desk-film-subtitles", pk)

    def change(self, track: TextTrack) -> object:
        raise NotImplementedError


class Publish(TrackAction):
    done = gettext_lazy("Viewers find these subtitles in the player’s menu.")

    def change(self, track: TextTrack) -> object:
        return text_tracks.publish_track(track, by=self.request.user)


class Withdraw(TrackAction):
    done = gettext_lazy("Viewers no longer find these subtitles.")

    def change(self, track: TextTrack) -> object:
        return text_tracks.withdraw_track(track, by=self.request.user)


class ShowByDefault(TrackAction):
    done = gettext_lazy("Viewers who chose nothing see these subtitles.")

    def change(self, track: TextTrack) -> object:
        return text_tracks.show_by_default(track, by=self.request.user)


class ShowWhenChosen(TrackAction):
    done = gettext_lazy("Viewers see these subtitles when they choose them.")

    def change(self, track: TextTrack) -> object:
        return text_tracks.show_only_when_chosen(track, by=self.request.user)


class Rename(TrackAction):
    done = gettext_lazy("The subtitles have another name.")

    def change(self, track: TextTrack) -> object:
        form = RenameTrackForm(self.request.POST)
        name = form.cleaned_data["name"] if form.is_valid() else ""
        return text_tracks.rename_track(track, name=name, by=self.request.user)


class Delete(TrackAction):
    done = gettext_lazy("The subtitles are deleted.")

    def change(self, track: TextTrack) -> object:
        text_tracks.delete_track(track, by=self.request.user)
        return None
