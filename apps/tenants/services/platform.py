"""The platform's own row: its host is found like any studio's."""

from django.conf import settings
from django.utils import timezone

from apps.core.tenancy import PUBLIC_SCHEMA, platform_context
from apps.tenants.enums import DomainKind, StudioStatus
from apps.tenants.models import Domain, Studio
from apps.tenants.selectors.hosts import forget_hosts

NAME = "CineRadar"


def ensure_platform() -> Studio:
    """The platform's row and its verified, primary domain; running it again changes nothing."""
    with platform_context():
        platform = Studio.objects.filter(schema_name=PUBLIC_SCHEMA).first() or _new_platform()
        _ensure_domain(platform)
    return platform


def _new_platform() -> Studio:
    platform = Studio(
        schema_name=PUBLIC_SCHEMA,
        slug="",
        name=NAME,
        status=StudioStatus.ACTIVE,
        opened_at=timezone.now(),
    )
    platform.save()
    return platform


def _ensure_domain(platform: Studio) -> None:
    domain = Domain.objects.filter(domain=settings.BASE_DOMAIN).first()
    if domain is None:
        Domain.objects.create(
            domain=settings.BASE_DOMAIN,
            tenant=platform,
            kind=DomainKind.SUBDOMAIN,
            is_primary=True,
            verified_at=timezone.now(),
        )
        forget_hosts([settings.BASE_DOMAIN])
