"""Films and series as viewers look for them: found, filtered, in the order they asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import (
    Case,
    Count,
    Exists,
    IntegerField,
    Max,
    Min,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Value,
    When,
)

from apps.catalog.domain.search import words_of
from apps.catalog.domain.viewing import Viewing
from apps.catalog.domain.windows import Availability, Window, availability
from apps.catalog.enums import Maturity
from apps.catalog.models import CountryRating, Film, Genre, OldAddress, Series, Tag
from apps.catalog.models.film import FilmQuerySet
from apps.catalog.models.series import SeriesQuerySet
from apps.catalog.selectors.viewing import may_preview
from apps.core.errors import NotFound

Title = Film | Series
Titles = TypeVar("Titles", FilmQuerySet, SeriesQuerySet)
Label = TypeVar("Label", Genre, Tag)
# More than anybody reads; likeness is weighed among the newest of them.
LIKELY = 200
NEWEST = ("-published_at", "-pk")


@dataclass(frozen=True)
class Wanted:
    """How a list is narrowed down; empty means not at all. Genre and tag are slugs."""

    search: str = ""
    genre: str = ""
    tag: str = ""
    language: str = ""
    access: str = ""
    decade: int | None = None

    @property
    def is_narrow(self) -> bool:
        return self != Wanted()


@dataclass(frozen=True)
class Rating:
    """From which age a title is, where it is looked at; ``label`` is that country's own word."""

    age: int
    label: str


ANYTHING = Wanted()


def films_found(viewing: Viewing, wanted: Wanted = ANYTHING) -> FilmQuerySet:
    """Films on the site that stand on their own, best match and then newest first."""
    films = narrowed(Film.objects.titles().visible_to(viewing), wanted)
    if wanted.access:
        films = films.filter(access_level=wanted.access)
    return matching(films, wanted.search)


def series_found(viewing: Viewing, wanted: Wanted = ANYTHING) -> SeriesQuerySet:
    """Series on the site, best match and then newest first."""
    return matching(narrowed(Series.objects.visible_to(viewing), wanted), wanted.search)


def narrowed(titles: Titles, wanted: Wanted) -> Titles:
    if wanted.genre:
        titles = titles.filter(genres__slug=wanted.genre)
    if wanted.tag:
        titles = titles.filter(tags__slug=wanted.tag)
    if wanted.language:
        titles = titles.filter(original_language=wanted.language)
    if wanted.decade is not None:
        titles = titles.filter(year__gte=wanted.decade, year__lt=wanted.decade + 10)
    return titles


