"""Which titles somebody finds: asked of every list, search and page in the same words."""

from typing import Any

from django.db.models import Exists, Model, OuterRef, Q

from apps.catalog.domain.viewing import Viewing
from apps.catalog.enums import Maturity


def suitable_for(model: type[Model], viewing: Viewing) -> Q:
    """Meant for the viewing's age: as the country rates the title, else as the studio does."""
    if viewing.max_age is None:
        return Q()
    allowed = [maturity for maturity in Maturity if maturity.age <= viewing.max_age]
    ratings = _rows(model, "ratings").filter(country=viewing.country)
    if not viewing.country:
        return Q(maturity__in=allowed)
    fits = Exists(ratings.filter(age__lte=viewing.max_age))
    return fits | (Q(maturity__in=allowed) & ~Exists(ratings))


def open_or_coming(model: type[Model], viewing: Viewing) -> Q:
    """Without release windows, or with one for the viewing's country that is not over."""
    windows = _rows(model, "windows")
    here = Q(countries=[]) | Q(countries__contains=[viewing.country])
    lasting = Q(ends_at__isnull=True) | Q(ends_at__gt=viewing.now)
    return ~Exists(windows) | Exists(windows.filter(here, lasting))


def _rows(model: type[Model], relation: str) -> Any:
    """The rows of a table that points here, of the title a query stands at."""
    field: Any = model._meta.get_field(relation)
    return field.related_model._default_manager.filter(**{field.field.name: OuterRef("pk")})
