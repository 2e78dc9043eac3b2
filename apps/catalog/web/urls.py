"""Pages of a studio's own site."""

from django.urls import path

from apps.catalog.web.views import film, films, home
from apps.catalog.web.watch import watch

urlpatterns = [
    path("", home, name="home"),
    path("films/", films, name="films"),
    path("films/<slug:slug>/", film, name="film"),
    path("watch/<slug:slug>/", watch, name="watch"),
]
