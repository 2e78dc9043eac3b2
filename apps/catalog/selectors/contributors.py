"""People who made films and series."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from apps.catalog.domain.viewing import Viewing
from apps.catalog.models import Contributor, Credit, Film, Series
from apps.catalog.selectors.titles import Title, for_cards, holds_words, named
from apps.catalog.selectors.viewing import may_preview
from apps.core.errors import NotFound


@dataclass(frozen=True)
class Work:
    """A title somebody took part in, and as what."""

    title: Title
    credits: list[Credit]


def contributor_for_viewer(key: str | UUID, viewing: Viewing) -> Contributor:
    """Somebody who took part in what the viewing finds: 1 query. Raises NotFound for anybody else."""
    people = Contributor.objects.filter(named(key))
    if not may_preview(viewing):
        people = people.filter(Exists(_credits_found(viewing).filter(contributor=OuterRef("pk"))))
    person = people.first()
    if person is None:
        raise NotFound
    return person


def works_of(person: Contributor, viewing: Viewing) -> list[Work]:
    """What they took part in and the viewing finds, the latest first: 8 queries at most."""
    lines = list(_credits_found(viewing).filter(contributor=person))
    films = Film.objects.filter(pk__in=[one.film_id for one in lines if one.film_id])
    series = Series.objects.filter(pk__in=[one.series_id for one in lines if one.series_id])
    titles: list[Title] = [*for_cards(films, viewing), *for_cards(series, viewing)]
    titles.sort(key=lambda title: (-(title.year or 0), title.title))
    return [
        Work(title, [c for c in lines if title.pk in (c.film_id, c.series_id)]) for title in titles
    ]


def _credits_found(viewing: Viewing) -> QuerySet[Credit]:
    """Credits of titles that stand on their own and that the viewing finds."""
    films = Film.objects.titles().visible_to(viewing)
    series = Series.objects.visible_to(viewing)
    return Credit.objects.filter(Q(film__in=films) | Q(series__in=series))


def people_named(viewing: Viewing, search: str) -> QuerySet[Contributor]:
    """People of what the viewing finds whose name holds every word."""
    credited = Exists(_credits_found(viewing).filter(contributor=OuterRef("pk")))
    return Contributor.objects.filter(credited, holds_words("name", search)).order_by("name", "pk")


def portrait_for_viewer(pk: UUID, *, name: str, viewing: Viewing) -> str:
    """Storage name of somebody's current portrait: 1 query. Raises NotFound."""
    person = contributor_for_viewer(pk, viewing)
    if not person.portrait or PurePosixPath(person.portrait).name != name:
        raise NotFound
    return person.portrait


def people_for_desk(*, search: str = "") -> QuerySet[Contributor]:
    """Everybody by name, with counts of credits: 1 query."""
    people = Contributor.objects.filter(holds_words("name", search))
    return people.annotate(credit_count=Count("credits")).order_by("name", "pk")


def person_for_desk(pk: UUID) -> Contributor:
    """Somebody, named or not: 1 query. Raises NotFound."""
    person = Contributor.objects.filter(pk=pk).first()
    if person is None:
        raise NotFound
    return person
