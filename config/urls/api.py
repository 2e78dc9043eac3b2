"""The API: /api/v1/…, and /api/… which always serves the newest version."""

from typing import Any

from django.urls import include, path
from drf_spectacular.views import SpectacularJSONAPIView

people = [path("", include("apps.accounts.api.urls"))]
films = [path("", include("apps.catalog.api.urls"))]


def api(patterns: list[Any], *, urlconf: str) -> list[Any]:
    """The two mounts of a host's API and its OpenAPI document."""
    schema = SpectacularJSONAPIView.as_view(urlconf=urlconf)
    return [
        path("api/schema/", schema, name="api-schema"),
        path("api/v1/", include((patterns, "api"), namespace="v1")),
        path("api/", include((patterns, "api"), namespace="newest")),
    ]
