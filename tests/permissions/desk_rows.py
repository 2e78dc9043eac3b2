"""What stands behind the desk's addresses about the catalogue: series, tracks, collections, people."""

from typing import Any

from apps.accounts.models import User
from apps.catalog.enums import FilmState, MarkerKind
from apps.catalog.models import Collection, Contributor, Film, Season, Series, TextTrack
from apps.catalog.services.collections import create_collection
from apps.catalog.services.contributors import create_contributor
from apps.catalog.services.films import create_film
from apps.catalog.services.markers import set_marker
from apps.catalog.services.series import (
    add_episode,
    add_season,
    create_series,
    publish_series_locked,
)
from apps.catalog.services.text_tracks import add_track
from tests.factories.catalog import published, sound
from tests.permissions.world import Values, World
from tests.pictures import picture

SRT = b"1\n00:00:01,000 --> 00:00:02,000\nRain\n"
# No such frame is drawn: whoever may edit films learns that, nobody else does.
FRAME = "000001000.jpg"


def furnish_desk(world: World) -> None:
    ana = world.people["studio", "owner"]
    film = published(create_film("Night rain", by=ana))
    arguments, bodies = _of_films(film, ana)
    for part in (_of_series(ana), _of_collections(film, ana), _of_people(ana)):
        arguments |= part[0]
        bodies |= part[1]
    world.arguments |= {("studio", route): values for route, values in arguments.items()}
    world.bodies |= {("studio", route): values for route, values in bodies.items()}


def rows(prefix: str, **values: Any) -> Values:
    """One line of a formset, filled in."""
    first = {f"{prefix}-0-{name}": value for name, value in values.items()}
    return {f"{prefix}-TOTAL_FORMS": "1", f"{prefix}-INITIAL_FORMS": "0", **first}


CREDITS = rows("credits", name="Asha Rao", job="director", ORDER="1")
RATINGS = {"part": "ratings", **rows("ratings", country="IN", age="13", label="UA", ORDER="1")}


def _of_films(film: Film, by: User) -> tuple[dict[str, Values], dict[str, Values]]:
    track: TextTrack = add_track(film, language="ta", data=SRT, by=by)
    set_marker(film, kind=MarkerKind.INTRO, starts_seconds=0, ends_seconds=5, by=by)
    one, of_track = {"pk": film.pk}, {"pk": film.pk, "track": track.pk}
    sound(film.current_encode, 0)
    pages = ["credits", "release", "extras", "markers", "pictures", "sounds", "subtitles"]
    words = ["words", "replace", "shift", "file", "publish", "withdraw", "default", "chosen"]
    words += ["rename", "delete"]
    arguments: dict[str, Values] = {f"desk-film-{page}": one for page in pages}
    arguments |= {f"desk-film-subtitle-{word}": of_track for word in words}
    arguments |= {
        "desk-film-subtitle": of_track,
        "desk-film-marker-remove": {**one, "kind": "intro"},
        "desk-film-sound-default": {**one, "position": 0},
        "desk-film-frames-ask": one,
        "desk-film-frame-use": one,
        "desk-film-frame": {**one, "name": FRAME},
    }
    return arguments, _bodies_of_films(film)


def _bodies_of_films(film: Film) -> dict[str, Values]:
    return {
        "desk-film-credits": CREDITS,
        "desk-film-release": RATINGS,
        "desk-film-extras": {"title": "Teaser", "kind": "trailer"},
        "desk-film-markers": {"kind": "credits", "credits-starts": "50", "credits-ends": "60"},
        "desk-film-subtitles": {"language": "id", "kind": "subtitles"},
        "desk-film-sounds": {"sound": "0", "sound-0-language": "ta", "sound-0-kind": "main"},
        "desk-film-frame-use": {"name": FRAME, "kind": "poster"},
        "desk-film-subtitle-words": {"words": "WEBVTT\n\n00:01.000 --> 00:02.000\nNight\n"},
        "desk-film-subtitle-replace": {"file": subtitles},
        "desk-film-subtitle-shift": {"seconds": "1.5"},
        "desk-film-subtitle-rename": {"name": "Tamil"},
        "desk-films-edit": {"films": [str(film.pk)], "step": "apply", "access_level": "premium"},
        "desk-import": {"step": "apply", "table": "title\nKites\n"},
    }


