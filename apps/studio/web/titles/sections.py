"""Pages about one title, the same for films and series: credits, and when and where it is shown."""

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from apps.accounts import rules
from apps.catalog.models import Film, Series
from apps.catalog.services.contributors import set_credits
from apps.catalog.services.releases import set_ratings, set_windows
from apps.catalog.services.scheduling import schedule_title
from apps.core.errors import Conflict, Forbidden, Unprocessable
from apps.core.web.lines import RowsFormSet, rows_of
from apps.studio.selectors.titles import known_names
from apps.studio.web.titles.forms import (
    CreditForm,
    RatingForm,
    ScheduleForm,
    WindowForm,
    age_in,
    named,
    opening,
)

CreditRows = rows_of(CreditForm)
RatingRows = rows_of(RatingForm)
WindowRows = rows_of(WindowForm)


class Section(TemplateView):
    """One tab of a title's pages. Whoever mixes it in says which title, and where its tabs are."""

    request: Any
    kwargs: dict[str, Any]

    @property
    @abstractmethod
    def title_row(self) -> Film | Series:
        """The title whose tab this is."""

    def here(self) -> HttpResponse:
        return redirect(self.request.path)

    def saved(self, change: Callable[[], object], said: str) -> HttpResponse:
        """Carry the change out and say so; a refusal is said as well."""
        try:
            change()
        except (Conflict, Unprocessable) as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, said)
        return self.here()


class CreditsSection(Section):
    template_name = "studio/titles/credits.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("credits", CreditRows(prefix="credits", initial=self._lines()))
        return super().get_context_data(known_names=known_names(), **kwargs)

    def _lines(self) -> list[dict[str, Any]]:
        rows = self.title_row.credits.select_related("contributor")
        return [
            {"name": row.contributor.name, "job": row.job, "character": row.character}
            for row in rows
        ]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        rows = CreditRows(request.POST, prefix="credits")
        if not rows.is_valid():
            return self.render_to_response(self.get_context_data(credits=rows), status=422)
        lines = [named(line) for line in rows.lines]
        return self.saved(
            lambda: set_credits(self.title_row, lines, by=request.user), _("The credits are saved.")
        )


class ReleaseSection(Section):
    """Release windows (of films), ages by country, and a time to publish at."""

    template_name = "studio/titles/release.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row = self.title_row
        kwargs.setdefault("ratings", RatingRows(prefix="ratings", initial=_ratings(row)))
        kwargs.setdefault("schedule", ScheduleForm(initial={"publish_at": row.publish_at}))
        if isinstance(row, Film):
            kwargs.setdefault("windows", WindowRows(prefix="windows", initial=_windows(row)))
        kwargs["may_publish"] = rules.can_publish_films(self.request.user)
        return super().get_context_data(**kwargs)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        parts = {"windows": self._windows, "ratings": self._ratings, "schedule": self._schedule}
        part = parts.get(request.POST.get("part", ""), self._ratings)
        return part(request)

    def _windows(self, request: HttpRequest) -> HttpResponse:
        film = self.title_row
        rows = WindowRows(request.POST, prefix="windows")
        if not isinstance(film, Film) or not rows.is_valid():
            return self._again(windows=rows)
        openings = [opening(line) for line in rows.lines]
        return self.saved(
            lambda: set_windows(film, openings, by=request.user), _("The windows are saved.")
        )

    def _ratings(self, request: HttpRequest) -> HttpResponse:
        rows = RatingRows(request.POST, prefix="ratings")
        if not rows.is_valid():
            return self._again(ratings=rows)
        ages = [age_in(line) for line in rows.lines]
        return self.saved(
            lambda: set_ratings(self.title_row, ages, by=request.user), _("The ages are saved.")
        )

    def _schedule(self, request: HttpRequest) -> HttpResponse:
        if not rules.can_publish_films(request.user):
            raise Forbidden
        form = ScheduleForm(request.POST)
        if not form.is_valid():
            return self._again(schedule=form)
        at = form.cleaned_data["publish_at"]
        said = _("It goes on the site by itself then.") if at else _("It waits for you.")
        return self.saved(lambda: schedule_title(self.title_row, at=at, by=request.user), said)

    def _again(self, **forms: RowsFormSet | ScheduleForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(**forms), status=422)


def _ratings(row: Film | Series) -> list[dict[str, Any]]:
    return list(row.ratings.values("country", "age", "label"))


def _windows(film: Film) -> list[dict[str, Any]]:
    fields: Iterable[str] = ("starts_at", "ends_at", "countries", "is_early_access")
    return list(film.windows.values(*fields))
