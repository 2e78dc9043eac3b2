"""How the current site's letters look: core asks for it through the setting MAIL_LOOK."""

from typing import Any

from django.conf import settings

from apps.core.addresses import site_of
from apps.core.tenancy import current_studio
from apps.tenants.domain.contrast import ink_on
from apps.tenants.models import Branding, Domain

PLATFORM_LOOK = {
    "studio_name": "CineRadar",
    "sender_name": "CineRadar",
    "logo_url": "",
    "brand": "#f5ae3d",
    "brand_ink": "#24180a",
}


def mail_look() -> dict[str, Any]:
    """Names, colours and logo for a letter of the current studio, or of the platform."""
    studio = current_studio()
    rows = Branding.objects.select_related("studio")
    branding = rows.filter(studio_id=studio.pk).first() if studio.pk else None
    if branding is None:
        return {**PLATFORM_LOOK, **_name_of(studio.slug)}
    return {
        "studio_name": branding.studio.name,
        "sender_name": branding.email_sender_name or branding.studio.name,
        "logo_url": _absolute(branding, branding.logo_url),
        "brand": branding.brand_colour,
        "brand_ink": ink_on(branding.brand_colour),
    }


def _name_of(slug: str) -> dict[str, str]:
    """A studio without branding still writes under its own name, never under ours."""
    return {"studio_name": slug, "sender_name": slug} if slug else {}


def _absolute(branding: Branding, path: str) -> str:
    if not path:
        return ""
    primary = Domain.objects.filter(tenant=branding.studio_id, is_primary=True).first()
    host = primary.domain if primary else f"{branding.studio.slug}.{settings.BASE_DOMAIN}"
    return f"{site_of(host)}{path}"
