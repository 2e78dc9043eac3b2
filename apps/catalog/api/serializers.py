"""Shapes of the catalogue's API."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from apps.catalog.enums import AccessLevel, Maturity
from apps.catalog.errors import message_of
from apps.catalog.models import Encode, Film, Genre, Upload
from apps.catalog.models.title import FIRST_FILM_YEAR, LAST_FILM_YEAR
from apps.catalog.selectors.encodes import film_with_the_same_file
from apps.catalog.selectors.films import DeskFilm
from apps.core.api.shapes import Input
from apps.core.jobs import job_state, job_token, topic_of
from apps.core.models import Job

MOST_GENRES = 8
MOST_TAGS = 20
MOST_LETTERS = 100
MOVIE = {
    "id": "0199f2a4-7b10-7c3e-9a51-3f1d2c4b5a69",
    "slug": "monsoon-letters",
    "title": "Monsoon Letters",
    "tagline": "Every rain brings one back.",
    "year": 2025,
    "maturity": "all",
    "access_level": "free",
    "runtime_seconds": 5640,
    "genres": [{"slug": "drama", "name": "Drama"}],
    "poster": "/artwork/0199f2a4-7b10-7c3e-9a51-3f1d2c4b5a69/poster/poster-5f3a91c07be2d418.jpg",
    "backdrop": "",
    "accent": "#b3402a",
    "published_at": "2026-11-21T09:30:00Z",
}
MOVIE_IN_FULL = {
    **MOVIE,
    "synopsis": "A postman in Kochi reads what was never meant for him.",
    "director": "Meera Nair",
    "cast": "Anil Kumar, Latha Das",
    "original_language": "en",
}
DESK_MOVIE = {
    "movie": MOVIE_IN_FULL,
    "kind": "film",
    "season": None,
    "number": None,
    "part_of": None,
    "series": None,
    "state": "draft",
    "publish_at": None,
    "is_encrypted": False,
    "publish_when_ready": True,
    "can_be_played": False,
    "encode": {
        "id": "0199f2a5-0c11-7a2b-8f3e-1a2b3c4d5e6f",
        "version": 1,
        "state": "encoding",
        "attempts": 1,
        "error_code": "",
        "error_detail": "",
        "created_at": "2026-11-21T09:31:00Z",
    },
    "job": {
        "token": "IjAxOTlmMmE1LTBjMTEi:1vNq2c:9f8e",  # nosec B105  # no secret
        "topic": "job.0199f2a5-0c11-7a2b-8f3e-2b3c4d5e6f70",
        "state": "running",
        "step": "encode",
        "percent": 62,
        "seconds_left": 340,
    },
}
UPLOAD = {
    "id": "0199f2a4-9d20-7b4c-8a11-4e5f60718293",
    "film": MOVIE["id"],
    "filename": "monsoon-letters.mov",
    "size": 8589934592,
    "received": 16777216,
    "state": "receiving",
    "expires_at": "2026-11-22T09:30:00Z",
    "same_file": {"film": "0199f2a4-7b10-7c3e-9a51-3f1d2c4b5a70", "title": "Letters, first cut"},
}


def shown(title: str, value: object, *, sent: bool = False) -> Any:
    """Gives a shape its example in the OpenAPI document."""
    example = OpenApiExample(title, value=value, request_only=sent, response_only=not sent)
    return extend_schema_serializer(examples=[example])


@shown("A genre", {"slug": "drama", "name": "Drama"})
class GenreOutput(serializers.ModelSerializer[Genre]):
    slug = serializers.CharField(help_text="In the letters of the genre's own language.")

    class Meta:
        model = Genre
        fields = ("slug", "name")


@shown("A film", MOVIE)
class MovieOutput(serializers.ModelSerializer[Film]):
    """A film as viewers see it in lists."""

    genres = GenreOutput(many=True)
    poster = serializers.CharField(source="poster_url")
    backdrop = serializers.CharField(source="backdrop_url")

    class Meta:
        model = Film
        fields = (
            "id",
            "slug",
            "title",
            "tagline",
            "year",
            "maturity",
            "access_level",
            "runtime_seconds",
            "genres",
            "poster",
            "backdrop",
            "accent",
            "published_at",
        )


@shown("A film", MOVIE_IN_FULL)
class MovieDetailOutput(MovieOutput):
    class Meta(MovieOutput.Meta):
        fields = (*MovieOutput.Meta.fields, "synopsis", "director", "cast", "original_language")


class JobOutput(serializers.Serializer[Job]):
    """How far long work is; ``token`` opens its progress page, ``topic`` its websocket topic."""

    token = serializers.CharField()
    topic = serializers.CharField()
    state = serializers.CharField()
    step = serializers.CharField()
    percent = serializers.IntegerField()
    seconds_left = serializers.IntegerField(allow_null=True)


class EncodeOutput(serializers.ModelSerializer[Encode]):
    error_detail = serializers.SerializerMethodField()

    class Meta:
        model = Encode
        fields = ("id", "version", "state", "attempts", "error_code", "error_detail", "created_at")

    def get_error_detail(self, encode: Encode) -> str:
        return message_of(encode.error_code)


@shown("A film being encoded", DESK_MOVIE)
class DeskMovieOutput(serializers.Serializer[DeskFilm]):
    """A film as its editors see it."""

    movie = MovieDetailOutput(source="film")
    kind = serializers.CharField(source="film.kind")
    season = serializers.UUIDField(source="film.season_id", allow_null=True)
    number = serializers.IntegerField(source="film.number", allow_null=True)
    part_of = serializers.UUIDField(source="film.part_of_id", allow_null=True)
    series = serializers.UUIDField(source="film.series_id", allow_null=True)
    state = serializers.CharField(source="film.state")
    publish_at = serializers.DateTimeField(source="film.publish_at", allow_null=True)
    is_encrypted = serializers.BooleanField(source="film.is_encrypted")
    publish_when_ready = serializers.BooleanField(source="film.publish_when_ready")
    can_be_played = serializers.BooleanField(source="film.is_playable")
    encode = EncodeOutput(allow_null=True)
    job = serializers.SerializerMethodField()

    @extend_schema_field(JobOutput(allow_null=True))
    def get_job(self, desk_film: DeskFilm) -> dict[str, Any] | None:
        job = desk_film.job
        return None if job is None else job_output(job)


def job_output(job: Job) -> dict[str, Any]:
    return dict(JobOutput({"token": job_token(job), "topic": topic_of(job), **job_state(job)}).data)


class TitleInput(Input):
    """What films and series are both described by."""

    title = serializers.CharField(max_length=160)
    slug = serializers.SlugField(max_length=180, required=False)
    tagline = serializers.CharField(max_length=200, required=False, allow_blank=True)
    synopsis = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    year = serializers.IntegerField(
        min_value=FIRST_FILM_YEAR, max_value=LAST_FILM_YEAR, required=False, allow_null=True
    )
    maturity = serializers.ChoiceField(Maturity.choices, required=False)
    original_language = serializers.ChoiceField(
        Film._meta.get_field("original_language").choices, required=False, allow_blank=True
    )
    accent = serializers.RegexField(r"^#[0-9a-fA-F]{6}$", required=False, allow_blank=True)
    genres = serializers.ListField(
        child=serializers.CharField(max_length=60), max_length=MOST_GENRES, required=False
    )
    tags = serializers.ListField(
        child=serializers.CharField(max_length=60), max_length=MOST_TAGS, required=False
    )


@shown(
    "A new film",
    {"title": "Monsoon Letters", "year": 2025, "genres": ["Drama"], "publish_when_ready": True},
    sent=True,
)
class MovieInput(TitleInput):
    """What an editor says about a film. Everything but the title may be left out."""

    director = serializers.CharField(max_length=160, required=False, allow_blank=True)
    cast = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    access_level = serializers.ChoiceField(AccessLevel.choices, required=False)
    publish_when_ready = serializers.BooleanField(required=False)
    is_encrypted = serializers.BooleanField(
        required=False, help_text="Have its segments encrypted from the next upload on."
    )


class TwinOutput(serializers.Serializer[Film]):
    film = serializers.UUIDField(source="pk")
    title = serializers.CharField()


@shown("A file on its way", UPLOAD)
class UploadOutput(serializers.ModelSerializer[Upload]):
    film = serializers.UUIDField(source="film_id", allow_null=True)
    same_file = serializers.SerializerMethodField(
        help_text="Another film with this very file; null before the file was read, too."
    )

    class Meta:
        model = Upload
        fields = ("id", "film", "filename", "size", "received", "state", "expires_at", "same_file")

    @extend_schema_field(TwinOutput(allow_null=True))
    def get_same_file(self, upload: Upload) -> dict[str, Any] | None:
        twin = film_with_the_same_file(upload)
        return None if twin is None else dict(TwinOutput(twin).data)
