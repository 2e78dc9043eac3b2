"""When, where and from which age a title may be watched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.rules import can_edit_films
from apps.accounts.services import audit
from apps.catalog.domain.countries import is_country
from apps.catalog.errors import CountryUnknown, RatingImpossible, WindowEndsBeforeStart
from apps.catalog.models import CountryRating, Film, ReleaseWindow, Series
from apps.catalog.services.titles import require

HIGHEST_AGE = 21


@dataclass(frozen=True)
class Opening:
    """A release window to be: no ``countries`` mean everywhere, no ``ends_at`` for ever."""

    starts_at: datetime
    ends_at: datetime | None = None
    countries: tuple[str, ...] = ()
    is_early_access: bool = False


@dataclass(frozen=True)
class AgeIn:
    """From which age ``country`` lets the title be shown, and what it calls that."""

    country: str
    age: int
    label: str = ""


def set_windows(film: Film, openings: Iterable[Opening], *, by: User) -> list[ReleaseWindow]:
    """Let exactly these windows hold; none at all means always and everywhere.

    Raises WindowEndsBeforeStart and CountryUnknown.
    """
    require(can_edit_films, by)
    wanted = list(openings)
    for opening in wanted:
        _check(opening)
    with transaction.atomic():
        Film.objects.select_for_update().get(pk=film.pk)
        ReleaseWindow.objects.filter(film=film).delete()
        made = ReleaseWindow.objects.bulk_create(
            ReleaseWindow(
                film=film,
                starts_at=opening.starts_at,
                ends_at=opening.ends_at,
                countries=sorted(set(opening.countries)),
                is_early_access=opening.is_early_access,
            )
            for opening in wanted
        )
        _touch(film)
        audit.record("film.windows_changed", by=by, target=film, changes={"windows": len(made)})
    return made


def set_ratings(title: Film | Series, ages: Iterable[AgeIn], *, by: User) -> list[CountryRating]:
    """Let exactly these countries rate the title differently; of two for one the last counts.

    Raises CountryUnknown and RatingImpossible.
    """
    require(can_edit_films, by)
    wanted = {age.country: age for age in ages}
    for age in wanted.values():
        _require_countries([age.country])
        if not 0 <= age.age <= HIGHEST_AGE:
            raise RatingImpossible
    about = {"film": title} if isinstance(title, Film) else {"series": title}
    with transaction.atomic():
        type(title)._default_manager.select_for_update().get(pk=title.pk)
        CountryRating.objects.filter(**about).delete()
        made = CountryRating.objects.bulk_create(
            CountryRating(country=age.country, age=age.age, label=age.label, **about)
            for age in wanted.values()
        )
        _touch(title)
        noted = {"ratings": {age.country: age.age for age in wanted.values()}}
        audit.record("title.ratings_changed", by=by, target=title, changes=noted)
    return made


def _check(opening: Opening) -> None:
    if opening.ends_at is not None and opening.ends_at <= opening.starts_at:
        raise WindowEndsBeforeStart
    _require_countries(opening.countries)


def _require_countries(codes: Iterable[str]) -> None:
    unknown = [code for code in codes if not is_country(code)]
    if unknown:
        raise CountryUnknown(countries=unknown)


def _touch(title: Film | Series) -> None:
    """Pages kept for others are made anew once their titles have changed."""
    type(title)._default_manager.filter(pk=title.pk).update(updated_at=timezone.now())
