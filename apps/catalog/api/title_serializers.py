"""Shapes of films, series, people and collections as viewers find them."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.catalog.api.serializers import (
    MOST_LETTERS,
    MOVIE,
    MOVIE_IN_FULL,
    GenreOutput,
    MovieOutput,
    shown,
)
from apps.catalog.domain.windows import Availability, State
from apps.catalog.enums import AccessLevel
from apps.catalog.models import Collection, Contributor, Credit, Film, Series, Tag
from apps.catalog.selectors.series import ShownSeason
from apps.catalog.selectors.suggestions import FEWEST_LETTERS
from apps.catalog.selectors.titles import Rating, Wanted, availability_of, rating_of

LATEST_YEAR, FIRST_YEAR = 2100, 1880
FOUND = {
    **MOVIE,
    "kind": "film",
    "age_rating": {"age": 0, "label": ""},
    "availability": {"state": "available", "at": None},
}
PERSON = {
    "id": "0199f2a4-8c10-7d3e-9b51-4f1d2c4b5a70",
    "slug": "meera-nair",
    "name": "Meera Nair",
    "portrait": "",
}
SERIES = {
    "id": "0199f2a4-9d10-7e3e-9c51-5f1d2c4b5a71",
    "slug": "harbour-lights",
    "title": "Harbour Lights",
    "tagline": "",
    "year": 2026,
    "maturity": "13",
    "age_rating": {"age": 13, "label": "U/A 13+"},
    "genres": [{"slug": "drama", "name": "Drama"}],
    "poster": "",
    "backdrop": "",
    "accent": "",
    "published_at": "2026-11-21T09:30:00Z",
}
COLLECTION = {
    "id": "0199f2a4-9d10-7e3e-9c51-5f1d2c4b5a74",
    "slug": "rain-on-the-roof",
    "title": "Rain on the roof",
    "synopsis": "Films to watch while it pours.",
    "films": [FOUND],
    "series": [SERIES],
}
WORKS = {
    **PERSON,
    "biography": "Makes films about people who wait.",
    "films": [FOUND],
    "series": [],
}


@shown("A tag", {"slug": "rain", "name": "Rain"})
class TagOutput(serializers.ModelSerializer[Tag]):
    slug = serializers.CharField(help_text="In the letters of the tag's own language.")

    class Meta:
        model = Tag
        fields = ("slug", "name")


class AgeRatingOutput(serializers.Serializer[Rating]):
    """From which age, in the country of the request; ``label`` is that country's own word."""

    age = serializers.IntegerField()
    label = serializers.CharField()


class AvailabilityOutput(serializers.Serializer[Availability]):
    """Whether the title can be watched as far as time and place go; ``at`` says from when on."""

    state = serializers.ChoiceField([state.value for state in State])
    at = serializers.DateTimeField(allow_null=True)


class ContributorOutput(serializers.ModelSerializer[Contributor]):
    portrait = serializers.CharField(source="portrait_url", help_text="Empty: there is none.")

    class Meta:
        model = Contributor
        fields = ("id", "slug", "name", "portrait")


class CreditOutput(serializers.ModelSerializer[Credit]):
    contributor = ContributorOutput()

    class Meta:
        model = Credit
        fields = ("job", "character", "contributor")


@shown("A film", FOUND)
class FoundMovieOutput(MovieOutput):
    """A film as viewers see it in lists."""

    age_rating = serializers.SerializerMethodField()
    availability = serializers.SerializerMethodField()

    class Meta(MovieOutput.Meta):
        fields = (*MovieOutput.Meta.fields, "kind", "age_rating", "availability")  # type: ignore[assignment]

    @extend_schema_field(AgeRatingOutput)
    def get_age_rating(self, film: Film) -> dict[str, Any]:
        return dict(AgeRatingOutput(rating_of(film)).data)

    @extend_schema_field(AvailabilityOutput)
    def get_availability(self, film: Film) -> dict[str, Any]:
        return dict(AvailabilityOutput(availability_of(film, self.context["viewing"])).data)


