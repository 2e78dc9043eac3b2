"""The demo studios, in the order in which they are set up."""

from dataclasses import replace
from itertools import chain, zip_longest

from apps.studio.domain.demo.falcon import FALCON
from apps.studio.domain.demo.kush import KUSH
from apps.studio.domain.demo.showcase import DemoFilm, DemoStudio

STUDIOS = (KUSH, FALCON)


def films_in_turn(studios: tuple[DemoStudio, ...]) -> list[tuple[DemoStudio, DemoFilm]]:
    """Every film with its studio, one of each at a time, so that no studio waits for another."""
    rows = zip_longest(*[[(studio, film) for film in studio.films] for studio in studios])
    return [pair for pair in chain.from_iterable(rows) if pair is not None]


def smaller(studio: DemoStudio, films: int) -> DemoStudio:
    """The same studio with so many films at most; the one its front page shows is among them."""
    hero = studio.branding.hero_film
    chosen = sorted(studio.films, key=lambda film: film.slug != hero)[: max(1, films)]
    return replace(studio, films=tuple(chosen))
