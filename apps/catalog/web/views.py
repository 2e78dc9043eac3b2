"""The studio's own site: front page, films, one film."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from apps.accounts.rules import can_edit_films
from apps.catalog.domain.viewing import Viewing
from apps.catalog.enums import FilmKind
from apps.catalog.models import Film
from apps.catalog.selectors.films import film_for_viewer
from apps.catalog.selectors.series import extras_shown
from apps.catalog.selectors.shelves import front_page, front_page_version
from apps.catalog.selectors.titles import (
    decades_found,
    films_found,
    for_cards,
    genres_found,
    similar,
)
from apps.catalog.selectors.viewing import viewing_of
from apps.catalog.web.cards import card, facts, page_of, shelf_row, wide_card
from apps.catalog.web.credits import credit_groups
from apps.catalog.web.filters import TitleFilter
from apps.catalog.web.moved import or_moved
from apps.catalog.web.offers import offer
from apps.catalog.web.structured import film_card, film_data

TITLES_A_PAGE = 24


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    viewing = viewing_of(request)
    context = {
        "front": SimpleLazyObject(lambda: _front(viewing)),
        "version": front_page_version(),
        "viewing": viewing,
        "may_add_films": can_edit_films(request.user),
    }
    return render(request, "catalog/home.html", context)


def _front(viewing: Viewing) -> dict[str, Any]:
    """What all viewings of one shape see; asked for only when no earlier answer can be shown again."""
    front = front_page(viewing)
    return {
        "featured": front.featured,
        "featured_url": page_of(front.featured) if front.featured else "",
        "facts": facts(front.featured) if front.featured else [],
        "rows": [shelf_row(shelf, viewing) for shelf in front.shelves],
    }


@require_safe
def films(request: HttpRequest) -> HttpResponse:
    viewing, chosen = viewing_of(request), TitleFilter.of(request)
    page = page_of_titles(request, films_found(viewing, chosen.wanted), chosen, viewing)
    context = {"chosen": chosen, "page": page, "films": [card(film, viewing) for film in page]}
    if wants_more(request):
        return render(request, "catalog/_film_items.html", context)
    context |= {
        "genres": genres_found(viewing),
        "decades": decades_found(viewing),
        "may_add_films": can_edit_films(request.user),
    }
    template = "catalog/_film_results.html" if request.htmx else "catalog/films.html"
    return render(request, template, context)


def page_of_titles(
    request: HttpRequest, found: QuerySet[Any], chosen: TitleFilter, viewing: Viewing
) -> Page:
    """The page of the list that the address names, with what its cards say."""
    ordered = found.order_by(*chosen.order) if chosen.order else found
    pages = Paginator(for_cards(ordered, viewing), TITLES_A_PAGE)
    return pages.get_page(request.GET.get("page"))


def wants_more(request: HttpRequest) -> bool:
    """htmx asks for the next posters alone, to put them behind those that stand there."""
    return bool(request.htmx) and request.htmx.target == "film-more"


@require_safe
@or_moved(Film)
def film(request: HttpRequest, slug: str) -> HttpResponse:
    viewing = viewing_of(request)
    shown = film_for_viewer(slug, viewing)
    return render(request, "catalog/film.html", _film_context(request, shown, viewing))


def _film_context(request: HttpRequest, shown: Film, viewing: Viewing) -> dict[str, Any]:
    return {
        "title": shown,
        "film": shown,
        "facts": facts(shown),
        "credits": credit_groups(shown),
        "offer": offer(shown, viewing),
        "may_edit": can_edit_films(request.user),
        "extras": [wide_card(extra, viewing) for extra in extras_shown(shown, viewing)],
        "similar": _similar(shown, viewing),
        "structured_data": film_data(request, shown),
        "social": film_card(request, shown),
    }


def _similar(shown: Film, viewing: Viewing) -> list[dict[str, Any]]:
    """Of a film alone: after an episode or a trailer one wants what it belongs to."""
    if shown.kind != FilmKind.FILM:
        return []
    return [card(other, viewing) for other in similar(shown, viewing)]
