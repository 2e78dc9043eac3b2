"""Looking for anything: films, series and people at once, and what one may mean while typing."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.catalog.domain.viewing import Viewing
from apps.catalog.models import Contributor
from apps.catalog.selectors.suggestions import suggestions
from apps.catalog.selectors.viewing import viewing_of
from apps.catalog.web.cards import card
from apps.catalog.web.filters import LONGEST_SEARCH


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    """A list for the field of search; htmx puts it below."""
    viewing = viewing_of(request)
    text = request.GET.get("q", "").replace("\0", " ").strip()[:LONGEST_SEARCH]
    return render(request, "catalog/_suggestions.html", _context(viewing, text))


def _context(viewing: Viewing, text: str) -> dict[str, Any]:
    found = suggestions(viewing, text)
    return {
        "text": text,
        "films": [card(film, viewing) for film in found.films],
        "series": [card(one, viewing) for one in found.series],
        "people": [_line(person) for person in found.people],
    }


def _line(person: Contributor) -> dict[str, str]:
    url = reverse("person", args=[person.slug])
    return {"title": person.name, "url": url, "image": person.portrait_url}
