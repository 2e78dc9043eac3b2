"""Titles the studio shows together."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet

from apps.catalog.domain.viewing import Viewing
from apps.catalog.models import Collection, CollectionEntry, Film, Series
from apps.catalog.selectors.titles import Title, for_cards, named
from apps.catalog.selectors.viewing import may_preview
from apps.core.errors import NotFound


@dataclass(frozen=True)
class ShownCollection:
    """A collection with those of its titles that the viewing finds, in its order."""

    collection: Collection
    titles: list[Title]


def collections_shown(viewing: Viewing, *, titles_each: int = 20) -> list[ShownCollection]:
    """Those on the site that have something to show: 9 queries at most, however many there are."""
    return _filled(Collection.objects.filter(is_published=True), viewing, titles_each)


def collection_for_viewer(key: str | UUID, viewing: Viewing) -> ShownCollection:
    """One with its titles: 9 queries. Raises NotFound; editors also find what is not on the site."""
    found = Collection.objects.filter(named(key))
    if may_preview(viewing):
        row = found.first()
        if row is not None:
            return next(iter(_filled([row], viewing)), ShownCollection(row, []))
    shown = _filled(found.filter(is_published=True), viewing)
    if not shown:
        raise NotFound
    return shown[0]


def _filled(
    collections: Iterable[Collection], viewing: Viewing, most: int | None = None
) -> list[ShownCollection]:
    rows = list(collections)
    entries = list(_entries_found(viewing).filter(collection__in=rows).order_by("position", "pk"))
    films = Film.objects.filter(pk__in={one.film_id for one in entries if one.film_id})
    series = Series.objects.filter(pk__in={one.series_id for one in entries if one.series_id})
    titles: dict[UUID, Title] = {film.pk: film for film in for_cards(films, viewing)}
    titles |= {one.pk: one for one in for_cards(series, viewing)}
    filled = []
    for row in rows:
        mine = [one for one in entries if one.collection_id == row.pk][:most]
        own = [titles[key] for one in mine if (key := one.film_id or one.series_id) is not None]
        filled.append(ShownCollection(row, own))
    return [one for one in filled if one.titles]


def _entries_found(viewing: Viewing) -> QuerySet[CollectionEntry]:
    films = Film.objects.visible_to(viewing)
    series = Series.objects.visible_to(viewing)
    return CollectionEntry.objects.filter(Q(film__in=films) | Q(series__in=series))


def collections_for_desk() -> QuerySet[Collection]:
    """Every one in its order, with its entries: 2 queries."""
    return Collection.objects.prefetch_related("entries")


def collection_for_desk(pk: str | UUID) -> Collection:
    """One with its entries: 2 queries. Raises NotFound."""
    row = collections_for_desk().filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row
