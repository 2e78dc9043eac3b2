"""The tabs over the pages about one series, and where it stands."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from apps.catalog.enums import FilmState
from apps.catalog.models import Series
from apps.studio.web.films.standing import DRAFT, PUBLISHED, WITHDRAWN, Standing

STANDINGS = {FilmState.PUBLISHED: PUBLISHED, FilmState.WITHDRAWN: WITHDRAWN}


def standing_of(series: Series) -> Standing:
    return STANDINGS.get(FilmState(series.state), DRAFT)


def series_tabs(series: Series, current: str) -> list[dict[str, Any]]:
    """Links to the pages about this series, as tabs.html takes them."""
    tabs = [
        ("desk-series", _("Seasons and episodes")),
        ("desk-series-details", _("Details and pictures")),
        ("desk-series-credits", _("Credits")),
        ("desk-series-release", _("Release")),
        ("desk-series-extras", _("Trailers and extras")),
    ]
    return [
        {"label": label, "url": reverse(name, args=[series.pk]), "current": name == current}
        for name, label in tabs
    ]
