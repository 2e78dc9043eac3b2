"""What search engines and messengers read of a film's page."""

import json
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from apps.catalog.models import Film

# Inside <script> only these could end the element or open a comment.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def film_data(request: HttpRequest, film: Film) -> SafeString:
    """The film as schema.org JSON-LD, safe inside a script element."""
    names = [name.strip() for name in film.cast.split(",") if name.strip()]
    data = {
        "@context": "https://schema.org",
        "@type": "Movie",
        "name": film.title,
        "url": request.build_absolute_uri(reverse("film", args=[film.slug])),
        "description": film.synopsis,
        "image": absolute(request, film.poster_url),
        "dateCreated": str(film.year or ""),
        "duration": f"PT{film.runtime_seconds}S" if film.runtime_seconds else "",
        "genre": [genre.name for genre in film.genres.all()],
        "director": _person(film.director),
        "actor": [_person(name) for name in names],
    }
    return as_script({name: value for name, value in data.items() if value})


def absolute(request: HttpRequest, path: str) -> str:
    return request.build_absolute_uri(path) if path else ""


def as_script(data: dict[str, Any]) -> SafeString:
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308  escaped in the line above  # nosec B308, B703  # escaped before


def _person(name: str) -> dict[str, str] | None:
    return {"@type": "Person", "name": name} if name else None
