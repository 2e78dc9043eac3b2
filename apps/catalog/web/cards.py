"""Titles as the design system's cards, rows and hero take them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.catalog.domain.viewing import Viewing
from apps.catalog.domain.windows import State
from apps.catalog.enums import AccessLevel
from apps.catalog.models import Film, Series
from apps.catalog.selectors.shelves import Shelf
from apps.catalog.selectors.titles import Title, availability_of, rating_of
from apps.core.templatetags.formats import day, runtime


def card(title: Title, viewing: Viewing) -> dict[str, Any]:
    """What poster_card.html shows of a film or a series that was read for cards."""
    text, tone = badge(title, viewing)
    return {
        "title": title.title,
        "url": page_of(title),
        "image": title.poster_url,
        "meta": facts(title)[:2],
        "badge": text,
        "badge_tone": tone,
    }


def wide_card(film: Film, viewing: Viewing) -> dict[str, Any]:
    """The same with the film's wide picture, for rows of trailers and extras."""
    return {**card(film, viewing), "image": film.backdrop_url or film.poster_url}


def page_of(title: Title) -> str:
    """The address of its page."""
    return reverse("series" if isinstance(title, Series) else "film", args=[title.slug])


def facts(title: Title) -> list[str]:
    """Short facts of a title, those it has."""
    length = runtime(title.runtime_seconds) if isinstance(title, Film) else _("Series")
    known = [str(title.year or ""), length, suitable_for(title)]
    return [fact for fact in known if fact]


def suitable_for(title: Title) -> str:
    """From which age, in the country's own word where it has one."""
    rating = rating_of(title)
    if rating.label:
        return rating.label
    if not rating.age:
        return _("All ages")
    return _("%(age)s and older") % {"age": rating.age}


def badge(title: Title, viewing: Viewing) -> tuple[str, str]:
    """Text and tone of what sets the title apart: when it may be watched, or by whom."""
    if not isinstance(title, Film):
        return "", ""
    now = availability_of(title, viewing)
    if now.state == State.EARLY_ACCESS:
        return _("Early access"), "info"
    if now.state == State.NOT_YET and now.at:
        return _("From %(day)s") % {"day": day(now.at)}, "info"
    paid = title.access_level != AccessLevel.FREE
    return (str(title.get_access_level_display()), "brand") if paid else ("", "")


def shelf_row(shelf: Shelf, viewing: Viewing) -> dict[str, Any]:
    """What poster_row.html shows of a shelf."""
    return {
        "id": f"row-{shelf.key}",
        "title": _shelf_title(shelf),
        "films": [card(title, viewing) for title in shelf.titles],
        "more_url": _shelf_url(shelf),
    }


def _shelf_title(shelf: Shelf) -> str:
    if shelf.genre:
        return shelf.genre.name
    if shelf.collection:
        return shelf.collection.title
    titles = {
        AccessLevel.FREE: _("Free to watch"),
        AccessLevel.BASIC: _("In the Basic plan"),
        AccessLevel.PREMIUM: _("In the Premium plan"),
    }
    if shelf.access_level:
        return titles[shelf.access_level]
    return _("Series") if shelf.key == "series" else _("New")


def _shelf_url(shelf: Shelf) -> str:
    films = reverse("films")
    if shelf.collection:
        return reverse("collection", args=[shelf.collection.slug])
    if shelf.genre:
        return f"{films}?genre={shelf.genre.slug}"
    if shelf.access_level:
        return f"{films}?access={shelf.access_level}"
    return reverse("series-list") if shelf.key == "series" else films
