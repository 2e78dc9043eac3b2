"""The API: /api/v1/…, and /api/… which always serves the newest version."""

from typing import Any

from django.urls import include, path

from apps.core.web.api_docs import ApiDocs, ApiDocument

people = [path("", include("apps.accounts.api.urls"))]
films = [
    path("playback/", include("apps.catalog.api.playback_urls")),
    path("", include("apps.accounts.api.profile_urls")),
    path("", include("apps.catalog.api.urls")),
]


def api(patterns: list[Any], *, urlconf: str) -> list[Any]:
    """The two mounts of a host's API, its OpenAPI document, and the page made from it."""
    return [
        path("api/schema/", ApiDocument.as_view(urlconf=urlconf), name="api-schema"),
        path("api/docs/", ApiDocs.as_view(urlconf=urlconf), name="api-docs"),
        path("api/v1/", include((patterns, "api"), namespace="v1")),
        path("api/", include((patterns, "api"), namespace="newest")),
    ]
