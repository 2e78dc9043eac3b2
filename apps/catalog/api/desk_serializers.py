"""Shapes of what editors say about titles: series, seasons, windows, ratings, credits, collections."""

from typing import Any

from rest_framework import serializers

from apps.catalog.api.serializers import (
    MOST_GENRES,
    MOVIE,
    MovieInput,
    TitleInput,
    shown,
)
from apps.catalog.api.title_serializers import PERSON, SERIES, CreditOutput, TagOutput
from apps.catalog.enums import AccessLevel, CreditJob, FilmKind, Maturity
from apps.catalog.models import (
    Collection,
    CountryRating,
    Film,
    ReleaseWindow,
    Season,
    Series,
)
from apps.catalog.models.title import FIRST_FILM_YEAR, LAST_FILM_YEAR
from apps.catalog.services.releases import HIGHEST_AGE
from apps.core.api.shapes import Input

MOST_ROWS, MOST_CREDITS, MOST_FILMS = 50, 300, 500
MOST_COUNTRIES, MOST_TITLES, HIGHEST_NUMBER = 249, 200, 10_000
LONGEST_TABLE = 1_000_000

SEASON_PK = "0199f2a4-9d10-7e3e-9c51-5f1d2c4b5a72"
WINDOW = {
    "starts_at": "2026-12-01T00:00:00+07:00",
    "ends_at": None,
    "countries": ["ID", "IN"],
    "is_early_access": False,
}
RATING = {"country": "IN", "age": 13, "label": "U/A 13+"}
NAMED = {"name": "Meera Nair", "job": "director", "character": ""}
EPISODE = {
    "id": "0199f2a4-9d10-7e3e-9c51-5f1d2c4b5a73",
    "slug": "tide",
    "title": "Tide",
    "number": 1,
    "state": "draft",
    "publish_at": None,
}
SEASON = {
    "id": SEASON_PK,
    "number": 1,
    "title": "The first winter",
    "synopsis": "",
    "episodes": [EPISODE],
}
DESK_SERIES = {
    "id": SERIES["id"],
    "slug": "harbour-lights",
    "title": "Harbour Lights",
    "tagline": "",
    "synopsis": "Two sisters keep a lighthouse that no ship needs any more.",
    "year": 2026,
    "maturity": "13",
    "original_language": "en",
    "accent": "",
    "genres": ["Drama"],
    "tags": [{"slug": "sea", "name": "Sea"}],
    "poster": "",
    "backdrop": "",
    "state": "draft",
    "published_at": None,
    "publish_at": None,
    "seasons": [SEASON],
}
DESK_COLLECTION = {
    "id": "0199f2a4-9d10-7e3e-9c51-5f1d2c4b5a74",
    "slug": "rain-on-the-roof",
    "title": "Rain on the roof",
    "synopsis": "Films to watch while it pours.",
    "position": 0,
    "is_published": True,
    "titles": [MOVIE["id"], SERIES["id"]],
}
LINE = {"line": 2, "title": "Kites", "action": "create"}
MISTAKE = {
    "line": 3,
    "column": "year",
    "code": "not_a_number",
    "detail": "“19x5” is no whole number (year).",
}


@shown("At midnight", {"publish_at": "2099-01-01T00:00:00Z"}, sent=True)
class ScheduleInput(Input):
    publish_at = serializers.DateTimeField(
        allow_null=True, help_text="Null takes the appointment back."
    )


class WindowShape(serializers.ModelSerializer[ReleaseWindow]):
    class Meta:
        model = ReleaseWindow
        fields = ("starts_at", "ends_at", "countries", "is_early_access")


class WindowInput(Input):
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField(required=False, allow_null=True)
    countries = serializers.ListField(
        child=serializers.CharField(max_length=2),
        max_length=MOST_COUNTRIES,
        required=False,
        help_text="ISO 3166-1 codes in upper case; none means everywhere.",
    )
    is_early_access = serializers.BooleanField(required=False)


