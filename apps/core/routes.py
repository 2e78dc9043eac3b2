"""What a request asked for, in words of our code: an address may be a key, and holds whatever was sent."""

from django.http import HttpRequest

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


def route_of(request: HttpRequest) -> str:
    """The name that our code gives the route; never anything from the address."""
    match = request.resolver_match
    if match is None:
        return "none"
    return match.view_name if match.url_name else match.route or "root"


def method_of(request: HttpRequest) -> str:
    return request.method if request.method in METHODS else "other"
