"""Pages of the studio desk: branding."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
