from apps.catalog.models.collection import Collection, CollectionEntry
from apps.catalog.models.credit import Contributor, Credit
from apps.catalog.models.encode import AudioTrack, Encode, EncodeStage, Rendition
from apps.catalog.models.film import Film
from apps.catalog.models.play import Play, Progress
from apps.catalog.models.release import CountryRating, OldAddress, ReleaseWindow
from apps.catalog.models.series import Season, Series
from apps.catalog.models.title import Genre, Tag
from apps.catalog.models.track import Marker, TextTrack
from apps.catalog.models.upload import Upload

__all__ = [
    "AudioTrack",
    "Collection",
    "CollectionEntry",
    "Contributor",
    "CountryRating",
    "Credit",
    "Encode",
    "EncodeStage",
    "Film",
    "Genre",
    "Marker",
    "OldAddress",
    "Play",
    "Progress",
    "ReleaseWindow",
    "Rendition",
    "Season",
    "Series",
    "Tag",
    "TextTrack",
    "Upload",
]
