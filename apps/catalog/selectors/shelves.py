"""A studio's front page: one film on top, the rest in rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Max

from apps.catalog.enums import AccessLevel
from apps.catalog.models import Film, Genre
from apps.catalog.selectors.films import films_published

# The newest films of a large catalogue fill every row; the grid has the rest.
FILMS_LOOKED_AT = 240
FILMS_A_SHELF = 20
FEWEST_IN_A_GENRE = 2


@dataclass
class Shelf:
    """A row of films: the newest, those of a genre, or those of an access level."""

    key: str
    films: list[Film] = field(default_factory=list)
    genre: Genre | None = None
    access_level: AccessLevel | None = None


@dataclass(frozen=True)
class FrontPage:
    featured: Film | None
    shelves: list[Shelf]


def front_page_version() -> str:
    """Changes whenever a film comes, goes or is edited; empty when none is published: 1 query."""
    films = Film.objects.published().aggregate(count=Count("pk"), changed=Max("updated_at"))
    return f"{films['count']}-{films['changed'].timestamp()}" if films["count"] else ""


def front_page() -> FrontPage:
    """The newest published films, sorted onto shelves that hold something: 2 queries."""
    films = list(films_published()[:FILMS_LOOKED_AT])
    shelves = [Shelf("new", films[:FILMS_A_SHELF]), *_genre_shelves(films), *_access_shelves(films)]
    return FrontPage(_featured(films), [shelf for shelf in shelves if shelf.films])


def _featured(films: list[Film]) -> Film | None:
    """The newest film with a wide picture, one that everybody may watch before any other."""
    wide = [film for film in films if film.backdrop]
    free = (film for film in wide if film.access_level == AccessLevel.FREE)
    return next(free, next(iter(wide or films), None))


def _genre_shelves(films: Iterable[Film]) -> list[Shelf]:
    shelves: dict[int, Shelf] = {}
    for film in films:
        for genre in film.genres.all():
            shelf = shelves.setdefault(genre.pk, Shelf(f"genre-{genre.slug}", genre=genre))
            if len(shelf.films) < FILMS_A_SHELF:
                shelf.films.append(film)
    worth_it = [shelf for shelf in shelves.values() if len(shelf.films) >= FEWEST_IN_A_GENRE]
    return sorted(worth_it, key=lambda shelf: (-len(shelf.films), shelf.key))


def _access_shelves(films: list[Film]) -> list[Shelf]:
    """Rows by access, once films differ in it."""
    if len({film.access_level for film in films}) < 2:
        return []
    return [_access_shelf(level, films) for level in AccessLevel]


def _access_shelf(level: AccessLevel, films: list[Film]) -> Shelf:
    found = [film for film in films if film.access_level == level]
    return Shelf(f"access-{level}", found[:FILMS_A_SHELF], access_level=level)
