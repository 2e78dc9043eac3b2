"""The tabs over the pages about one film."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.catalog.enums import FilmKind
from apps.catalog.models import Film

WITH_EXTRAS = {FilmKind.FILM, FilmKind.EPISODE}


def film_tabs(film: Film, current: str) -> list[dict[str, Any]]:
    """Links to the pages about this film, as tabs.html takes them."""
    tabs = [
        ("desk-film", _("Video and details")),
        ("desk-film-credits", _("Credits")),
        ("desk-film-release", _("Release")),
        ("desk-film-sounds", _("Sounds")),
        ("desk-film-subtitles", _("Subtitles")),
        ("desk-film-markers", _("Markers")),
        ("desk-film-pictures", _("Pictures")),
    ]
    if film.kind in WITH_EXTRAS:
        tabs.append(("desk-film-extras", _("Trailers and extras")))
    return [
        {"label": label, "url": reverse(name, args=[film.pk]), "current": name == current}
        for name, label in tabs
    ]
