"""Where the demo's films stand: by themselves, in a season, or as something about another film."""

from typing import Any

from apps.accounts.models import User
from apps.catalog.enums import Artwork, CreditJob, FilmKind
from apps.catalog.models import Film, Season, Series
from apps.catalog.services.artwork import set_artwork
from apps.catalog.services.contributors import Named, set_credits
from apps.catalog.services.films import add_extra, create_film
from apps.catalog.services.series import add_episode, add_season, create_series
from apps.studio.domain.demo.showcase import DemoFilm, DemoSeries, DemoStudio
from apps.studio.services.demo.pictures import backdrop_file, poster_file


def placed_film(demo: DemoFilm, *, studio: DemoStudio, by: User) -> Film:
    """Make the film as a draft in its place, with its credits."""
    film = _made(demo, studio, by)
    set_credits(film, credits_of(demo), by=by)
    return film


def _made(demo: DemoFilm, studio: DemoStudio, by: User) -> Film:
    fields = {**_described(demo), "access_level": demo.access.value, "publish_when_ready": True}
    if demo.kind == FilmKind.FILM:
        return create_film(demo.title, by=by, **fields)
    if demo.kind == FilmKind.EPISODE:
        season, number = _seat(demo, studio, by)
        return add_episode(season, title=demo.title, number=number, by=by, **fields)
    whole = Film.objects.get(slug=demo.part_of)
    return add_extra(demo.title, kind=FilmKind(demo.kind), of=whole, by=by, **fields)


def _seat(demo: DemoFilm, studio: DemoStudio, by: User) -> tuple[Season, int]:
    """The episode's season and its number there."""
    if studio.series is None:
        raise LookupError(f"{demo.slug} is an episode of no series.")
    series = ensure_series(studio.series, studio=studio, by=by)
    for number, season in enumerate(studio.series.seasons, start=1):
        if demo in season.episodes:
            return series.seasons.get(number=number), season.episodes.index(demo) + 1
    raise LookupError(f"{demo.slug} stands in no season.")


def ensure_series(demo: DemoSeries, *, studio: DemoStudio, by: User) -> Series:
    """The series with its seasons and pictures; made when it is missing."""
    series = Series.objects.filter(slug=demo.cover.slug).first()
    if series is None:
        series = create_series(demo.cover.title, by=by, **_described(demo.cover))
        set_credits(series, credits_of(demo.cover), by=by)
        for season in demo.seasons:
            add_season(series, title=season.title, by=by)
    if not series.poster:
        poster = poster_file(demo.cover, studio_name=studio.name)
        set_artwork(series, kind=Artwork.POSTER, picture=poster, by=by)
    if not series.backdrop:
        set_artwork(series, kind=Artwork.BACKDROP, picture=backdrop_file(demo.cover), by=by)
    return series


def _described(demo: DemoFilm) -> dict[str, Any]:
    return {
        "slug": demo.slug,
        "genres": demo.genres,
        "tags": demo.tags,
        "tagline": demo.tagline,
        "synopsis": demo.synopsis,
        "year": demo.year,
        "maturity": demo.maturity,
        "original_language": demo.language,
        "accent": demo.palette.accent,
    }


def credits_of(demo: DemoFilm) -> list[Named]:
    """Who directed it, then who is seen in it."""
    actors = [Named(name, CreditJob.ACTOR) for name in demo.cast]
    return [Named(demo.director, CreditJob.DIRECTOR), *actors]
