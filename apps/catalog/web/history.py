"""What a profile has watched: looked at, forgotten, taken along."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.models import Profile
from apps.accounts.selectors.profiles import profile_of
from apps.catalog.models import Progress
from apps.catalog.selectors.progress import Seen, history_of
from apps.catalog.selectors.viewing import viewing_of
from apps.catalog.services.progress import remove_from_history, write_now
from apps.catalog.web.cards import page_of
from apps.core.templatetags.formats import day
from apps.core.web.csv_export import csv_response

ROWS_A_PAGE = 30


@require_safe
@never_cache
@login_required
def history(request: HttpRequest) -> HttpResponse:
    profile = profile_of(request)
    rows = _rows(request, profile) if profile else Progress.objects.none()
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {"profile": profile, "page": page, "rows": [_line(row) for row in page]}
    return render(request, "catalog/history.html", context)


@require_safe
@never_cache
@login_required
def history_csv(request: HttpRequest) -> HttpResponseBase:
    profile = profile_of(request)
    rows = _rows(request, profile) if profile else Progress.objects.none()
    header = [_("Title"), _("Series"), _("Watched"), _("Minutes"), _("Of minutes"), _("To the end")]
    return csv_response("history.csv", header, _cells(rows))


@require_POST
@login_required
def forget_one(request: HttpRequest, pk: UUID) -> HttpResponse:
    profile = profile_of(request)
    if profile is not None and remove_from_history(profile, [pk]):
        messages.success(request, _("It is out of your history."))
    return redirect("history")


@require_POST
@login_required
def forget_all(request: HttpRequest) -> HttpResponse:
    profile = profile_of(request)
    if profile is not None:
        remove_from_history(profile)
        messages.success(request, _("Your history is empty now."))
    return redirect("history")


def _rows(request: HttpRequest, profile: Profile) -> Any:
    write_now(profile)
    return history_of(profile, viewing_of(request))


def _line(row: Progress) -> dict[str, Any]:
    seen = seen_in(row)
    return {
        "film": row.film,
        "url": page_of(row.film),
        "episode": episode_of(row.film),
        "image": row.film.backdrop_url or row.film.poster_url,
        "day": day(row.happened_at),
        "has_ended": seen.has_ended,
        "percent": 100 if seen.has_ended else seen.percent,
    }


def _cells(rows: Any) -> Iterator[list[Any]]:
    for row in rows.iterator(chunk_size=500):
        film = row.film
        yield [
            film.title,
            film.season.series.title if film.season else "",
            row.happened_at.isoformat(timespec="seconds"),
            round(row.position_seconds / 60),
            round(row.duration_seconds / 60),
            row.completed_at.isoformat(timespec="seconds") if row.completed_at else "",
        ]


def seen_in(row: Progress) -> Seen:
    """The row as the rules read it."""
    return Seen(
        row.film_id,
        row.position_seconds,
        row.duration_seconds,
        row.happened_at,
        row.completed_at,
    )


def episode_of(film: Any) -> str:
    """“Monsoon, season 1, episode 2”; empty for what stands by itself."""
    if film.season is None:
        return ""
    told = {"series": film.season.series, "season": film.season.number, "number": film.number}
    return _("%(series)s, season %(season)s, episode %(number)s") % told
