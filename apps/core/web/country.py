"""Puts the visitor's country on each request."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from apps.core.country import country_of


class CountryMiddleware:
    """Behind the studio's middleware and the origin's, which know the host and the address."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.country = country_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)
