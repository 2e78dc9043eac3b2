"""Series, people, collections and release windows of a studio, for people of the platform."""

from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from apps.accounts import rules
from apps.catalog.enums import FilmState
from apps.catalog.models import (
    Collection,
    CollectionEntry,
    Contributor,
    CountryRating,
    ReleaseWindow,
    Season,
    Series,
)
from apps.core.web.admin.options import LookOnlyTab
from apps.studio.web.backoffice.inspected import InspectedAdmin, inspection_site


class InspectedTab(LookOnlyTab):
    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return rules.can_open_studios(request.user)


class SeasonsOfSeries(InspectedTab):
    model = Season
    fields = ("number", "title")


class SeriesOfStudio(InspectedAdmin):
    icon = "live_tv"
    list_display = ("title", "state_chip", "year", "maturity", "published_at", "updated_at")
    list_filter = ("state", "maturity")
    search_fields = ("title", "slug")
    ordering = ("-updated_at",)
    inlines = (SeasonsOfSeries,)
    fieldsets = (
        (None, {"fields": ("title", "slug", "state", "published_at", "publish_at")}),
        (_("About"), {"fields": ("tagline", "synopsis", "year", "maturity", "original_language")}),
        (_("Times"), {"fields": ("created_at", "updated_at")}),
    )

    @display(
        description=_("state"),
        ordering="state",
        label={
            FilmState.DRAFT: "info",
            FilmState.PUBLISHED: "success",
            FilmState.WITHDRAWN: "warning",
        },
    )
    def state_chip(self, series: Series) -> tuple[str, str]:
        return series.state, series.get_state_display()


class ContributorsOfStudio(InspectedAdmin):
    icon = "badge"
    list_display = ("name", "slug")
    search_fields = ("name", "slug")
    ordering = ("name",)
    fields = ("name", "slug", "biography")


class EntriesOfCollection(InspectedTab):
    model = CollectionEntry
    fields = ("position", "film", "series")


class CollectionsOfStudio(InspectedAdmin):
    icon = "collections_bookmark"
    list_display = ("title", "is_published", "position", "updated_at")
    list_filter = ("is_published",)
    search_fields = ("title", "slug")
    ordering = ("position", "title")
    inlines = (EntriesOfCollection,)
    fields = ("title", "slug", "synopsis", "is_published", "position", "updated_at")


class WindowsOfStudio(InspectedAdmin):
    icon = "event_available"
    list_display = ("film", "starts_at", "ends_at", "countries", "is_early_access")
    list_filter = ("is_early_access",)
    list_select_related = ("film",)
    search_fields = ("film__title",)
    ordering = ("-starts_at",)
    fields = list_display


class RatingsOfStudio(InspectedAdmin):
    icon = "family_restroom"
    list_display = ("film", "series", "country", "age", "label")
    list_filter = ("country",)
    list_select_related = ("film", "series")
    search_fields = ("film__title", "series__title")
    ordering = ("country",)
    fields = list_display


inspection_site.register(Series, SeriesOfStudio)
inspection_site.register(Contributor, ContributorsOfStudio)
inspection_site.register(Collection, CollectionsOfStudio)
inspection_site.register(ReleaseWindow, WindowsOfStudio)
inspection_site.register(CountryRating, RatingsOfStudio)
