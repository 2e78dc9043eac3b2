"""What search engines may read of a studio: an index, and files of 5,000 addresses each."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps import views as packaged
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.catalog.domain.viewing import Viewing
from apps.catalog.models import Collection, Contributor, Film, Series
from apps.catalog.selectors.contributors import people_named
from apps.catalog.selectors.viewing import anybody, viewing_of
from apps.catalog.web.cards import page_of

ADDRESSES_A_FILE = 5000


class TitleMap(Sitemap):  # type: ignore[type-arg]
    """Films or series that the viewing finds, oldest first so that files keep what they hold."""

    limit = ADDRESSES_A_FILE

    def __init__(self, titles: QuerySet[Any]) -> None:
        self.titles = titles

    def items(self) -> QuerySet[Any]:
        return self.titles.order_by("pk").only("slug", "updated_at")

    def location(self, item: Film | Series) -> str:
        return page_of(item)

    def lastmod(self, item: Film | Series) -> datetime:
        return item.updated_at

    def get_latest_lastmod(self) -> datetime | None:
        """Asked of the database: the packaged one would read every row."""
        latest: datetime | None = self.titles.aggregate(at=Max("updated_at"))["at"]
        return latest


class PeopleMap(Sitemap):  # type: ignore[type-arg]
    limit = ADDRESSES_A_FILE

    def __init__(self, viewing: Viewing) -> None:
        self.viewing = viewing

    def items(self) -> QuerySet[Contributor]:
        return people_named(self.viewing, "").order_by("pk").only("slug")

    def location(self, item: Contributor) -> str:
        return reverse("person", args=[item.slug])


class PagesMap(Sitemap):  # type: ignore[type-arg]
    """Lists and collections: few, so they stand in one file."""

    def items(self) -> list[str]:
        shown = Collection.objects.filter(is_published=True).values_list("slug", flat=True)
        lists = [reverse(name) for name in ("home", "films", "series-list")]
        return [*lists, *(reverse("collection", args=[slug]) for slug in shown)]

    def location(self, item: str) -> str:
        return item


def _sections(request: HttpRequest) -> dict[str, Sitemap]:  # type: ignore[type-arg]
    viewing = anybody(viewing_of(request))
    return {
        "films": TitleMap(Film.objects.visible_to(viewing)),
        "series": TitleMap(Series.objects.visible_to(viewing)),
        "people": PeopleMap(viewing),
        "pages": PagesMap(),
    }


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return packaged.index(request, _sections(request), sitemap_url_name="sitemap-section")


@require_safe
def sitemap_section(request: HttpRequest, section: str) -> HttpResponse:
    return packaged.sitemap(request, _sections(request), section=section)
