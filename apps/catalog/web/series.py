"""Series on the studio's site."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.accounts.rules import can_edit_films
from apps.catalog.domain.viewing import Viewing
from apps.catalog.models import Film, Series
from apps.catalog.selectors.series import (
    ShownSeason,
    episodes_of,
    extras_shown,
    seasons_shown,
    series_for_viewer,
)
from apps.catalog.selectors.titles import series_found, similar
from apps.catalog.selectors.viewing import viewing_of
from apps.catalog.web.cards import badge, card, facts, wide_card
from apps.catalog.web.credits import credit_groups
from apps.catalog.web.filters import TitleFilter
from apps.catalog.web.moved import or_moved
from apps.catalog.web.offers import Kind, offer
from apps.catalog.web.structured import series_card, series_data
from apps.catalog.web.views import page_of_titles, wants_more


@require_safe
def series_list(request: HttpRequest) -> HttpResponse:
    viewing, chosen = viewing_of(request), TitleFilter.of(request)
    page = page_of_titles(request, series_found(viewing, chosen.wanted), chosen, viewing)
    context = {"chosen": chosen, "page": page, "films": [card(one, viewing) for one in page]}
    template = "catalog/_film_items.html" if wants_more(request) else "catalog/series_list.html"
    return render(request, template, context)


@require_safe
@or_moved(Series)
def series(request: HttpRequest, slug: str) -> HttpResponse:
    viewing = viewing_of(request)
    shown = series_for_viewer(slug, viewing)
    seasons = seasons_shown(shown, viewing)
    return render(request, "catalog/series.html", _context(request, shown, seasons, viewing))


def _context(
    request: HttpRequest, shown: Series, seasons: list[ShownSeason], viewing: Viewing
) -> dict[str, Any]:
    first = next(iter(episodes_of(seasons)), None)
    return {
        "title": shown,
        "series": shown,
        "facts": facts(shown),
        "credits": credit_groups(shown),
        "seasons": [_season(one, viewing) for one in seasons],
        "first": first,
        "offer": offer(first, viewing) if first else None,
        "may_edit": can_edit_films(request.user),
        "extras": [wide_card(extra, viewing) for extra in extras_shown(shown, viewing)],
        "similar": [card(other, viewing) for other in similar(shown, viewing)],
        "structured_data": series_data(request, shown, seasons),
        "social": series_card(request, shown),
    }


def _season(shown: ShownSeason, viewing: Viewing) -> dict[str, Any]:
    return {
        "season": shown.season,
        "episodes": [_episode(episode, viewing) for episode in shown.episodes],
    }


def _episode(film: Film, viewing: Viewing) -> dict[str, Any]:
    text, tone = badge(film, viewing)
    playable = offer(film, viewing).kind in (Kind.WATCH, Kind.SIGN_IN)
    return {"film": film, "badge": text, "badge_tone": tone, "is_playable": playable}
