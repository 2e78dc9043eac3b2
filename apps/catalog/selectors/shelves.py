"""A studio's front page: one film on top, the rest in rows."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count, Max

from apps.catalog.domain.viewing import Viewing
from apps.catalog.enums import AccessLevel
from apps.catalog.models import Collection, Film, Genre, Series
from apps.catalog.selectors.collections import collections_shown
from apps.catalog.selectors.titles import Title, films_found, for_cards, series_found

# The newest films of a large catalogue fill every row; the grid has the rest.
FILMS_LOOKED_AT = 240
FILMS_A_SHELF = 20
FEWEST_IN_A_GENRE = 2
COUNTED = (Count("pk"), Max("updated_at"))


@dataclass
class Shelf:
    """A row of titles: the newest, series, a collection's, a genre's, or an access level's."""

    key: str
    titles: list[Title] = field(default_factory=list)
    genre: Genre | None = None
    access_level: AccessLevel | None = None
    collection: Collection | None = None


@dataclass(frozen=True)
class FrontPage:
    featured: Title | None
    shelves: list[Shelf]


def front_page_version() -> str:
    """Changes whenever a title comes, goes or is edited; empty when none is published: 4 queries,
    5 at most. Films are too many to count at each visit; whatever happens to one dates it anew."""
    if not (Film.objects.published().exists() or Series.objects.published().exists()):
        return ""
    films = Film.objects.aggregate(changed=Max("updated_at"))
    few = [rows.aggregate(*COUNTED) for rows in (Series.objects.all(), Collection.objects.all())]
    return ":".join(str(value) for one in (films, *few) for value in one.values())


def front_page(viewing: Viewing) -> FrontPage:
    """The newest titles the viewing finds, sorted onto shelves that hold something: 16 queries at
    most, however many there are."""
    films = list(for_cards(films_found(viewing), viewing)[:FILMS_LOOKED_AT])
    series = list(for_cards(series_found(viewing), viewing)[:FILMS_A_SHELF])
    shelves = [
        Shelf("new", [*films[:FILMS_A_SHELF]]),
        Shelf("series", [*series]),
        *_collection_shelves(viewing),
        *_genre_shelves(films),
        *_access_shelves(films),
    ]
    return FrontPage(_featured([*films, *series]), [shelf for shelf in shelves if shelf.titles])


def _featured(titles: list[Title]) -> Title | None:
    """The newest title with a wide picture, one that everybody may watch before any other."""
    wide = [title for title in titles if title.backdrop]
    free = (one for one in wide if getattr(one, "access_level", None) == AccessLevel.FREE)
    return next(free, next(iter(wide or titles), None))


def _collection_shelves(viewing: Viewing) -> list[Shelf]:
    shown = collections_shown(viewing, titles_each=FILMS_A_SHELF)
    return [
        Shelf(f"collection-{one.collection.slug}", one.titles, collection=one.collection)
        for one in shown
    ]


def _genre_shelves(films: Iterable[Film]) -> list[Shelf]:
    shelves: dict[int, Shelf] = {}
    for film in films:
        for genre in film.genres.all():
            shelf = shelves.setdefault(genre.pk, Shelf(f"genre-{genre.slug}", genre=genre))
            if len(shelf.titles) < FILMS_A_SHELF:
                shelf.titles.append(film)
    worth_it = [shelf for shelf in shelves.values() if len(shelf.titles) >= FEWEST_IN_A_GENRE]
    return sorted(worth_it, key=lambda shelf: (-len(shelf.titles), shelf.key))


def _access_shelves(films: list[Film]) -> list[Shelf]:
    """Rows by access, once films differ in it."""
    if len({film.access_level for film in films}) < 2:
        return []
    return [_access_shelf(level, films) for level in AccessLevel]


def _access_shelf(level: AccessLevel, films: list[Film]) -> Shelf:
    found: list[Title] = [film for film in films if film.access_level == level]
    return Shelf(f"access-{level}", found[:FILMS_A_SHELF], access_level=level)