@shown("In two countries", {"windows": [WINDOW]}, sent=True)
class WindowsInput(Input):
    windows = WindowInput(many=True, max_length=MOST_ROWS)


@shown("In two countries", {"windows": [WINDOW]})
class WindowsOutput(serializers.Serializer[Any]):
    windows = WindowShape(many=True)


class RatingShape(serializers.ModelSerializer[CountryRating]):
    class Meta:
        model = CountryRating
        fields = ("country", "age", "label")


class RatingInput(Input):
    country = serializers.CharField(max_length=2, help_text="ISO 3166-1 code in upper case.")
    age = serializers.IntegerField(min_value=0, max_value=HIGHEST_AGE)
    label = serializers.CharField(max_length=20, required=False, allow_blank=True)


@shown("In India", {"ratings": [RATING]}, sent=True)
class RatingsInput(Input):
    ratings = RatingInput(many=True, max_length=MOST_COUNTRIES)


@shown("In India", {"ratings": [RATING]})
class RatingsOutput(serializers.Serializer[Any]):
    ratings = RatingShape(many=True)


class CreditInput(Input):
    name = serializers.CharField(max_length=160, help_text="Somebody known by this name, or new.")
    job = serializers.ChoiceField(CreditJob.choices)
    character = serializers.CharField(max_length=160, required=False, allow_blank=True)


@shown("A director", {"credits": [NAMED]}, sent=True)
class CreditsInput(Input):
    credits = CreditInput(many=True, max_length=MOST_CREDITS)


@shown("A director", {"credits": [{"job": "director", "character": "", "contributor": PERSON}]})
class CreditsOutput(serializers.Serializer[Any]):
    credits = CreditOutput(many=True)


@shown("A trailer", {"title": "Trailer", "kind": "trailer"}, sent=True)
class ExtraInput(MovieInput):
    """A trailer, or something about the title."""

    kind = serializers.ChoiceField(
        [(kind.value, kind.label) for kind in (FilmKind.TRAILER, FilmKind.EXTRA)]
    )


@shown("The next one", {"title": "Tide"}, sent=True)
class EpisodeInput(MovieInput):
    number = serializers.IntegerField(
        min_value=0,
        max_value=HIGHEST_NUMBER,
        required=False,
        help_text="The next one if left out.",
    )


@shown("The third", {"season": SEASON_PK, "number": 3}, sent=True)
class PlaceInput(Input):
    season = serializers.UUIDField()
    number = serializers.IntegerField(min_value=0, max_value=HIGHEST_NUMBER)


@shown(
    "To premium",
    {"films": [MOVIE["id"]], "access_level": "premium", "add_tags": ["Rain"]},
    sent=True,
)
class BulkInput(Input):
    """What changes in all the films; what is left out stays."""

    films = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_FILMS)
    access_level = serializers.ChoiceField(AccessLevel.choices, required=False)
    maturity = serializers.ChoiceField(Maturity.choices, required=False)
    year = serializers.IntegerField(
        min_value=FIRST_FILM_YEAR, max_value=LAST_FILM_YEAR, required=False, allow_null=True
    )
    original_language = serializers.ChoiceField(
        Film._meta.get_field("original_language").choices, required=False, allow_blank=True
    )
    publish_when_ready = serializers.BooleanField(required=False)
    is_encrypted = serializers.BooleanField(required=False)
    add_genres = serializers.ListField(
        child=serializers.CharField(max_length=60), max_length=MOST_GENRES, required=False
    )
    remove_genres = serializers.ListField(
        child=serializers.CharField(max_length=60), max_length=MOST_GENRES, required=False
    )
    add_tags = serializers.ListField(
        child=serializers.CharField(max_length=60), max_length=MOST_GENRES, required=False
    )
    remove_tags = serializers.ListField(
        child=serializers.CharField(max_length=60), max_length=MOST_GENRES, required=False
    )


@shown("One film", {"changed": [MOVIE["id"]]})
class BulkOutput(serializers.Serializer[Any]):
    changed = serializers.ListField(child=serializers.UUIDField())


