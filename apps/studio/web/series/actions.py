"""What is done to series, seasons and episodes: each takes a POST, calls one service and goes back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View

from apps.accounts import rules
from apps.catalog.enums import Artwork
from apps.catalog.models import Season, Series
from apps.catalog.services.artwork import set_artwork
from apps.catalog.services.series import (
    add_episode,
    add_season,
    delete_season,
    delete_series,
    move_episode,
    publish_series,
    update_season,
    withdraw_series,
)
from apps.core.errors import Conflict, NotFound, Unprocessable
from apps.studio.selectors.titles import one_episode, one_season
from apps.studio.web.films.forms import ArtworkForm
from apps.studio.web.series.forms import EpisodeForm, PlaceForm, SeasonForm
from apps.studio.web.series.views import Episodes, OneSeriesMixin


class SeriesAction(OneSeriesMixin, View):
    """Changes the series, says so, and goes back; a refusal is said there too."""

    done: str | Promise = ""
    back_to = "desk-series"

    def post(self, request: HttpRequest, pk: UUID, **kwargs: Any) -> HttpResponse:
        try:
            self.change(self.series)
        except (Conflict, Unprocessable) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(self.done))
        return self.back()

    def change(self, series: Series) -> None:
        raise NotImplementedError

    def back(self) -> HttpResponse:
        return redirect(self.back_to, self.kwargs["pk"])

    @property
    def season(self) -> Season:
        return one_season(self.series, self.kwargs["season"])


class Publish(SeriesAction):
    may_open = staticmethod(rules.can_publish_films)
    done = gettext_lazy("The series is on the site.")

    def change(self, series: Series) -> None:
        publish_series(series, by=self.request.user)


class Withdraw(SeriesAction):
    may_open = staticmethod(rules.can_publish_films)
    done = gettext_lazy("The series is off the site.")

    def change(self, series: Series) -> None:
        withdraw_series(series, by=self.request.user)


class Delete(SeriesAction):
    done = gettext_lazy("The draft is deleted.")

    def change(self, series: Series) -> None:
        delete_series(series, by=self.request.user)
        self.is_gone = True

    def back(self) -> HttpResponse:
        is_gone = getattr(self, "is_gone", False)
        return redirect("desk-series-list") if is_gone else super().back()


class ReplaceArtwork(SeriesAction):
    done = gettext_lazy("The picture is replaced.")
    back_to = "desk-series-details"

    def post(self, request: HttpRequest, pk: UUID, **kwargs: Any) -> HttpResponse:
        if kwargs["kind"] not in Artwork.values:
            raise NotFound
        if ArtworkForm(request.POST, request.FILES).is_valid():
            return super().post(request, pk)
        messages.error(request, _("Choose a picture first."))
        return self.back()

    def change(self, series: Series) -> None:
        kind, picture = Artwork(self.kwargs["kind"]), self.request.FILES["picture"]
        set_artwork(series, kind=kind, picture=picture, by=self.request.user)


class FormAction(SeriesAction):
    """One that needs something filled in; what is wrong with it is said on the page."""

    form_class: Any = SeasonForm

    def post(self, request: HttpRequest, pk: UUID, **kwargs: Any) -> HttpResponse:
        self.form = self.form_class(request.POST)
        if self.form.is_valid():
            return super().post(request, pk, **kwargs)
        for errors in self.form.errors.values():
            messages.error(request, " ".join(errors))
        return self.back()


class AddSeason(FormAction):
    done = gettext_lazy("The season is added.")

    def change(self, series: Series) -> None:
        add_season(series, by=self.request.user, **self.form.asked)


class EditSeason(FormAction):
    done = gettext_lazy("Saved.")

    def change(self, series: Series) -> None:
        update_season(self.season, by=self.request.user, **self.form.asked)


class DeleteSeason(SeriesAction):
    done = gettext_lazy("The season is deleted.")

    def change(self, series: Series) -> None:
        delete_season(self.season, by=self.request.user)


class AddEpisode(FormAction):
    done = gettext_lazy("The episode is added. Upload its video.")
    form_class = EpisodeForm

    def change(self, series: Series) -> None:
        title = self.form.cleaned_data["title"]
        self.episode = add_episode(self.season, title=title, by=self.request.user)

    def back(self) -> HttpResponse:
        made = getattr(self, "episode", None)
        return redirect("desk-film", made.pk) if made else super().back()


class MoveEpisode(FormAction):
    """By its buttons the page stays where it is: only the seasons are drawn again."""

    done = gettext_lazy("The episode is moved.")
    form_class = PlaceForm

    def change(self, series: Series) -> None:
        episode = one_episode(series, self.kwargs["film"])
        season = one_season(series, self.form.cleaned_data["season"])
        number = self.form.cleaned_data["number"]
        if number is None:
            last = season.episodes.order_by("-number").first()
            number = (last.number or 0) + 1 if last else 1
        move_episode(episode, season=season, number=number, by=self.request.user)

    def back(self) -> HttpResponse:
        if not self.request.htmx:
            return super().back()
        page = Episodes()
        page.setup(self.request, pk=self.kwargs["pk"])
        return page.get(self.request, pk=self.kwargs["pk"])
