"""Pages of the studio desk: films."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
