"""Pages of the studio desk: team."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
