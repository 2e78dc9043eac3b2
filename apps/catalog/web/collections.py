"""Collections on the studio's site."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from apps.catalog.selectors.collections import collection_for_viewer
from apps.catalog.selectors.viewing import viewing_of
from apps.catalog.web.cards import card
from apps.catalog.web.structured import plain_card


@require_safe
def collection(request: HttpRequest, slug: str) -> HttpResponse:
    viewing = viewing_of(request)
    shown = collection_for_viewer(slug, viewing)
    row = shown.collection
    image = next((title.backdrop_url for title in shown.titles if title.backdrop), "")
    context = {
        "collection": row,
        "films": [card(title, viewing) for title in shown.titles],
        "social": plain_card(request, title=row.title, text=row.synopsis, image=image),
    }
    return render(request, "catalog/collection.html", context)
