"""Studios by what pages and consoles know of them."""

from typing import TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from apps.core.errors import NotFound
from apps.core.tenancy import PUBLIC_SCHEMA, current_studio
from apps.tenants.domain.slugs import slug_fault
from apps.tenants.enums import SlugFault, StudioStatus
from apps.tenants.models import Domain, DomainClaim, Studio
from apps.tenants.selectors.versions import sufficient_versions

Row = TypeVar("Row")


def studios() -> QuerySet[Studio]:
    """Every studio, without the platform's own row."""
    return Studio.objects.exclude(schema_name=PUBLIC_SCHEMA)


def studios_at_work() -> QuerySet[Studio]:
    """The studios whose scheduled work is done: open ones whose tables this code can work on."""
    return studios().filter(status=StudioStatus.ACTIVE, schema_version__in=sufficient_versions())


def this_studio() -> Studio:
    """The row of the studio this request is for; raises NotFound on the platform's host."""
    return _found(Studio.objects.filter(pk=_here()).first())


def slug_problem(slug: str) -> SlugFault | None:
    """The rule that an address breaks; None when it keeps all of them, taken or not."""
    return slug_fault(slug)


def slug_is_taken(slug: str) -> bool:
    return Studio.objects.filter(slug=slug).exists()


def domains_of(studio: Studio) -> QuerySet[Domain]:
    """Addresses that open the studio, the main one first."""
    return studio.domains.order_by("-is_primary", "domain")


def main_address(studio: Studio) -> str:
    """The host name its pages are shown under; the one it will get while it has none."""
    primary = studio.domains.filter(is_primary=True).first()
    return primary.domain if primary else f"{studio.slug}.{settings.BASE_DOMAIN}"


def claims_of(studio: Studio) -> QuerySet[DomainClaim]:
    return DomainClaim.objects.filter(studio=studio).order_by("name")


def domain_of_this_studio(pk: UUID) -> Domain:
    """Raises NotFound for another studio's."""
    domain = Domain.objects.select_related("tenant").filter(pk=pk, tenant_id=_here())
    return _found(domain.first())


def claim_of_this_studio(pk: UUID) -> DomainClaim:
    """Raises NotFound for another studio's."""
    claim = DomainClaim.objects.select_related("studio").filter(pk=pk, studio_id=_here())
    return _found(claim.first())


def _here() -> UUID:
    """The current studio; the platform itself has no rows of a studio."""
    return _found(current_studio().pk)


def _found(row: Row | None) -> Row:
    if row is None:
        raise NotFound
    return row
