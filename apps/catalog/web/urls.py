"""Pages of a studio's own site."""

from django.urls import path

from apps.catalog.web.collections import collection
from apps.catalog.web.history import forget_all, forget_one, history, history_csv
from apps.catalog.web.people import person, portrait
from apps.catalog.web.search import suggest
from apps.catalog.web.series import series, series_list
from apps.catalog.web.sitemaps import sitemap_index, sitemap_section
from apps.catalog.web.views import film, films, home
from apps.catalog.web.watch import watch

urlpatterns = [
    path("", home, name="home"),
    path("films/", films, name="films"),
    path("films/<slug:slug>/", film, name="film"),
    path("series/", series_list, name="series-list"),
    path("series/<slug:slug>/", series, name="series"),
    path("people/<slug:slug>/", person, name="person"),
    path("collections/<slug:slug>/", collection, name="collection"),
    path("search/suggestions/", suggest, name="search-suggestions"),
    path("portraits/<uuid:pk>/<str:name>", portrait, name="portrait"),
    path("watch/<slug:slug>/", watch, name="watch"),
    path("history/", history, name="history"),
    path("history/export/", history_csv, name="history-csv"),
    path("history/forget/", forget_all, name="history-forget-all"),
    path("history/<uuid:pk>/forget/", forget_one, name="history-forget"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-<slug:section>.xml", sitemap_section, name="sitemap-section"),
]
