"""How letters of the current site look, and whose name stands in front of our address."""

from typing import Any

from apps.core.origin import current_origin
from apps.core.tenancy import current_studio
from apps.tenants.models import Studio
from apps.tenants.selectors.branding import branding_of


def mail_look() -> dict[str, Any]:
    """For every letter's template: ``site_name``, ``site_url``, ``studio``, ``branding``."""
    ref = current_studio()
    if ref.is_platform:
        return _look("CineRadar", None, None, "")
    studio = Studio.objects.get(pk=ref.pk)
    branding = branding_of(studio.pk)
    sender = branding.email_sender_name if branding else ""
    return _look(studio.name, studio, branding, sender)


def _look(name: str, studio: Any, branding: Any, sender: str) -> dict[str, Any]:
    return {
        "site_name": name,
        "site_url": current_origin().site,
        "studio": studio,
        "branding": branding,
        "sender_name": sender or name,
    }
