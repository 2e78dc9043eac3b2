"""The back-office: the Django admin on the platform's host, and the view into one studio."""

from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.translation import gettext_lazy as _

from config import env

PAGES = "apps.studio.web.backoffice"


# Shown as a chip beside every page's title, so that nobody takes a test machine for the real one.
ENVIRONMENT_NAME = env.text("ENVIRONMENT_NAME", "")


def environment(request: Any) -> list[Any] | None:
    name = ENVIRONMENT_NAME or (_("Development") if settings.DEVELOPER_PAGES else "")
    return [name, "warning"] if name else None


def icon(request: Any) -> str:
    return static("core/favicon.svg")


# Ink and amber of the design system. 600 stands on white and carries text, hence so dark.
INK = {
    "50": "oklch(0.984 0.003 262)",
    "100": "oklch(0.966 0.005 262)",
    "200": "oklch(0.925 0.008 262)",
    "300": "oklch(0.868 0.012 262)",
    "400": "oklch(0.72 0.016 262)",
    "500": "oklch(0.55 0.02 262)",
    "600": "oklch(0.45 0.021 262)",
    "700": "oklch(0.36 0.021 262)",
    "800": "oklch(0.265 0.018 262)",
    "900": "oklch(0.195 0.014 262)",
    "950": "oklch(0.15 0.012 262)",
}
AMBER = {
    "50": "oklch(0.98 0.02 85)",
    "100": "oklch(0.955 0.045 84)",
    "200": "oklch(0.92 0.085 82)",
    "300": "oklch(0.875 0.125 79)",
    "400": "oklch(0.835 0.15 76)",
    "500": "oklch(0.8 0.155 74)",
    "600": "oklch(0.5 0.11 66)",
    "700": "oklch(0.44 0.095 64)",
    "800": "oklch(0.38 0.08 62)",
    "900": "oklch(0.32 0.065 60)",
    "950": "oklch(0.24 0.05 58)",
}

LOOK: dict[str, Any] = {
    "SITE_TITLE": "CineRadar",
    "SITE_HEADER": "CineRadar",
    "SITE_ICON": icon,
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": icon}],
    "STYLES": [f"{PAGES}.navigation.stylesheet"],
    "ENVIRONMENT": environment,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_LANGUAGES": True,
    "BORDER_RADIUS": "8px",
    "COLORS": {"base": INK, "primary": AMBER},
    "ACCOUNT": {"navigation": f"{PAGES}.navigation.account_links"},
}
UNFOLD = {
    **LOOK,
    "SITE_SUBHEADER": _("Back-office"),
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "DASHBOARD_CALLBACK": f"{PAGES}.dashboard.dashboard",
    "COMMAND": {
        "search_models": ["tenants.studio", "tenants.domain", "tenants.signup", "accounts.user"],
        "show_history": False,
    },
    "SIDEBAR": {
        "show_search": True,
        "command_search": True,
        "navigation": f"{PAGES}.navigation.sidebar",
    },
}
UNFOLD_INSPECTION = {
    **LOOK,
    "SITE_SUBHEADER": _("Read-only"),
    "SITE_URL": "/admin/",
    "SHOW_HISTORY": False,
    "SIDEBAR": {
        "show_search": False,
        "command_search": False,
        "navigation": f"{PAGES}.navigation.inspection_sidebar",
    },
}
