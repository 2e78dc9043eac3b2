"""A studio's look, cached in the studio's own cache."""

from uuid import UUID

from django.core.cache import cache

from apps.tenants.models import Branding

CACHE_SECONDS = 300
KEY = "branding"


def branding_of(studio_pk: UUID) -> Branding | None:
    """The branding of the current studio, its studio's row along; None while it has none."""
    branding: Branding | None = cache.get(KEY)
    if branding is None:
        rows = Branding.objects.select_related("studio")
        branding = rows.filter(studio_id=studio_pk).first()
        cache.set(KEY, branding, CACHE_SECONDS)
    return branding


def forget_branding() -> None:
    """Called in the studio's context when its look changes."""
    cache.delete(KEY)
