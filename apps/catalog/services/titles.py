"""How films and series alike are written: fields, genres, tags, address and search."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar
from zlib import crc32

from django.utils.text import slugify

from apps.accounts.models import User
from apps.catalog.domain.search import searchable
from apps.catalog.errors import FilmAddressTaken, SeriesAddressTaken
from apps.catalog.models import Film, Genre, Season, Series, Tag
from apps.catalog.services.addresses import remember_address, save_at, save_at_free_address
from apps.core.errors import Conflict, Forbidden

Word = TypeVar("Word", Genre, Tag)
TITLE_FIELDS = frozenset(
    {
        "title",
        "slug",
        "tagline",
        "synopsis",
        "year",
        "maturity",
        "original_language",
        "accent",
    }
)
TAKEN: dict[type[Film | Series], type[Conflict]] = {
    Film: FilmAddressTaken,
    Series: SeriesAddressTaken,
}
STEMS: dict[type[Film | Series], str] = {Film: "film", Series: "series"}
LONGEST_SLUG = 60


def require(rule: Callable[[User], bool], person: User) -> None:
    """Raises Forbidden when the rule refuses the person."""
    if not rule(person):
        raise Forbidden


def apply_fields(row: Any, fields: dict[str, Any], editable: Iterable[str]) -> None:
    """Raises TypeError for what is not an editor's to write: a mistake of ours, never of theirs."""
    unknown = set(fields) - set(editable)
    if unknown:
        raise TypeError(f"Not fields to edit: {', '.join(sorted(unknown))}")
    for name, value in fields.items():
        setattr(row, name, value)


def add_title(title: Film | Series, genres: Iterable[Any], tags: Iterable[Any]) -> None:
    """Save a new one: at its own address, or at a free one made from its name."""
    kind = type(title)
    rows, labels = words(Genre, genres), words(Tag, tags)
    title.search_text = search_line(title, [*rows, *labels], [])
    if title.slug:
        save_at(title, taken=TAKEN[kind])
    else:
        save_at_free_address(title, title.title, stem=STEMS[kind], taken=TAKEN[kind])
    remember_address(title, "")
    title.genres.set(rows)
    title.tags.set(labels)


def save_title(
    title: Film | Series, genres: Iterable[Any] | None, tags: Iterable[Any] | None
) -> None:
    """Save a changed one; None leaves genres or tags as they are, an old address leads on here."""
    rows = list(title.genres.all()) if genres is None else words(Genre, genres)
    labels = list(title.tags.all()) if tags is None else words(Tag, tags)
    old = type(title)._default_manager.values_list("slug", flat=True).get(pk=title.pk)
    title.search_text = search_line(title, [*rows, *labels], credited(title))
    save_at(title, taken=TAKEN[type(title)])
    if old != title.slug:
        remember_address(title, old)
    title.genres.set(rows)
    title.tags.set(labels)


def index_title(title: Film | Series) -> None:
    """Let search find the title by what was attached to it since: 4 queries."""
    labels = [*title.genres.all(), *title.tags.all()]
    text = search_line(title, labels, credited(title))
    type(title)._default_manager.filter(pk=title.pk).update(search_text=text)
    title.search_text = text


def search_line(title: Film | Series, labels: Iterable[Any], people: Iterable[str]) -> str:
    """What search looks at: title, people, genres, tags, and of an episode its series."""
    parts = [title.title, *people, *[label.name for label in labels]]
    if isinstance(title, Film):
        season: Season | None = title.season
        parts += [title.director, title.cast, *([season.series.title] if season else [])]
    return searchable(parts)


def credited(title: Film | Series) -> list[str]:
    """Names of those whom its credits name: 1 query."""
    return list(title.credits.values_list("contributor__name", flat=True))


def words(model: type[Word], wanted: Iterable[Word | str]) -> list[Word]:
    """Rows of genres or tags, by row or name; those that are missing are made."""
    return [one if isinstance(one, model) else word(model, str(one)) for one in wanted]


def word(model: type[Word], name: str) -> Word:
    """The genre or tag of this name, made when it is missing."""
    row: Word = model._default_manager.get_or_create(
        slug=word_slug(model, name), defaults={"name": name.strip()}
    )[0]
    return row


def word_slug(model: type[Genre] | type[Tag], name: str) -> str:
    """Some letters become several, and signs become none at all."""
    stem = model._meta.model_name or ""
    slug = slugify(name.strip(), allow_unicode=True)[:LONGEST_SLUG]
    return slug or f"{stem}-{crc32(name.strip().encode()):08x}"


def changes_of(row: Any, before: dict[str, Any]) -> dict[str, list[Any]]:
    """What differs from ``before``, as the audit log notes it."""
    now = {name: getattr(row, name) for name in before}
    return {
        name: [_noted(old), _noted(now[name])] for name, old in before.items() if old != now[name]
    }


def _noted(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
