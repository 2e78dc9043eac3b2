"""What to go on with: films that somebody stopped in, and the next episode of what he finished."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from apps.accounts.models import Profile
from apps.catalog.domain.viewing import Viewing
from apps.catalog.enums import FilmKind
from apps.catalog.models import Film
from apps.catalog.selectors.progress import Seen, seen_by

# Further back nobody remembers what he was watching.
FILMS_LOOKED_AT = 200
MOST = 20
Place = tuple[int, int]


@dataclass(frozen=True)
class GoingOn:
    """A film to go on with; ``seen`` is None for the next episode, of which nothing is seen yet."""

    film: Film
    seen: Seen | None

    @property
    def resume_seconds(self) -> float:
        return self.seen.resume_seconds if self.seen else 0.0

    @property
    def duration_seconds(self) -> float:
        return self.seen.duration if self.seen else float(self.film.runtime_seconds or 0)

    @property
    def percent(self) -> int:
        return self.seen.percent if self.seen else 0

    @property
    def is_next(self) -> bool:
        """Comes after an episode that was finished."""
        return self.seen is None


def continue_watching(viewing: Viewing, *, most: int = MOST) -> list[GoingOn]:
    """What the viewing's profile would go on with, latest first; a series stands there once.

    Only what it finds now. 4 queries at most.
    """
    if viewing.profile is None:
        return []
    seen = _latest(seen_by(viewing.profile))
    films = _films(seen, viewing)
    following = _Following(films.values(), seen, viewing)
    found: list[GoingOn] = []
    shown: set[UUID] = set()
    for one in seen.values():
        film = films.get(one.film_pk)
        going_on = film and _going_on(film, one, following)
        if film and going_on and _title_of(film) not in shown:
            shown.add(_title_of(film))
            found.append(going_on)
    return found[:most]


def next_episode(film: Film, viewing: Viewing) -> Film | None:
    """The episode after this one, over seasons, that the viewing finds: 2 queries at most.

    None for films, and after the last.
    """
    if film.season is None or film.number is None:
        return None
    later = Q(season__number__gt=film.season.number) | Q(
        season__number=film.season.number, number__gt=film.number
    )
    episodes = Film.objects.visible_to(viewing).filter(
        later, kind=FilmKind.EPISODE, season__series=film.season.series_id
    )
    return episodes.select_related("season__series").order_by("season__number", "number").first()


def seen_of(profile: Profile | None, films: Iterable[Film]) -> dict[UUID, Seen]:
    """For progress on cards: what the profile has seen of these films: 1 query, none without it."""
    return seen_by(profile, [film.pk for film in films]) if profile else {}


def _latest(seen: dict[UUID, Seen]) -> dict[UUID, Seen]:
    ordered = sorted(seen.values(), key=lambda one: one.happened_at, reverse=True)
    return {one.film_pk: one for one in ordered[:FILMS_LOOKED_AT]}


def _films(seen: Iterable[UUID], viewing: Viewing) -> dict[UUID, Film]:
    films = Film.objects.visible_to(viewing).filter(pk__in=list(seen))
    told = films.exclude(kind=FilmKind.TRAILER).select_related("season__series")
    return {film.pk: film for film in told}


def _title_of(film: Film) -> UUID:
    return film.season.series_id if film.season else film.pk


def _going_on(film: Film, seen: Seen, following: "_Following") -> GoingOn | None:
    if seen.resume_seconds:
        return GoingOn(film, seen)
    return following.after(film) if seen.has_ended else None


class _Following:
    """The episodes of every series of which one was finished: 1 query, and only if there is one."""

    def __init__(self, films: Iterable[Film], seen: dict[UUID, Seen], viewing: Viewing) -> None:
        self.seen = seen
        finished = [film for film in films if film.season and seen[film.pk].has_ended]
        self.episodes: dict[UUID, dict[Place, Film]] = {}
        if not finished:
            return
        wanted = {_title_of(film) for film in finished}
        episodes = Film.objects.visible_to(viewing).filter(
            kind=FilmKind.EPISODE, season__series__in=wanted
        )
        for film in episodes.select_related("season__series"):
            self.episodes.setdefault(_title_of(film), {})[_place_of(film)] = film

    def after(self, film: Film) -> GoingOn | None:
        """The first later episode that is not finished."""
        if film.season is None:
            return None
        episodes = self.episodes.get(_title_of(film), {})
        for place in sorted(place for place in episodes if place > _place_of(film)):
            seen = self.seen.get(episodes[place].pk)
            if seen is None or not seen.has_ended:
                return GoingOn(episodes[place], seen)
        return None


def _place_of(film: Film) -> Place:
    return (film.season.number if film.season else 0, film.number or 0)