def matching(titles: Titles, search: str) -> Titles:
    """Those that hold every word, first those with it in the title, then the newest."""
    words = [word for word in words_of(search) if word]
    for word in words:
        titles = titles.filter(search_text__contains=word)
    if not words:
        return titles.newest_first()
    text = " ".join(words)
    rank = Case(
        When(search_text__startswith=text, then=Value(0)),
        When(Q(title__icontains=search.strip()), then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    return titles.annotate(rank=rank).order_by("rank", *NEWEST)


def for_cards(titles: Titles, viewing: Viewing) -> Titles:
    """With what cards and lists say of each: genres, the country's rating, release windows.

    2 queries more for series, 3 for films.
    """
    ratings = CountryRating.objects.filter(country=viewing.country)
    more: list[Any] = ["genres", Prefetch("ratings", queryset=ratings, to_attr="ratings_here")]
    more += ["windows"] if titles.model is Film else []
    return titles.prefetch_related(*more)


def for_page(titles: Titles, viewing: Viewing) -> Titles:
    """With all that a page of one title says: as for cards, and tags and credits: 3 queries more."""
    return for_cards(titles, viewing).prefetch_related("tags", "credits__contributor")


def shown(titles: Titles, key: str | UUID, viewing: Viewing) -> Any:
    """The title of this slug or pk, with what its page says. Raises NotFound for what the viewing
    does not find; editors also find drafts and what is withdrawn."""
    allowed = titles if may_preview(viewing) else titles.visible_to(viewing)
    found = for_page(allowed.filter(named(key)), viewing).first()
    if found is None:
        raise NotFound
    return found


def named(key: str | UUID) -> Q:
    try:
        return Q(pk=UUID(str(key)))
    except ValueError:
        return Q(slug=str(key))


def moved_to(model: type[Title], slug: str, viewing: Viewing) -> str:
    """The address a title has now that had ``slug`` once: 1 query. Raises NotFound."""
    about = "film" if model is Film else "series"
    seen: QuerySet[Any] = model.objects.all()
    if not may_preview(viewing):
        seen = model.objects.visible_to(viewing)
    old = OldAddress.objects.filter(slug=slug, **{f"{about}__in": seen})
    address = old.values_list(f"{about}__slug", flat=True).first()
    if address is None:
        raise NotFound
    return str(address)


def similar(title: Title, viewing: Viewing, *, limit: int = 12) -> list[Any]:
    """Titles of its kind that share genres and tags with it, the most alike first; others of the
    newest when none does: 8 queries at most."""
    model = type(title)
    every: Any = model.objects.visible_to(viewing).exclude(pk=title.pk)
    every = every.titles() if model is Film else every
    genres = [genre.pk for genre in title.genres.all()]
    tags = [tag.pk for tag in title.tags.all()]
    likely = every.filter(pk__in=_holders(model, genres, tags)).newest_first()[:LIKELY]
    by_genre = Count("genres", filter=Q(genres__in=genres), distinct=True)
    by_tag = Count("tags", filter=Q(tags__in=tags), distinct=True)
    ranked: Any = model.objects.filter(pk__in=likely.values("pk"))
    ranked = ranked.annotate(alike=by_genre + 2 * by_tag).order_by("-alike", *NEWEST)
    same = list(for_cards(ranked, viewing)[:limit])
    return same or list(for_cards(every.newest_first(), viewing)[:limit])


def _holders(model: type[Title], genres: list[int], tags: list[int]) -> QuerySet[Any]:
    """Keys of the titles with one of the genres or tags."""
    column = f"{model._meta.model_name}_id"
    of_genre: QuerySet[Any] = model.genres.through.objects.filter(genre__in=genres)
    of_tag: QuerySet[Any] = model.tags.through.objects.filter(tag__in=tags)
    return of_genre.values(column).union(of_tag.values(column))


def holds_words(column: str, search: str) -> Q:
    """Every word of ``search`` occurs in the column, in whatever case: for short lists of names."""
    held = Q()
    for word in search.split():
        held &= Q(**{f"{column}__icontains": word})
    return held


def genres_found(viewing: Viewing) -> QuerySet[Genre]:
    """Genres that at least one film of the viewing has: 1 query, which ends at each genre's first."""
    films = Film.objects.titles().visible_to(viewing).filter(genres=OuterRef("pk"))
    return Genre.objects.filter(Exists(films))


def labels_found(labels: type[Label], viewing: Viewing, search: str = "") -> QuerySet[Label]:
    """Genres or tags of what the viewing finds, by name; to editors, all of them: 1 query."""
    rows = labels._default_manager.filter(holds_words("name", search)).order_by("name", "pk")
    if may_preview(viewing):
        return rows
    held = {f"{labels._meta.model_name}s": OuterRef("pk")}
    films = Film.objects.titles().visible_to(viewing).filter(**held)
    series = Series.objects.visible_to(viewing).filter(**held)
    return rows.filter(Exists(films) | Exists(series))


def decades_found(viewing: Viewing) -> list[int]:
    """Decades from which films may be, the latest first: 1 query."""
    years = Film.objects.titles().published().aggregate(first=Min("year"), last=Max("year"))
    if years["first"] is None:
        return []
    first, last = (years[name] // 10 * 10 for name in ("first", "last"))
    return list(range(last, first - 10, -10))


def availability_of(film: Film, viewing: Viewing) -> Availability:
    """Whether the viewing may watch it now, as far as time and place go: 1 query, or none where
    the windows are there already."""
    windows = [
        Window(one.starts_at, one.ends_at, tuple(one.countries), one.is_early_access)
        for one in film.windows.all()
    ]
    return availability(viewing.now, viewing.country, viewing.has_early_access, windows)


def rating_of(title: Title) -> Rating:
    """From which age it is in the viewing's country. Of a title that was read for cards."""
    here: Iterable[CountryRating] = getattr(title, "ratings_here", ())
    for rating in here:
        return Rating(rating.age, rating.label)
    return Rating(Maturity(title.maturity).age, "")
