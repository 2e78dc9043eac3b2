"""Pages of the desk about series: the list, a new one, its seasons and its details."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from apps.accounts import rules
from apps.catalog.enums import FilmState
from apps.catalog.models import Genre, Series
from apps.catalog.services.series import create_series, update_series
from apps.core.web.csv_export import csv_response
from apps.studio.selectors.titles import (
    DeskSeason,
    known_tags,
    one_series,
    seasons_of,
    series_for_desk,
)
from apps.studio.web.desk.views import DeskMixin
from apps.studio.web.films.tables import Row, row_of
from apps.studio.web.series.forms import EpisodeForm, NewSeriesForm, SeasonForm, SeriesForm
from apps.studio.web.series.tabs import series_tabs, standing_of
from apps.studio.web.titles.extras import ExtrasSection
from apps.studio.web.titles.sections import CreditsSection, ReleaseSection, Section

SERIES_A_PAGE = 25
LONGEST_SEARCH = 100


class SeriesMixin(DeskMixin):
    """Pages for whoever may edit films."""

    may_open = staticmethod(rules.can_edit_films)


class SeriesList(SeriesMixin, TemplateView):
    template_name = "studio/series/list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        parameters = self.request.GET
        page = Paginator(_asked_for(self.request), SERIES_A_PAGE).get_page(parameters.get("page"))
        state = {
            "name": "state",
            "label": _("Any state"),
            "options": FilmState.choices,
            "value": parameters.get("state", ""),
        }
        return super().get_context_data(
            page=page,
            rows=[(series, standing_of(series)) for series in page],
            is_narrow=bool(parameters.get("q") or parameters.get("state")),
            filters=[state],
            csv_url=f"{reverse('desk-series-csv')}?{parameters.urlencode()}",
            **kwargs,
        )


def _asked_for(request: HttpRequest) -> Any:
    asked = request.GET
    return series_for_desk(search=asked.get("q", "")[:LONGEST_SEARCH], state=asked.get("state", ""))


class SeriesCsv(SeriesMixin, View):
    def get(self, request: HttpRequest) -> HttpResponseBase:
        header = [_("Title"), _("Address"), _("State"), _("Seasons"), _("Episodes"), _("Changed")]
        rows = (
            [
                series.title,
                series.slug,
                series.get_state_display(),
                series.season_count,
                series.episode_count,
                series.updated_at.isoformat(),
            ]
            for series in _asked_for(request)
        )
        return csv_response("series.csv", header, rows)


class NewSeries(SeriesMixin, TemplateView):
    template_name = "studio/series/new.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", NewSeriesForm())
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest) -> HttpResponse:
        form = NewSeriesForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        series = create_series(form.cleaned_data["title"], by=request.user)
        messages.success(request, _("The series is there. Give it a season and episodes."))
        return redirect("desk-series", series.pk)


class OneSeriesMixin(SeriesMixin):
    @cached_property
    def series(self) -> Series:
        pk: UUID = self.kwargs["pk"]
        return one_series(pk)


class SeriesSection(OneSeriesMixin, Section):
    """A page below a series's tabs."""

    tab = ""

    @property
    def title_row(self) -> Series:
        return self.series

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        series = self.series
        return super().get_context_data(
            section_template="studio/series/section.html",
            series=series,
            title=series,
            standing=standing_of(series),
            tabs=series_tabs(series, self.tab),
            may_publish=rules.can_publish_films(self.request.user),
            **kwargs,
        )


class Episodes(SeriesSection):
    """The seasons with their episodes."""

    tab = "desk-series"
    template_name = "studio/series/episodes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        seasons = [(one.season, _in_order(one)) for one in seasons_of(self.series)]
        return super().get_context_data(
            seasons=seasons, season_form=SeasonForm(), episode_form=EpisodeForm(), **kwargs
        )


@dataclass(frozen=True)
class EpisodeRow(Row):
    """An episode's line, with the numbers of its neighbours."""

    before: int | None
    after: int | None


def _in_order(season: DeskSeason) -> list[EpisodeRow]:
    rows = [row_of(episode) for episode in season.episodes]
    numbers = [None, *(row.film.number for row in rows), None]
    return [
        EpisodeRow(**vars(row), before=numbers[place], after=numbers[place + 2])
        for place, row in enumerate(rows)
    ]


class Details(SeriesSection):
    tab = "desk-series-details"
    template_name = "studio/series/details.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("form", SeriesForm(series=self.series))
        return super().get_context_data(genres=Genre.objects.all(), tags=known_tags(), **kwargs)

    def post(self, request: HttpRequest, pk: UUID) -> HttpResponse:
        form = SeriesForm(request.POST, series=self.series)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        return self.saved(
            lambda: update_series(self.series, by=request.user, **form.changes), _("Saved.")
        )


class Credits(SeriesSection, CreditsSection):
    tab = "desk-series-credits"


class Release(SeriesSection, ReleaseSection):
    tab = "desk-series-release"


class Extras(SeriesSection, ExtrasSection):
    tab = "desk-series-extras"
