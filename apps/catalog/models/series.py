"""A series and its seasons; episodes are films."""

from django.db import models
from django.db.models import Deferrable, Q
from django.utils.translation import gettext_lazy as _

from apps.catalog.domain.viewing import Viewing
from apps.catalog.enums import FilmState
from apps.catalog.models.title import BROUGHT_IN, Genre, Tag, Title
from apps.catalog.models.visibility import suitable_for
from apps.core.models import UUIDModel
from apps.core.scopes import NOBODY, Lives, Scope


class SeriesQuerySet(models.QuerySet["Series"]):
    def published(self) -> "SeriesQuerySet":
        return self.filter(state=FilmState.PUBLISHED)

    def suitable_for(self, viewing: Viewing) -> "SeriesQuerySet":
        """Published, and meant for the viewing's age."""
        return self.published().filter(suitable_for(self.model, viewing))

    def visible_to(self, viewing: Viewing) -> "SeriesQuerySet":
        """What the viewing finds. A series has no release windows: its episodes have."""
        return self.suitable_for(viewing)

    def newest_first(self) -> "SeriesQuerySet":
        return self.order_by("-published_at", "-pk")


class Series(Title):
    scope = Scope(lives=Lives.STUDIO, people=BROUGHT_IN)

    genres = models.ManyToManyField(
        Genre, verbose_name=_("genres"), related_name="series", blank=True
    )
    tags = models.ManyToManyField(Tag, verbose_name=_("tags"), related_name="series", blank=True)

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        indexes = [
            models.Index(fields=["state", "-published_at"], name="catalog_series_on_the_site")
        ]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="catalog_series_has_a_title"),
            models.CheckConstraint(
                condition=~Q(state=FilmState.PUBLISHED) | Q(published_at__isnull=False),
                name="catalog_published_series_knows_since_when",
            ),
        ]


class Season(UUIDModel):
    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    series = models.ForeignKey(
        Series, on_delete=models.CASCADE, related_name="seasons", verbose_name=_("series")
    )
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=160, blank=True)
    synopsis = models.TextField(_("synopsis"), max_length=4000, blank=True)

    class Meta:
        verbose_name = _("season")
        verbose_name_plural = _("seasons")
        ordering = ["series", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["series", "number"],
                name="catalog_one_season_per_series_and_number",
                deferrable=Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.title or f"{self.series} {self.number}"
