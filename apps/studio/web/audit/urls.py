"""Pages of the studio desk: audit."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
