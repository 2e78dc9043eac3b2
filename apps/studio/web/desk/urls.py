"""Pages of the studio desk: desk."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
