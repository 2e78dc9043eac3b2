"""What search engines and messengers read of a page: schema.org JSON-LD and social cards."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator

from apps.catalog.enums import AccessLevel, CreditJob, FilmKind
from apps.catalog.models import Contributor, Film, Season, Series
from apps.catalog.selectors.series import ShownSeason
from apps.catalog.selectors.titles import Title, rating_of
from apps.catalog.web.cards import page_of

# Inside <script> only these could end the element or open a comment.
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
LONGEST_DESCRIPTION = 200
TYPES = {FilmKind.EPISODE: "TVEpisode", FilmKind.TRAILER: "VideoObject", FilmKind.EXTRA: "Clip"}
ROLES = {
    CreditJob.DIRECTOR: "director",
    CreditJob.ACTOR: "actor",
    CreditJob.CREATOR: "creator",
    CreditJob.WRITER: "author",
    CreditJob.PRODUCER: "producer",
    CreditJob.COMPOSER: "musicBy",
    CreditJob.EDITOR: "editor",
}


@dataclass(frozen=True)
class Card:
    """What messengers show of a link."""

    kind: str
    title: str
    url: str
    description: str
    image: str


def film_card(request: HttpRequest, film: Film) -> Card:
    kind = "video.episode" if film.kind == FilmKind.EPISODE else "video.movie"
    return _title_card(request, film, kind)


def series_card(request: HttpRequest, series: Series) -> Card:
    return _title_card(request, series, "video.tv_show")


def plain_card(
    request: HttpRequest, *, title: str, text: str, image: str = "", kind: str = "website"
) -> Card:
    """Of a page that is not about one title."""
    url = request.build_absolute_uri(request.path)
    return Card(kind, title, url, _short(text), absolute(request, image))


def _title_card(request: HttpRequest, title: Title, kind: str) -> Card:
    return Card(
        kind,
        title.title,
        request.build_absolute_uri(page_of(title)),
        _short(title.synopsis or title.tagline),
        absolute(request, title.backdrop_url or title.poster_url),
    )


def _short(text: str) -> str:
    return Truncator(text).chars(LONGEST_DESCRIPTION)


def film_data(request: HttpRequest, film: Film) -> SafeString:
    """A film, an episode or a clip as schema.org JSON-LD, safe inside a script element."""
    data = _about(request, film, TYPES.get(FilmKind(film.kind), "Movie"))
    data["duration"] = f"PT{film.runtime_seconds}S" if film.runtime_seconds else ""
    data["isAccessibleForFree"] = film.access_level == AccessLevel.FREE
    data |= _place(request, film)
    return as_script(data)


def _place(request: HttpRequest, film: Film) -> dict[str, Any]:
    """Where an episode or a clip belongs."""
    if film.season is not None:
        series = _link(request, film.season.series, "TVSeries")
        season = {"@type": "TVSeason", "seasonNumber": film.season.number}
        return {"episodeNumber": film.number, "partOfSeason": season, "partOfSeries": series}
    of = film.part_of or film.series
    if of is None:
        return {}
    return {"about": _link(request, of, "TVSeries" if isinstance(of, Series) else "Movie")}


def series_data(request: HttpRequest, series: Series, seasons: Iterable[ShownSeason]) -> SafeString:
    """A series with its seasons and episodes as JSON-LD, safe inside a script element."""
    shown = list(seasons)
    data = _about(request, series, "TVSeries")
    data["numberOfSeasons"] = len(shown)
    data["numberOfEpisodes"] = sum(len(one.episodes) for one in shown)
    data["containsSeason"] = [_season(request, one.season, one.episodes) for one in shown]
    return as_script(data)


def _season(request: HttpRequest, season: Season, episodes: list[Film]) -> dict[str, Any]:
    listed = [{**_link(request, one, "TVEpisode"), "episodeNumber": one.number} for one in episodes]
    return {
        "@type": "TVSeason",
        "seasonNumber": season.number,
        "numberOfEpisodes": len(episodes),
        "episode": listed,
    }


def person_data(request: HttpRequest, person: Contributor, works: Iterable[Title]) -> SafeString:
    """Somebody as JSON-LD, safe inside a script element."""
    return as_script(
        {
            "@context": "https://schema.org",
            "@type": "Person",
            "name": person.name,
            "url": request.build_absolute_uri(request.path),
            "description": person.biography,
            "image": absolute(request, person.portrait_url),
            "subjectOf": [
                _link(request, work, "TVSeries" if isinstance(work, Series) else "Movie")
                for work in works
            ],
        }
    )


def _about(request: HttpRequest, title: Title, kind: str) -> dict[str, Any]:
    rating = rating_of(title)
    return {
        "@context": "https://schema.org",
        "@type": kind,
        "name": title.title,
        "url": request.build_absolute_uri(page_of(title)),
        "description": title.synopsis,
        "image": absolute(request, title.poster_url or title.backdrop_url),
        "dateCreated": str(title.year or ""),
        "inLanguage": title.original_language,
        "contentRating": rating.label or (f"{rating.age}+" if rating.age else ""),
        "genre": [genre.name for genre in title.genres.all()],
        "keywords": [tag.name for tag in title.tags.all()],
        **_people(request, title),
    }


def _people(request: HttpRequest, title: Title) -> dict[str, Any]:
    """By their credits; before there are any, as the film's own lines name them."""
    people: dict[str, list[dict[str, str]]] = {}
    for credit in title.credits.all():
        role = ROLES.get(CreditJob(credit.job))
        if role:
            url = reverse("person", args=[credit.contributor.slug])
            person = {**_person(credit.contributor.name), "url": request.build_absolute_uri(url)}
            people.setdefault(role, []).append(person)
    if people or not isinstance(title, Film):
        return people
    cast = [_person(name.strip()) for name in title.cast.split(",") if name.strip()]
    return {"director": _person(title.director) if title.director else None, "actor": cast}


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def _link(request: HttpRequest, title: Title, kind: str) -> dict[str, Any]:
    url = request.build_absolute_uri(page_of(title))
    return {"@type": kind, "name": title.title, "url": url}


def absolute(request: HttpRequest, path: str) -> str:
    return request.build_absolute_uri(path) if path else ""


def as_script(data: dict[str, Any]) -> SafeString:
    """Without what is empty; a value that says no is not."""
    told = {name: value for name, value in data.items() if value or value is False}
    text = json.dumps(told, ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308  escaped in the line above  # nosec B308, B703  # escaped before
