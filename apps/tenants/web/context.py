"""Templates: whose site this is and how it looks."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from apps.tenants.selectors.branding import branding_of


def studio(request: HttpRequest) -> dict[str, Any]:
    host = getattr(request, "host", None)
    if host is None or host.studio.is_platform:
        return {"studio": None, "branding": None}
    offered = [(code, name) for code, name in settings.LANGUAGES if code in host.languages]
    return {"studio": host, "branding": branding_of(host.studio_pk), "languages": offered}
