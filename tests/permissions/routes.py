"""Every address of a host, as Django itself will resolve it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, get_resolver
from django.views.generic import RedirectView
from django.views.generic.edit import ProcessFormView

URLCONFS = {"platform": "config.urls.public", "studio": "config.urls.tenant"}
HANDLERS = ("get", "post", "put", "patch", "delete")
BACKOFFICE = "admin/"
# The newest version of the API is mounted a second time, without its number.
MOUNTS = {"v1": "api", "newest": "api"}


@dataclass(frozen=True)
class Route:
    """``name`` is the table's word for it; ``full_name`` reverses. Nameless ones go by their path."""

    name: str
    full_name: str
    pattern: str
    handlers: tuple[str, ...]
    is_ours: bool


def routes_of(host: str) -> list[Route]:
    return [route for route in _everything(host) if not route.pattern.startswith(BACKOFFICE)]


def backoffice_routes() -> list[Route]:
    return [route for route in _everything("platform") if route.pattern.startswith(BACKOFFICE)]


def _everything(host: str) -> Iterator[Route]:
    return _walk(get_resolver(URLCONFS[host]))


def _walk(resolver: Any, before: str = "", spaces: tuple[str, ...] = ()) -> Iterator[Route]:
    for entry in resolver.url_patterns:
        pattern = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield _route(entry, pattern, spaces)
        else:
            inside = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from _walk(entry, pattern, inside)


def _route(entry: URLPattern, pattern: str, spaces: tuple[str, ...]) -> Route:
    view = getattr(entry.callback, "view_class", None) or getattr(entry.callback, "cls", None)
    name = entry.name or f"/{pattern}"
    return Route(
        name=":".join([*(MOUNTS.get(space, space) for space in spaces), name]),
        full_name=":".join([*spaces, name]),
        pattern=pattern,
        handlers=tuple(_handlers(view)) if view else (),
        is_ours=(view or entry.callback).__module__.startswith("apps."),
    )


def _handlers(view: Any) -> list[str]:
    """The methods a class-based view answers, each of which needs a row."""
    if issubclass(view, RedirectView):
        return ["get"]
    found = [name for name in HANDLERS if hasattr(view, name) and name in view.http_method_names]
    # Django's form views take PUT for POST.
    return [name for name in found if name != "put" or not issubclass(view, ProcessFormView)]
