"""What films and series are both described by."""

from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.catalog.enums import Artwork, FilmState, Maturity
from apps.core.models import BaseModel, UUIDModel
from apps.core.scopes import NOBODY, Erasing, Lives, Person, Scope

FIRST_FILM_YEAR = 1888
LAST_FILM_YEAR = 2100

# Films and what belongs to them name whoever brought them in.
BROUGHT_IN = (
    Person(
        "created_by_pk",
        erasing=Erasing.CLEAR,
        clear={"created_by_pk": None},
        why="The film is the studio's, whoever brought it in.",
    ),
)


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


class Tag(BaseModel):
    """A word the studio sorts its titles by, finer than a genre."""

    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    name = models.CharField(_("name"), max_length=60, unique=True)
    slug = models.SlugField(_("address"), max_length=60, unique=True)

    class Meta:
        verbose_name = _("tag")
        verbose_name_plural = _("tags")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Title(UUIDModel):
    """The base of Film and Series: it has no table of its own."""

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
    original_language = models.CharField(
        _("original language"), max_length=8, choices=settings.LANGUAGES, blank=True
    )
    state = models.CharField(
        _("state"), max_length=10, choices=FilmState.choices, default=FilmState.DRAFT
    )
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
    publish_at = models.DateTimeField(_("to be published"), null=True, blank=True)
    # Names in the studio's private storage; pages link to poster_url and backdrop_url.
    poster = models.CharField(_("poster"), max_length=200, blank=True)
    backdrop = models.CharField(_("backdrop"), max_length=200, blank=True)
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        blank=True,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", _("Write a colour as #rrggbb."))],
    )
    search_text = models.TextField(editable=False, blank=True)
    created_by_pk = models.UUIDField(_("created by"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def is_published(self) -> bool:
        return self.state == FilmState.PUBLISHED

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
        arguments: list[Any] = [self.pk, kind.value, PurePosixPath(name).name]
        return reverse("catalog-media:artwork", args=arguments)
