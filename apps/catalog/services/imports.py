"""Films from a spreadsheet: first told what would happen, line by line, then all of it or nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language_info

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films, can_publish_films
from apps.accounts.services import audit
from apps.catalog.domain import imports as sheet
from apps.catalog.domain.imports import Fault, Line, Mistake
from apps.catalog.enums import AccessLevel, FilmState, Maturity
from apps.catalog.errors import ImportHasMistakes
from apps.catalog.models import Film, Season
from apps.catalog.models.title import FIRST_FILM_YEAR, LAST_FILM_YEAR
from apps.catalog.services.films import create_film, update_film
from apps.catalog.services.scheduling import schedule_title
from apps.catalog.services.series import add_episode
from apps.catalog.services.titles import require
from apps.core.errors import Forbidden

IMPORT_COLUMNS = sheet.COLUMNS
PLACE = ("series", "season", "number")
MOST_WORDS, LONGEST_WORD, MOST_NUMBER = 8, 60, 10_000
ADDRESS = re.compile(r"^[-a-zA-Z0-9_]+$")
COLOUR = re.compile(r"^#[0-9a-fA-F]{6}$")


def _choices(labels: Iterable[tuple[Any, Any]]) -> dict[str, str]:
    """Values and their labels, folded: people write either into a cell."""
    pairs = [(str(value), str(label)) for value, label in labels]
    return {word.casefold(): value for value, label in pairs for word in (value, label)}


def _languages() -> list[tuple[str, str]]:
    """As the language calls itself, and as English calls it."""
    named = [(code, get_language_info(code)["name"]) for code, _label in settings.LANGUAGES]
    return [*settings.LANGUAGES, *named]


def _readers() -> dict[str, sheet.Reader]:
    return {
        "slug": sheet.matching(ADDRESS.match, Fault.NOT_AN_ADDRESS, 180),
        "title": sheet.text(160),
        "tagline": sheet.text(200),
        "synopsis": sheet.text(4000),
        "year": sheet.number(FIRST_FILM_YEAR, LAST_FILM_YEAR),
        "maturity": sheet.choice(_choices(Maturity.choices), Maturity.ALL),
        "director": sheet.text(160),
        "cast": sheet.text(1000),
        "genres": sheet.names(LONGEST_WORD, MOST_WORDS),
        "tags": sheet.names(LONGEST_WORD, MOST_WORDS),
        "original_language": sheet.choice(_choices(_languages()), ""),
        "access_level": sheet.choice(_choices(AccessLevel.choices), AccessLevel.FREE),
        "accent": sheet.matching(COLOUR.match, Fault.NOT_A_COLOUR, 7),
        "publish_at": _moment,
        "series": sheet.matching(ADDRESS.match, Fault.NOT_AN_ADDRESS, 180),
        "season": sheet.number(0, MOST_NUMBER),
        "number": sheet.number(0, MOST_NUMBER),
    }


def _moment(cell: str) -> datetime | None:
    """In the reader's time zone where the cell names none; must be still to come."""
    at = sheet.moment(cell)
    if at is not None and timezone.is_naive(at):
        at = timezone.make_aware(at)
    if at is not None and at <= timezone.now():
        raise sheet.Wrong(Fault.OUT_OF_RANGE)
    return at


@dataclass(frozen=True)
class Planned:
    """What a line would do: ``film`` is the one it changes, None when it makes one.

    ``changes`` holds [before, after] of every column that differs.
    """

    line: int
    title: str
    film: Film | None
    changes: dict[str, list[Any]]

    @property
    def is_new(self) -> bool:
        return self.film is None

    @property
    def is_unchanged(self) -> bool:
        return self.film is not None and not self.changes


@dataclass(frozen=True)
class Plan:
    """What a file would do. It can be carried out when there are no ``mistakes``."""

    planned: list[Planned]
    mistakes: list[Mistake]
    lines: list[Line] = field(repr=False)

    @property
    def is_sound(self) -> bool:
        return not self.mistakes

    @property
    def new(self) -> int:
        return sum(one.is_new for one in self.planned)

    @property
    def changed(self) -> int:
        return sum(not one.is_new and not one.is_unchanged for one in self.planned)


@dataclass(frozen=True)
class Imported:
    created: list[Film]
    changed: list[Film]


def dry_run(content: bytes, *, by: User) -> Plan:
    """What the file would do, and every mistake with its line and column; nothing is written.

    A line with the address of a film changes that film, in the columns that the file has; any
    other makes one. 4 queries, whatever its length. Raises Forbidden, also for a column
    ``publish_at`` of somebody who may not publish.
    """
    require(can_edit_films, by)
    table = sheet.read_table(content, _readers())
    if "publish_at" in table.columns and not can_publish_films(by):
        raise Forbidden
    known = _films_at(line.cells.get("slug") for line in table.lines)
    mistakes = [*table.mistakes, *_wrong_together(table.lines, known)]
    planned = [_planned(line, known.get(line.cells.get("slug") or "")) for line in table.lines]
    return Plan(planned, sorted(mistakes, key=lambda one: (one.line, one.column)), table.lines)


def readable(content: bytes) -> str:
    """The file as text, to be corrected on a page; empty for what is none."""
    try:
        return sheet.text_of(content)
    except UnicodeDecodeError:
        return ""