@shown("Two films", {"table": "title,year,genres\nKites,2024,Comedy|Drama\n"}, sent=True)
class ImportInput(Input):
    table = serializers.CharField(
        max_length=LONGEST_TABLE, help_text="A CSV file; its first line names the columns."
    )
    dry_run = serializers.BooleanField(
        required=False, help_text="Tell what would happen and change nothing."
    )


class ImportedLine(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    title = serializers.CharField()
    action = serializers.ChoiceField(["create", "change", "leave"])


class ImportMistake(serializers.Serializer[Any]):
    line = serializers.IntegerField()
    column = serializers.CharField()
    code = serializers.CharField()
    detail = serializers.CharField()


@shown("A mistake", {"done": False, "lines": [LINE], "mistakes": [MISTAKE]})
class ImportOutput(serializers.Serializer[Any]):
    """With mistakes, nothing was imported."""

    done = serializers.BooleanField()
    lines = ImportedLine(many=True)
    mistakes = ImportMistake(many=True)


class DeskEpisodeOutput(serializers.ModelSerializer[Film]):
    class Meta:
        model = Film
        fields = ("id", "slug", "title", "number", "state", "publish_at")


@shown("A season", SEASON)
class DeskSeasonOutput(serializers.ModelSerializer[Season]):
    episodes = DeskEpisodeOutput(many=True)

    class Meta:
        model = Season
        fields = ("id", "number", "title", "synopsis", "episodes")


@shown("The next one", {"title": "The first winter"}, sent=True)
class SeasonInput(Input):
    number = serializers.IntegerField(
        min_value=0,
        max_value=HIGHEST_NUMBER,
        required=False,
        help_text="The next one if left out.",
    )
    title = serializers.CharField(max_length=160, required=False, allow_blank=True)
    synopsis = serializers.CharField(max_length=4000, required=False, allow_blank=True)


@shown("A series", {"title": "Harbour Lights", "genres": ["Drama"]}, sent=True)
class SeriesInput(TitleInput):
    """What an editor says about a series. Everything but the title may be left out."""


@shown("A series", DESK_SERIES)
class DeskSeriesOutput(serializers.ModelSerializer[Series]):
    """A series as its editors see it."""

    genres = serializers.SlugRelatedField("name", many=True, read_only=True)
    tags = TagOutput(many=True)
    seasons = DeskSeasonOutput(many=True)
    poster = serializers.CharField(source="poster_url")
    backdrop = serializers.CharField(source="backdrop_url")

    class Meta:
        model = Series
        fields = (
            "id",
            "slug",
            "title",
            "tagline",
            "synopsis",
            "year",
            "maturity",
            "original_language",
            "accent",
            "genres",
            "tags",
            "poster",
            "backdrop",
            "state",
            "published_at",
            "publish_at",
            "seasons",
        )


@shown("On the site", {"title": "Rain on the roof", "is_published": True}, sent=True)
class CollectionInput(Input):
    title = serializers.CharField(max_length=160)
    slug = serializers.SlugField(max_length=180, required=False)
    synopsis = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    position = serializers.IntegerField(min_value=0, max_value=HIGHEST_NUMBER, required=False)
    is_published = serializers.BooleanField(required=False)


@shown("A film and a series", {"titles": [MOVIE["id"], SERIES["id"]]}, sent=True)
class EntriesInput(Input):
    titles = serializers.ListField(
        child=serializers.UUIDField(),
        max_length=MOST_TITLES,
        help_text="Ids of films and series, in the order in which they are shown.",
    )


@shown("A collection", DESK_COLLECTION)
class DeskCollectionOutput(serializers.ModelSerializer[Collection]):
    titles = serializers.SerializerMethodField()

    class Meta:
        model = Collection
        fields = ("id", "slug", "title", "synopsis", "position", "is_published", "titles")

    def get_titles(self, collection: Collection) -> list[str]:
        return [str(one.film_id or one.series_id) for one in collection.entries.all()]
