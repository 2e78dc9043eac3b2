"""A film of a studio: whatever is played in one piece, episodes, extras and trailers included."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Deferrable, F, Q
from django.utils.translation import gettext_lazy as _

from apps.catalog.domain.viewing import Viewing
from apps.catalog.enums import AccessLevel, FilmKind, FilmState
from apps.catalog.models.series import Season, Series
from apps.catalog.models.title import BROUGHT_IN, Genre, Tag, Title
from apps.catalog.models.visibility import open_or_coming, suitable_for
from apps.core.scopes import Lives, Scope

# What lists show: every index below serves one of their orders.
LISTED = Q(state=FilmState.PUBLISHED, kind=FilmKind.FILM)


class FilmQuerySet(models.QuerySet["Film"]):
    def published(self) -> "FilmQuerySet":
        return self.filter(state=FilmState.PUBLISHED)

    def titles(self) -> "FilmQuerySet":
        """Those that stand in lists by themselves: neither episodes nor extras."""
        return self.filter(kind=FilmKind.FILM)

    def suitable_for(self, viewing: Viewing) -> "FilmQuerySet":
        """Published, and meant for the viewing's age; so are the titles they belong to."""
        return self._all_the_way_up(suitable_for(self.model, viewing), viewing)

    def visible_to(self, viewing: Viewing) -> "FilmQuerySet":
        """What the viewing finds: suitable for it, and open in its country now or later.

        Whether it may be played now is another question: see domain.windows.availability.
        """
        own = suitable_for(self.model, viewing) & open_or_coming(self.model, viewing)
        return self._all_the_way_up(own, viewing)

    def _all_the_way_up(self, own: Q, viewing: Viewing) -> "FilmQuerySet":
        """Published titles of which ``own`` holds, as it does of the film and the series above."""
        own &= Q(state=FilmState.PUBLISHED)
        series = Series.objects.suitable_for(viewing)
        standing = Q(kind=FilmKind.FILM) | Q(kind=FilmKind.EPISODE, season__series__in=series)
        above = Film.objects.filter(own, standing)
        return self.filter(own, standing | Q(part_of__in=above) | Q(series__in=series))

    def newest_first(self) -> "FilmQuerySet":
        return self.order_by("-published_at", "-pk")


class Film(Title):
    scope = Scope(lives=Lives.STUDIO, people=BROUGHT_IN)

    kind = models.CharField(
        _("kind"),
        max_length=8,
        choices=FilmKind.choices,
        default=FilmKind.FILM,
        db_default=FilmKind.FILM.value,
    )
    season = models.ForeignKey(
        Season,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="episodes",
        verbose_name=_("season"),
    )
    number = models.PositiveSmallIntegerField(_("number of the episode"), null=True, blank=True)
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="extras",
        verbose_name=_("belongs to the film"),
    )
    series = models.ForeignKey(
        Series,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="extras",
        verbose_name=_("belongs to the series"),
    )
    director = models.CharField(_("director"), max_length=160, blank=True)
    cast = models.TextField(_("cast"), max_length=1000, blank=True)
    genres = models.ManyToManyField(
        Genre, verbose_name=_("genres"), related_name="films", blank=True
    )
    tags = models.ManyToManyField(Tag, verbose_name=_("tags"), related_name="films", blank=True)
    access_level = models.CharField(
        _("access"), max_length=8, choices=AccessLevel.choices, default=AccessLevel.FREE
    )
    publish_when_ready = models.BooleanField(_("publish as soon as it is encoded"), default=False)
    is_encrypted = models.BooleanField(_("encrypted"), default=False, db_default=False)
    runtime_seconds = models.PositiveIntegerField(_("running time"), null=True, blank=True)
    current_encode = models.ForeignKey(
        "catalog.Encode",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("what is played"),
    )

    objects = FilmQuerySet.as_manager()

    class Meta:
        verbose_name = _("film")
        verbose_name_plural = _("films")
        indexes = [
            models.Index(fields=["state", "-published_at"], name="catalog_films_on_the_site"),
            models.Index(
                fields=["-published_at", "-id"], condition=LISTED, name="catalog_films_newest"
            ),
            models.Index(fields=["title", "id"], condition=LISTED, name="catalog_films_by_title"),
            models.Index(
                F("year").desc(nulls_last=True),
                "title",
                "id",
                condition=LISTED,
                name="catalog_films_by_year",
            ),
            models.Index(fields=["-updated_at", "-id"], name="catalog_films_last_changed"),
            models.Index(
                fields=["publish_at"],
                condition=Q(publish_at__isnull=False),
                name="catalog_films_scheduled",
            ),
            # Search asks for any part of any word.
            GinIndex(OpClass("search_text", "gin_trgm_ops"), name="catalog_films_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=FilmState.PUBLISHED)
                | Q(current_encode__isnull=False, published_at__isnull=False),
                name="catalog_published_film_can_be_played",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="catalog_film_has_a_title"),
            models.CheckConstraint(
                condition=Q(kind=FilmKind.EPISODE, season__isnull=False, number__isnull=False)
                | (~Q(kind=FilmKind.EPISODE) & Q(season__isnull=True, number__isnull=True)),
                name="catalog_episodes_have_their_place_in_a_season",
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=[FilmKind.FILM, FilmKind.EPISODE],
                    part_of__isnull=True,
                    series__isnull=True,
                )
                | Q(
                    Q(part_of__isnull=False, series__isnull=True)
                    | Q(part_of__isnull=True, series__isnull=False),
                    kind__in=[FilmKind.EXTRA, FilmKind.TRAILER],
                ),
                name="catalog_extras_belong_to_one_title",
            ),
            # Deferred, so that two episodes can change places.
            models.UniqueConstraint(
                fields=["season", "number"],
                name="catalog_one_episode_per_season_and_number",
                deferrable=Deferrable.DEFERRED,
            ),
        ]

    @property
    def is_playable(self) -> bool:
        """Has a finished encode, published or not."""
        return self.current_encode_id is not None