def apply(content: bytes, *, by: User) -> Imported:
    """Carry the file out: all of it, or nothing. Raises Forbidden and ImportHasMistakes."""
    with transaction.atomic():
        plan = dry_run(content, by=by)
        if not plan.is_sound:
            raise ImportHasMistakes(lines=sorted({one.line for one in plan.mistakes}))
        done = Imported([], [])
        seasons = _seasons(plan.lines)
        for one, line in zip(plan.planned, plan.lines, strict=True):
            _carry_out(one, line, done, seasons, by=by)
        noted = {"created": len(done.created), "changed": len(done.changed)}
        audit.record("films.imported", by=by, changes=noted)
    return done


def _carry_out(
    one: Planned, line: Line, done: Imported, seasons: dict[tuple[str, int], Season], *, by: User
) -> None:
    cells = {name: value for name, value in line.cells.items() if name not in PLACE}
    publish_at = cells.pop("publish_at", None)
    if one.film is None:
        film = _made(line, cells, seasons, by=by)
        done.created.append(film)
    elif one.is_unchanged:
        return
    else:
        cells = {name: value for name, value in cells.items() if name in one.changes}
        film = update_film(one.film, by=by, **cells)
        done.changed.append(film)
    if publish_at is not None and (one.is_new or "publish_at" in one.changes):
        schedule_title(film, at=publish_at, by=by)


def _made(
    line: Line, cells: dict[str, Any], seasons: dict[tuple[str, int], Season], *, by: User
) -> Film:
    fields = {name: value for name, value in cells.items() if name != "title" and value != ""}
    place = _place(line)
    if place is None:
        return create_film(cells["title"], by=by, **fields)
    season = seasons[place[0], place[1]]
    return add_episode(season, title=cells["title"], number=place[2], by=by, **fields)


def _planned(line: Line, film: Film | None) -> Planned:
    title = line.cells.get("title") or (film.title if film else "")
    if film is None:
        filled = {name: [None, value] for name, value in line.cells.items() if value}
        return Planned(line.number, title, None, filled)
    changes = {}
    for name, value in line.cells.items():
        before = _current(film, name)
        if name not in PLACE and before != value and not (name == "title" and not value):
            changes[name] = [before, value]
    return Planned(line.number, title, film, changes)


def _current(film: Film, name: str) -> Any:
    if name in sheet.LISTS:
        return [word.name for word in getattr(film, name).all()]
    return getattr(film, name) if name not in PLACE else None


def _films_at(slugs: Iterable[str | None]) -> dict[str, Film]:
    wanted = [slug for slug in slugs if slug]
    found = Film.objects.filter(slug__in=wanted).prefetch_related("genres", "tags")
    return {film.slug: film for film in found}


def _wrong_together(lines: list[Line], known: dict[str, Film]) -> list[Mistake]:
    """What no cell shows alone: an address twice, an episode without its place."""
    places = _Places(lines)
    seen: set[str] = set()
    found: list[Mistake] = []
    for line in lines:
        slug = line.cells.get("slug") or ""
        film = known.get(slug)
        if slug and slug in seen:
            found.append(Mistake(line.number, "slug", Fault.TWICE, slug))
        seen.add(slug)
        found += _wrong_title(line, film)
        found += places.wrong(line) if film is None else []
    return found


def _wrong_title(line: Line, film: Film | None) -> list[Mistake]:
    if film is not None:
        is_due = line.cells.get("publish_at") is not None and film.state == FilmState.PUBLISHED
        return [Mistake(line.number, "publish_at", Fault.OUT_OF_RANGE)] if is_due else []
    return [] if line.cells.get("title") else [Mistake(line.number, "title", Fault.MISSING)]


class _Places:
    """Where episodes of the file would stand: free places of seasons that exist."""

    def __init__(self, lines: list[Line]) -> None:
        self.seasons = _seasons(lines)
        pks = [season.pk for season in self.seasons.values()]
        held = Film.objects.filter(season__in=pks).values_list("season_id", "number")
        self.taken: set[tuple[Any, int | None]] = set(held) if pks else set()

    def wrong(self, line: Line) -> list[Mistake]:
        given = [line.cells.get(name) not in (None, "") for name in PLACE]
        if not any(given):
            return []
        if not all(given):
            missing = PLACE[given.index(False)]
            return [Mistake(line.number, missing, Fault.EPISODE_INCOMPLETE)]
        series, number, episode = (line.cells[name] for name in PLACE)
        season = self.seasons.get((series, number))
        if season is None:
            return [Mistake(line.number, "series", Fault.UNKNOWN_SERIES, series)]
        if (season.pk, episode) in self.taken:
            return [Mistake(line.number, "number", Fault.NUMBER_TAKEN, str(episode))]
        self.taken.add((season.pk, episode))
        return []


def _place(line: Line) -> tuple[str, int, int] | None:
    if not line.cells.get("series"):
        return None
    return line.cells["series"], line.cells["season"], line.cells["number"]


def _seasons(lines: list[Line]) -> dict[tuple[str, int], Season]:
    slugs = {line.cells.get("series") for line in lines} - {None, ""}
    if not slugs:
        return {}
    found = Season.objects.filter(series__slug__in=slugs).select_related("series")
    return {(season.series.slug, season.number): season for season in found}
