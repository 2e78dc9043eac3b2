"""Shapes of the catalogue's API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from apps.catalog.enums import AccessLevel, Maturity
from apps.catalog.errors import message_of
from apps.catalog.models import Encode, Film, Genre, Upload
from apps.catalog.models.film import FIRST_FILM_YEAR, LAST_FILM_YEAR
from apps.catalog.selectors.films import DeskFilm
from apps.catalog.services.playback import PlaybackSession
from apps.core.jobs import job_state, job_token, topic_of
from apps.core.models import Job

MOST_GENRES = 8


class GenreOutput(serializers.ModelSerializer[Genre]):
    class Meta:
        model = Genre
        fields = ("slug", "name")


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


class DeskMovieOutput(serializers.Serializer[DeskFilm]):
    """A film as its editors see it."""

    movie = MovieDetailOutput(source="film")
    state = serializers.CharField(source="film.state")
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


class MovieInput(serializers.Serializer[Film]):
    """What an editor says about a film. Everything but the title may be left out."""

    title = serializers.CharField(max_length=160)
    slug = serializers.SlugField(max_length=180, required=False)
    tagline = serializers.CharField(max_length=200, required=False, allow_blank=True)
    synopsis = serializers.CharField(max_length=4000, required=False, allow_blank=True)
    year = serializers.IntegerField(
        min_value=FIRST_FILM_YEAR, max_value=LAST_FILM_YEAR, required=False, allow_null=True
    )
    maturity = serializers.ChoiceField(Maturity.choices, required=False)
    director = serializers.CharField(max_length=160, required=False, allow_blank=True)
    cast = serializers.CharField(max_length=1000, required=False, allow_blank=True)
    original_language = serializers.ChoiceField(
        Film._meta.get_field("original_language").choices, required=False, allow_blank=True
    )
    access_level = serializers.ChoiceField(AccessLevel.choices, required=False)
    accent = serializers.RegexField(r"^#[0-9a-fA-F]{6}$", required=False, allow_blank=True)
    publish_when_ready = serializers.BooleanField(required=False)
    genres = serializers.ListField(
        child=serializers.CharField(max_length=60), max_length=MOST_GENRES, required=False
    )


class UploadOutput(serializers.ModelSerializer[Upload]):
    film = serializers.UUIDField(source="film_id", allow_null=True)

    class Meta:
        model = Upload
        fields = ("id", "film", "filename", "size", "received", "state", "expires_at")


class PlaybackInput(serializers.Serializer[Any]):
    film = serializers.CharField(max_length=180, help_text="Id or address (slug) of the film.")


class PlaybackOutput(serializers.Serializer[PlaybackSession]):
    """``manifest`` is an HLS playlist on this host, good for this viewer until ``expires_at``."""

    film = serializers.UUIDField(source="film.pk")
    manifest = serializers.CharField(source="manifest_url")
    expires_at = serializers.DateTimeField()
    duration_seconds = serializers.FloatField()
