"""The studio's own site: front page, films, one film."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from apps.accounts.rules import can_edit_films
from apps.catalog.models import Film
from apps.catalog.rules import can_watch
from apps.catalog.selectors.films import (
    film_for_viewer,
    films_published,
    genres_on_the_site,
    similar_films,
)
from apps.catalog.selectors.shelves import front_page, front_page_version
from apps.catalog.web.cards import card, facts, shelf_row
from apps.catalog.web.filters import FilmFilter
from apps.catalog.web.structured import absolute, film_data

FILMS_A_PAGE = 24


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "front": SimpleLazyObject(_front),
        "version": front_page_version(),
        "may_add_films": can_edit_films(request.user),
    }
    return render(request, "catalog/home.html", context)


def _front() -> dict[str, Any]:
    """What everybody sees; asked for only when no earlier answer can be shown again."""
    front = front_page()
    return {
        "featured": front.featured,
        "facts": facts(front.featured) if front.featured else [],
        "rows": [shelf_row(shelf) for shelf in front.shelves],
    }


@require_safe
def films(request: HttpRequest) -> HttpResponse:
    chosen = FilmFilter.of(request)
    page = _page(request, chosen)
    context = {"chosen": chosen, "page": page, "films": [card(film) for film in page]}
    if _wants_more(request):
        return render(request, "catalog/_film_items.html", context)
    context |= {"genres": genres_on_the_site(), "may_add_films": can_edit_films(request.user)}
    template = "catalog/_film_results.html" if request.htmx else "catalog/films.html"
    return render(request, template, context)


def _page(request: HttpRequest, chosen: FilmFilter) -> Page:
    found = films_published(search=chosen.search, genre=chosen.genre)
    ordered = found.order_by(*chosen.order) if chosen.order else found
    return Paginator(ordered, FILMS_A_PAGE).get_page(request.GET.get("page"))


def _wants_more(request: HttpRequest) -> bool:
    """htmx asks for the next posters alone, to put them behind those that stand there."""
    return bool(request.htmx) and request.htmx.target == "film-more"


@require_safe
def film(request: HttpRequest, slug: str) -> HttpResponse:
    shown = film_for_viewer(slug, viewer=request.user)
    return render(request, "catalog/film.html", _film_context(request, shown))


def _film_context(request: HttpRequest, shown: Film) -> dict[str, Any]:
    return {
        "film": shown,
        "facts": facts(shown),
        "may_watch": can_watch(request.user, shown),
        "may_edit": can_edit_films(request.user),
        "similar": [card(other) for other in similar_films(shown)],
        "structured_data": film_data(request, shown),
        "share_image": absolute(request, shown.backdrop_url or shown.poster_url),
    }
