"""What somebody may mean while still typing."""

from dataclasses import dataclass

from apps.catalog.domain.viewing import Viewing
from apps.catalog.models import Contributor, Film, Series
from apps.catalog.selectors.contributors import people_named
from apps.catalog.selectors.titles import Wanted, films_found, for_cards, series_found

FEWEST_LETTERS = 2
MOST_OF_EACH = 6


@dataclass(frozen=True)
class Suggestions:
    films: list[Film]
    series: list[Series]
    people: list[Contributor]


def suggestions(viewing: Viewing, text: str) -> Suggestions:
    """The best few of each kind; none before the second letter: 8 queries at most."""
    if len(text.strip()) < FEWEST_LETTERS:
        return Suggestions([], [], [])
    wanted = Wanted(search=text)
    return Suggestions(
        list(for_cards(films_found(viewing, wanted), viewing)[:MOST_OF_EACH]),
        list(for_cards(series_found(viewing, wanted), viewing)[:MOST_OF_EACH]),
        list(people_named(viewing, text)[:MOST_OF_EACH]),
    )