def subtitles() -> Any:
    file = picture()
    file.seek(0)
    file.truncate()
    file.write(SRT)
    file.seek(0)
    file.name = "rain.srt"
    return file


def _of_series(by: User) -> tuple[dict[str, Values], dict[str, Values]]:
    live, ready, empty = (create_series(name, by=by) for name in ("Rains", "Kites", "Nothing"))
    first, second = (_season_with_an_episode(series, by) for series in (live, ready))
    publish_series_locked(live)
    episode = add_episode(first, title="Two", by=by)
    pages = ["", "-details", "-credits", "-release", "-extras", "-withdraw"]
    arguments: dict[str, Values] = {f"desk-series{page}": {"pk": live.pk} for page in pages}
    arguments |= {
        "desk-series-publish": {"pk": second.series_id},
        "desk-series-delete": {"pk": empty.pk},
        "desk-series-artwork": {"pk": live.pk, "kind": "poster"},
        "desk-season-add": {"pk": live.pk},
        "desk-season-edit": {"pk": live.pk, "season": first.pk},
        "desk-season-delete": {"pk": live.pk, "season": add_season(live, by=by).pk},
        "desk-episode-add": {"pk": live.pk, "season": first.pk},
        "desk-episode-move": {"pk": live.pk, "film": episode.pk},
    }
    return arguments, _bodies_of_series(first)


def _season_with_an_episode(series: Series, by: User) -> Season:
    season = add_season(series, by=by)
    published(add_episode(season, title="One", by=by))
    assert Film.objects.filter(season=season, state=FilmState.PUBLISHED).count() == 1
    return season


def _bodies_of_series(season: Season) -> dict[str, Values]:
    return {
        "desk-series-new": {"title": "Monsoon"},
        "desk-series-details": {"title": "Rains", "slug": "rains", "maturity": "all"},
        "desk-series-credits": CREDITS,
        "desk-series-release": RATINGS,
        "desk-series-extras": {"title": "Teaser", "kind": "trailer"},
        "desk-series-artwork": {"picture": picture},
        "desk-season-add": {"title": "Specials"},
        "desk-season-edit": {"title": "First", "number": "1"},
        "desk-episode-add": {"title": "Three"},
        "desk-episode-move": {"season": str(season.pk), "number": "1"},
    }


def _of_collections(film: Film, by: User) -> tuple[dict[str, Values], dict[str, Values]]:
    collection: Collection = create_collection("Rain", by=by)
    pages = ["", "-titles", "-find", "-delete"]
    arguments: dict[str, Values] = {
        f"desk-collection{page}": {"pk": collection.pk} for page in pages
    }
    return arguments, {
        "desk-collections": {"title": "Kites"},
        "desk-collection": {"title": "Rain", "slug": "all-the-rain", "position": "1"},
        "desk-collection-titles": {"add": f"film:{film.pk}"},
    }


def _of_people(by: User) -> tuple[dict[str, Values], dict[str, Values]]:
    person: Contributor = create_contributor("Asha Rao", by=by)
    Contributor.objects.filter(pk=person.pk).update(portrait="people/portrait.jpg")
    pages = ["", "-portrait", "-delete"]
    arguments: dict[str, Values] = {f"desk-person{page}": {"pk": person.pk} for page in pages}
    return arguments, {
        "desk-people": {"name": "Ravi"},
        "desk-person": {"name": "Asha R.", "slug": "asha-rao"},
        "desk-person-portrait": {"picture": picture},
    }
