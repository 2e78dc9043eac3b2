"""The back-office: the Django admin on the platform's host."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

UNFOLD = {
    "SITE_TITLE": "CineRadar",
    "SITE_HEADER": "CineRadar",
    "SITE_SUBHEADER": _("Back-office"),
    "SITE_URL": "/",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_LANGUAGES": True,
    "LOGIN": {"redirect_after": lambda request: reverse_lazy("admin:index")},
}