class PlaceOutput(serializers.Serializer[Film]):
    """Where an episode stands."""

    series = serializers.UUIDField(source="season.series_id")
    series_slug = serializers.CharField(source="season.series.slug")
    series_title = serializers.CharField(source="season.series.title")
    season = serializers.IntegerField(source="season.number")
    number = serializers.IntegerField()


@shown(
    "A film",
    {
        **MOVIE_IN_FULL,
        **FOUND,
        "tags": [{"slug": "rain", "name": "Rain"}],
        "credits": [{"job": "director", "character": "", "contributor": PERSON}],
        "episode": None,
        "extras": [],
    },
)
class FoundMovieDetailOutput(FoundMovieOutput):
    """All that a film's page says."""

    tags = TagOutput(many=True)
    credits = CreditOutput(many=True)
    episode = serializers.SerializerMethodField(help_text="Of an episode: its place; else null.")
    extras = serializers.SerializerMethodField()

    class Meta(FoundMovieOutput.Meta):
        fields = (  # type: ignore[assignment]
            *FoundMovieOutput.Meta.fields,
            "synopsis",
            "director",
            "cast",
            "original_language",
            "tags",
            "credits",
            "episode",
            "extras",
        )

    @extend_schema_field(PlaceOutput(allow_null=True))
    def get_episode(self, film: Film) -> dict[str, Any] | None:
        return dict(PlaceOutput(film).data) if film.season_id else None

    @extend_schema_field(FoundMovieOutput(many=True))
    def get_extras(self, _film: Film) -> Any:
        return FoundMovieOutput(self.context["extras"], many=True, context=self.context).data


@shown("A series", SERIES)
class SeriesOutput(serializers.ModelSerializer[Series]):
    """A series as viewers see it in lists."""

    genres = GenreOutput(many=True)
    poster = serializers.CharField(source="poster_url")
    backdrop = serializers.CharField(source="backdrop_url")
    age_rating = serializers.SerializerMethodField()

    class Meta:
        model = Series
        fields = (
            "id",
            "slug",
            "title",
            "tagline",
            "year",
            "maturity",
            "age_rating",
            "genres",
            "poster",
            "backdrop",
            "accent",
            "published_at",
        )

    @extend_schema_field(AgeRatingOutput)
    def get_age_rating(self, series: Series) -> dict[str, Any]:
        return dict(AgeRatingOutput(rating_of(series)).data)


class EpisodeOutput(FoundMovieOutput):
    number = serializers.IntegerField()

    class Meta(FoundMovieOutput.Meta):
        fields = (*FoundMovieOutput.Meta.fields, "synopsis", "number")  # type: ignore[assignment]


class SeasonOutput(serializers.Serializer[ShownSeason]):
    id = serializers.UUIDField(source="season.pk")
    number = serializers.IntegerField(source="season.number")
    title = serializers.CharField(source="season.title")
    synopsis = serializers.CharField(source="season.synopsis")
    episodes = EpisodeOutput(many=True)


@shown(
    "A series",
    {
        **SERIES,
        "synopsis": "Two sisters keep a lighthouse that no ship needs any more.",
        "original_language": "en",
        "tags": [],
        "credits": [],
        "seasons": [],
        "extras": [],
    },
)
class SeriesDetailOutput(SeriesOutput):
    """All that a series's page says: seasons and episodes too."""

    tags = TagOutput(many=True)
    credits = CreditOutput(many=True)
    seasons = serializers.SerializerMethodField()
    extras = serializers.SerializerMethodField()

    class Meta(SeriesOutput.Meta):
        fields = (  # type: ignore[assignment]
            *SeriesOutput.Meta.fields,
            "synopsis",
            "original_language",
            "tags",
            "credits",
            "seasons",
            "extras",
        )

    @extend_schema_field(SeasonOutput(many=True))
    def get_seasons(self, _series: Series) -> Any:
        return SeasonOutput(self.context["seasons"], many=True, context=self.context).data

    @extend_schema_field(FoundMovieOutput(many=True))
    def get_extras(self, _series: Series) -> Any:
        return FoundMovieOutput(self.context["extras"], many=True, context=self.context).data


