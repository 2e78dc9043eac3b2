"""Pages of the studio desk: settings."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
