"""Pages whose titles have moved."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse

from apps.catalog.models import Film, Series
from apps.catalog.selectors.titles import moved_to
from apps.catalog.selectors.viewing import viewing_of
from apps.core.errors import NotFound

ROUTES = {Film: "film", Series: "series"}
View = Callable[[HttpRequest, str], HttpResponse]


def or_moved(model: type[Film | Series]) -> Callable[[View], View]:
    """Answer 301 to the present address where nothing has the one asked for and a title had it."""

    def wrap(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, slug: str) -> HttpResponse:
            try:
                return view(request, slug)
            except NotFound:
                address = moved_to(model, slug, viewing_of(request))
                url = reverse(ROUTES[model], args=[address])
                query = request.META.get("QUERY_STRING", "")
                return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)

        return page

    return wrap