@shown("A collection", COLLECTION)
class CollectionOutput(serializers.ModelSerializer[Collection]):
    """Titles shown together. ``films`` and ``series`` are each in the collection's order."""

    films = serializers.SerializerMethodField()
    series = serializers.SerializerMethodField()

    class Meta:
        model = Collection
        fields = ("id", "slug", "title", "synopsis", "films", "series")

    @extend_schema_field(FoundMovieOutput(many=True))
    def get_films(self, collection: Collection) -> Any:
        films = [one for one in self.context["titles"][collection.pk] if isinstance(one, Film)]
        return FoundMovieOutput(films, many=True, context=self.context).data

    @extend_schema_field(SeriesOutput(many=True))
    def get_series(self, collection: Collection) -> Any:
        series = [one for one in self.context["titles"][collection.pk] if isinstance(one, Series)]
        return SeriesOutput(series, many=True, context=self.context).data


@shown("One collection", {"results": [COLLECTION]})
class CollectionListOutput(serializers.Serializer[Any]):
    results = CollectionOutput(many=True)


@shown("A director", WORKS)
class WorksOutput(ContributorOutput):
    """Somebody, and what they took part in."""

    films = serializers.SerializerMethodField()
    series = serializers.SerializerMethodField()

    class Meta(ContributorOutput.Meta):
        fields = (*ContributorOutput.Meta.fields, "biography", "films", "series")  # type: ignore[assignment]

    @extend_schema_field(FoundMovieOutput(many=True))
    def get_films(self, _person: Contributor) -> Any:
        films = [one for one in self.context["works"] if isinstance(one, Film)]
        return FoundMovieOutput(films, many=True, context=self.context).data

    @extend_schema_field(SeriesOutput(many=True))
    def get_series(self, _person: Contributor) -> Any:
        series = [one for one in self.context["works"] if isinstance(one, Series)]
        return SeriesOutput(series, many=True, context=self.context).data


@shown("Of each kind", {"films": [FOUND], "series": [SERIES], "people": [PERSON]})
class SuggestionsOutput(serializers.Serializer[Any]):
    """The best few of each kind."""

    films = FoundMovieOutput(many=True)
    series = SeriesOutput(many=True)
    people = ContributorOutput(many=True)


class SuggestionsQuery(serializers.Serializer[Any]):
    q = serializers.CharField(
        max_length=MOST_LETTERS,
        help_text=f"What was typed so far; nothing is found below {FEWEST_LETTERS} letters.",
    )


class LabelsQuery(serializers.Serializer[Any]):
    search = serializers.CharField(
        max_length=MOST_LETTERS, required=False, allow_blank=True, help_text="Words of the name."
    )


class SeriesQuery(serializers.Serializer[Any]):
    """How the list of series may be narrowed down."""

    search = serializers.CharField(
        max_length=MOST_LETTERS,
        required=False,
        allow_blank=True,
        help_text="Words of title, people, genres and tags.",
    )
    genre = serializers.CharField(
        max_length=MOST_LETTERS, required=False, allow_blank=True, help_text="Slug of a genre."
    )
    tag = serializers.CharField(
        max_length=MOST_LETTERS, required=False, allow_blank=True, help_text="Slug of a tag."
    )
    language = serializers.ChoiceField(
        settings.LANGUAGES, required=False, help_text="Language of the original."
    )
    decade = serializers.IntegerField(
        min_value=FIRST_YEAR,
        max_value=LATEST_YEAR,
        required=False,
        help_text="Any year of it: 1994 finds 1990 to 1999.",
    )

    def wanted(self) -> Wanted:
        """Raises ValidationError for what cannot be asked."""
        self.is_valid(raise_exception=True)
        given = dict(self.validated_data)
        if given.get("decade") is not None:
            given["decade"] = given["decade"] // 10 * 10
        given["access"] = given.pop("access_level", "")
        return Wanted(**given)


class MoviesQuery(SeriesQuery):
    """How the list of films may be narrowed down."""

    access_level = serializers.ChoiceField(AccessLevel.choices, required=False)
