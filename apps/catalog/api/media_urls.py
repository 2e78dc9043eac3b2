"""Addresses of playlists, segments and pictures, on the studio's host."""

from django.urls import path, register_converter

from apps.catalog.api import media
from apps.catalog.enums import Artwork

app_name = "catalog-media"


class ArtworkConverter:
    regex = "|".join(Artwork.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(ArtworkConverter, "artwork")

urlpatterns = [
    path("m/<path:rest>", media.media, name="media"),
    path("internal/play/check", media.check, name="check"),
    path("artwork/<uuid:pk>/<artwork:kind>/<str:name>", media.artwork, name="artwork"),
]
