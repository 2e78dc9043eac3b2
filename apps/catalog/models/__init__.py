from apps.catalog.models.encode import Encode, Rendition
from apps.catalog.models.film import Film, Genre
from apps.catalog.models.upload import Upload

__all__ = ["Encode", "Film", "Genre", "Rendition", "Upload"]
