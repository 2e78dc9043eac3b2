"""Films as the design system's cards, rows and hero take them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.catalog.enums import AccessLevel
from apps.catalog.models import Film
from apps.catalog.selectors.shelves import Shelf
from apps.core.templatetags.formats import runtime


def card(film: Film) -> dict[str, Any]:
    """What poster_card.html shows of a film."""
    paid = film.access_level != AccessLevel.FREE
    return {
        "title": film.title,
        "url": reverse("film", args=[film.slug]),
        "image": film.poster_url,
        "meta": facts(film)[:2],
        "badge": film.get_access_level_display() if paid else "",
    }


def facts(film: Film) -> list[str]:
    """Short facts of a film, those it has."""
    known = [str(film.year or ""), runtime(film.runtime_seconds), film.get_maturity_display()]
    return [fact for fact in known if fact]


def shelf_row(shelf: Shelf) -> dict[str, Any]:
    """What poster_row.html shows of a shelf."""
    return {
        "id": f"row-{shelf.key}",
        "title": _shelf_title(shelf),
        "films": [card(film) for film in shelf.films],
        "more_url": _shelf_url(shelf),
    }


def _shelf_title(shelf: Shelf) -> str:
    if shelf.genre:
        return shelf.genre.name
    titles = {
        AccessLevel.FREE: _("Free to watch"),
        AccessLevel.BASIC: _("In the Basic plan"),
        AccessLevel.PREMIUM: _("In the Premium plan"),
    }
    return titles[shelf.access_level] if shelf.access_level else _("New")


def _shelf_url(shelf: Shelf) -> str:
    films = reverse("films")
    if shelf.genre:
        return f"{films}?genre={shelf.genre.slug}"
    return "" if shelf.access_level else films
