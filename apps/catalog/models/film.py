"""A film of a studio, and the genres it is found under."""

from pathlib import PurePosixPath

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.catalog.enums import AccessLevel, Artwork, FilmState, Maturity
from apps.core.models import BaseModel, UUIDModel
from apps.core.scopes import NOBODY, Erasing, Lives, Person, Scope

FIRST_FILM_YEAR = 1888
LAST_FILM_YEAR = 2100


class Genre(BaseModel):
    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("genre")
        verbose_name_plural = _("genres")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class FilmQuerySet(models.QuerySet["Film"]):
    def published(self) -> "FilmQuerySet":
        return self.filter(state=FilmState.PUBLISHED)

    def newest_first(self) -> "FilmQuerySet":
        return self.order_by(F("published_at").desc(nulls_last=True), "-pk")


# Films and what belongs to them name whoever brought them in.
BROUGHT_IN = (
    Person(
        "created_by_pk",
        erasing=Erasing.CLEAR,
        clear={"created_by_pk": None},
        why="The film is the studio's, whoever brought it in.",
    ),
)


class Film(UUIDModel):
    scope = Scope(lives=Lives.STUDIO, people=BROUGHT_IN)

    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(_("address"), max_length=180, unique=True)
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    synopsis = models.TextField(_("synopsis"), max_length=4000, blank=True)
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(FIRST_FILM_YEAR), MaxValueValidator(LAST_FILM_YEAR)],
    )
    maturity = models.CharField(
        _("maturity"), max_length=3, choices=Maturity.choices, default=Maturity.ALL
    )
    director = models.CharField(_("director"), max_length=160, blank=True)
    cast = models.TextField(_("cast"), max_length=1000, blank=True)
    genres = models.ManyToManyField(
        Genre, verbose_name=_("genres"), related_name="films", blank=True
    )
    original_language = models.CharField(
        _("original language"), max_length=8, choices=settings.LANGUAGES, blank=True
    )
    access_level = models.CharField(
        _("access"), max_length=8, choices=AccessLevel.choices, default=AccessLevel.FREE
    )
    state = models.CharField(
        _("state"), max_length=10, choices=FilmState.choices, default=FilmState.DRAFT
    )
    publish_when_ready = models.BooleanField(_("publish as soon as it is encoded"), default=False)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    # Names in the studio's private storage; pages link to poster_url and backdrop_url.
    poster = models.CharField(_("poster"), max_length=200, blank=True)
    backdrop = models.CharField(_("backdrop"), max_length=200, blank=True)
    runtime_seconds = models.PositiveIntegerField(_("running time"), null=True, blank=True)
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as #rrggbb."))],
    )
    search_text = models.TextField(editable=False, blank=True)
    current_encode = models.ForeignKey(
        "catalog.Encode",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("what is played"),
    )
    created_by_pk = models.UUIDField(_("created by"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = FilmQuerySet.as_manager()

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")
        indexes = [
            models.Index(fields=["state", "-published_at"], name="catalog_films_on_the_site")
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=FilmState.PUBLISHED)
                | Q(current_encode__isnull=False, published_at__isnull=False),
                name="catalog_published_film_can_be_played",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="catalog_film_has_a_title"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.state == FilmState.PUBLISHED

    @property
    def is_playable(self) -> bool:
        """Has a finished encode, published or not."""
        return self.current_encode_id is not None

    @property
    def poster_url(self) -> str:
        """Address of the poster on the studio's host; empty when there is none."""
        return self._artwork_url(Artwork.POSTER, self.poster)

    @property
    def backdrop_url(self) -> str:
        """Address of the backdrop on the studio's host; empty when there is none."""
        return self._artwork_url(Artwork.BACKDROP, self.backdrop)

    def _artwork_url(self, kind: Artwork, name: str) -> str:
        if not name:
            return ""
        return reverse(
            "catalog-media:artwork", args=[self.pk, kind.value, PurePosixPath(name).name]
        )
