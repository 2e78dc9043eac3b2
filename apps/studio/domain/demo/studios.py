"""The demo studios, in the order in which they are set up."""

from dataclasses import replace
from itertools import chain, zip_longest

from apps.studio.domain.demo.falcon import FALCON
from apps.studio.domain.demo.kush import KUSH
from apps.studio.domain.demo.showcase import DemoFilm, DemoStudio

STUDIOS = (KUSH, FALCON)


def films_in_turn(studios: tuple[DemoStudio, ...]) -> list[tuple[DemoStudio, DemoFilm]]:
    """Every film with its studio, one of each at a time, so that no studio waits for another."""
    rows = zip_longest(*[[(studio, film) for film in studio.playable] for studio in studios])
    return [pair for pair in chain.from_iterable(rows) if pair is not None]


def smaller(studio: DemoStudio, films: int) -> DemoStudio:
    """The same studio with so many films at most, that of its front page among them, no series."""
    hero = studio.branding.hero_film
    chosen = sorted(studio.films, key=lambda film: film.slug != hero)
    films_kept = tuple(chosen[: max(1, films)])
    kept = {film.slug for film in films_kept}
    return replace(
        studio,
        films=films_kept,
        extras=tuple(extra for extra in studio.extras if extra.part_of in kept),
        series=None,
        collections=(),
    )
