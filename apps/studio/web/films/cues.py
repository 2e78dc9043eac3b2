"""The subtitle editor: cues one by one, the whole text, or another file."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import View

from apps.catalog.errors import SubtitlesUnreadable, TextTrackChanged
from apps.catalog.models import TextTrack
from apps.catalog.selectors.texts import cue_rows, reading_limits, text_direction
from apps.catalog.services.text_tracks import (
    cues_sent,
    replace_track,
    shift_track,
    write_cues,
)
from apps.studio.web.films.sections import FilmSection
from apps.studio.web.films.subtitles import OneTrackMixin, ReplaceTrackForm
from apps.studio.web.films.timecodes import seconds_of


class Editor(OneTrackMixin, FilmSection):
    """The page, and the cues that it sends back."""

    tab = "desk-film-subtitles"
    template_name = "studio/films/subtitle.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        track = kwargs["track"] = self.track
        kwargs.setdefault("words", track.vtt)
        return super().get_context_data(
            cues=cue_rows(track),
            guideline=reading_limits(),
            direction=text_direction(track.language),
            **kwargs,
        )

    def post(self, request: HttpRequest, pk: UUID, track: UUID) -> HttpResponse:
        """All cues as JSON with the version they came from; refusals are problem documents."""
        version, rows = _sent(request.body)
        cues = cues_sent(rows)
        changed = write_cues(self.track, cues, version=version, by=request.user)
        said = ngettext("Saved %(count)s subtitle.", "Saved %(count)s subtitles.", changed.cues)
        return JsonResponse(
            {
                "version": changed.version,
                "cues": cue_rows(changed),
                "said": said % {"count": changed.cues},
            }
        )


class Words(Editor):
    """The whole track as text, for copying, pasting and for browsers without scripts."""

    def post(self, request: HttpRequest, pk: UUID, track: UUID) -> HttpResponse:
        words = request.POST.get("words", "")
        return self._replaced(words.encode(), f"{self.track.language}.vtt", words=words)

    def _replaced(self, data: bytes, filename: str, **context: Any) -> HttpResponse:
        try:
            replace_track(self.track, data=data, filename=filename, by=self.request.user)
        except SubtitlesUnreadable as refusal:
            context = self.get_context_data(refusal=refusal, **context)
            return self.render_to_response(context, status=422)
        except TextTrackChanged as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, _("Saved."))
        return redirect("desk-film-subtitle", self.kwargs["pk"], self.kwargs["track"])


class Replace(Words):
    """Another file for the same track."""

    def post(self, request: HttpRequest, pk: UUID, track: UUID) -> HttpResponse:
        form = ReplaceTrackForm(request.POST, request.FILES)
        if not form.is_valid():
            messages.error(request, _("Choose a file first."))
            return redirect("desk-film-subtitle", pk, track)
        file = form.cleaned_data["file"]
        return self._replaced(file.read(), file.name)


class Shift(OneTrackMixin, View):
    """All cues earlier or later."""

    def post(self, request: HttpRequest, pk: UUID, track: UUID) -> HttpResponse:
        text = request.POST.get("seconds", "").strip()
        try:
            seconds = -seconds_of(text[1:]) if text[:1] in "-−" else seconds_of(text.lstrip("+"))
        except ValueError:
            messages.error(request, _("Write by how much as 1.5 or -0:01.500."))
        else:
            self._shift(self.track, seconds)
        return redirect("desk-film-subtitle", pk, track)

    def _shift(self, track: TextTrack, seconds: float) -> None:
        try:
            shift_track(track, seconds=seconds, by=self.request.user)
        except TextTrackChanged as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, _("All subtitles are shifted."))


class File(OneTrackMixin, View):
    """The track as a WebVTT file to keep or to send to a translator."""

    def get(self, request: HttpRequest, pk: UUID, track: UUID) -> HttpResponse:
        row = self.track
        name = f"{self.desk_film.film.slug}.{row.language}.vtt"
        response = HttpResponse(row.vtt, content_type="text/vtt; charset=utf-8")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Cache-Control"] = "no-store"
        return response


def _sent(body: bytes) -> tuple[int, list[Any]]:
    try:
        sent = json.loads(body)
        return int(sent["version"]), list(sent["cues"])
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError) as error:
        raise BadRequest from error
