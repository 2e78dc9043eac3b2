"""What is done to films on the desk: each takes a POST, calls one service and goes back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import View

from apps.accounts import rules
from apps.catalog.enums import Artwork
from apps.catalog.models import Encode, Film
from apps.catalog.services.artwork import set_artwork
from apps.catalog.services.encodes import cancel_encode, retry_encode
from apps.catalog.services.films import delete_film, publish_film, update_film, withdraw_film
from apps.core.errors import Conflict, NotFound, Unprocessable
from apps.studio.enums import BulkAction
from apps.studio.services.bulk import Outcome, change_films
from apps.studio.web.films.forms import ArtworkForm, BulkForm, DeleteFilmForm
from apps.studio.web.films.views import FilmsMixin, OneFilmMixin


class FilmAction(OneFilmMixin, View):
    """Changes the film, says so, and goes back to its page; a refusal is said there too."""

    done: str | Promise = ""

    def post(self, request: HttpRequest, pk: UUID, **kwargs: Any) -> HttpResponse:
        try:
            self.change(self.desk_film.film)
        except (Conflict, Unprocessable) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, self.message())
        return self.back()

    def change(self, film: Film) -> None:
        raise NotImplementedError

    def message(self) -> str:
        return str(self.done)

    def newest_encode(self) -> Encode:
        if self.desk_film.encode is None:
            raise NotFound
        return self.desk_film.encode

    def back(self) -> HttpResponse:
        return redirect("desk-film", self.kwargs["pk"])


class Publish(FilmAction):
    may_open = staticmethod(rules.can_publish_films)

    def change(self, film: Film) -> None:
        publish_film(film, by=self.request.user)

    def message(self) -> str:
        return undo_note(
            self.request, self.desk_film.film, _("The film is on the site."), "withdraw"
        )


class Withdraw(FilmAction):
    may_open = staticmethod(rules.can_publish_films)

    def change(self, film: Film) -> None:
        withdraw_film(film, by=self.request.user)

    def message(self) -> str:
        return undo_note(
            self.request, self.desk_film.film, _("The film is off the site."), "publish"
        )


def undo_note(request: HttpRequest, film: Film, text: str, undo: str) -> str:
    """A message with a button that takes the step back."""
    context = {"film": film, "text": text, "undo_url": f"desk-film-{undo}"}
    return render_to_string("studio/films/_undo.html", context, request)


class PublishWhenReady(FilmAction):
    may_open = staticmethod(rules.can_publish_films)

    def change(self, film: Film) -> None:
        update_film(film, by=self.request.user, publish_when_ready=not film.publish_when_ready)

    def message(self) -> str:
        if self.desk_film.film.publish_when_ready:
            return _("The film goes on the site as soon as its video is ready.")
        return _("The film waits for you when its video is ready.")


class Delete(FilmAction):
    done = gettext_lazy("The draft is deleted.")

    def post(self, request: HttpRequest, pk: UUID, **kwargs: Any) -> HttpResponse:
        form = DeleteFilmForm(request.POST, film=self.desk_film.film)
        if form.is_valid():
            return super().post(request, pk)
        messages.error(request, " ".join(form.errors["typed_name"]))
        return redirect("desk-film", pk)

    def change(self, film: Film) -> None:
        delete_film(film, by=self.request.user)
        self.is_gone = True

    def back(self) -> HttpResponse:
        return redirect("desk-films") if getattr(self, "is_gone", False) else super().back()


class CancelEncode(FilmAction):
    done = gettext_lazy("The encode is being stopped.")

    def change(self, film: Film) -> None:
        cancel_encode(self.newest_encode(), by=self.request.user)


class RetryEncode(FilmAction):
    done = gettext_lazy("The video is being encoded again.")

    def change(self, film: Film) -> None:
        retry_encode(self.newest_encode(), by=self.request.user)


class ReplaceArtwork(FilmAction):
    done = gettext_lazy("The picture is replaced.")

    def post(self, request: HttpRequest, pk: UUID, **kwargs: Any) -> HttpResponse:
        if kwargs["kind"] not in Artwork.values:
            raise NotFound
        form = ArtworkForm(request.POST, request.FILES)
        if form.is_valid():
            return super().post(request, pk)
        messages.error(request, _("Choose a picture first."))
        return redirect("desk-film", self.desk_film.film.pk)

    def change(self, film: Film) -> None:
        picture = self.request.FILES["picture"]
        set_artwork(film, kind=Artwork(self.kwargs["kind"]), picture=picture, by=self.request.user)


class Bulk(FilmsMixin, View):
    may_open = staticmethod(rules.can_publish_films)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = BulkForm(request.POST)
        if not form.is_valid():
            messages.error(request, _("Tick the films first."))
            return redirect("desk-films")
        action = BulkAction(form.cleaned_data["action"])
        outcome = change_films(form.cleaned_data["films"], action=action, by=request.user)
        report_outcome(request, action, outcome)
        return redirect("desk-films")


def report_outcome(request: HttpRequest, action: BulkAction, outcome: Outcome) -> None:
    count = len(outcome.done)
    if action == BulkAction.PUBLISH:
        text = ngettext("%(count)s film is on the site.", "%(count)s films are on the site.", count)
    else:
        text = ngettext(
            "%(count)s film is off the site.", "%(count)s films are off the site.", count
        )
    if count:
        messages.success(request, text % {"count": count})
    for film, refusal in outcome.refused:
        messages.warning(request, f"{film.title}: {refusal}")
