"""What every template may use."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from apps.core.logs import request_id

THEMES = {"light", "dark"}


def product(request: HttpRequest) -> dict[str, Any]:
    theme = request.COOKIES.get("theme", "")
    return {
        "theme": theme if theme in THEMES else "auto",
        "languages": settings.LANGUAGES,
        "request_id": request_id.get(),
        "is_development": settings.DEVELOPER_PAGES,
    }
