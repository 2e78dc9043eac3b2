"""Who made a film or a series."""

from pathlib import PurePosixPath

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from apps.catalog.enums import CreditJob
from apps.catalog.models.film import Film
from apps.catalog.models.series import Series
from apps.core.models import UUIDModel
from apps.core.scopes import NOBODY, Lives, Scope


def about_one_title() -> Q:
    """Of a film or of a series, never of both or neither."""
    return Q(film__isnull=False, series__isnull=True) | Q(film__isnull=True, series__isnull=False)


class Contributor(UUIDModel):
    """Somebody whom credits name: public knowledge about the film, not an account."""

    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    name = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("address"), max_length=180, unique=True)
    biography = models.TextField(_("biography"), max_length=4000, blank=True)
    # A name in the studio's private storage.
    portrait = models.CharField(_("portrait"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("contributor")
        verbose_name_plural = _("contributors")
        ordering = ["name"]
        indexes = [
            models.Index(fields=["name"], name="catalog_contributors_by_name"),
            GinIndex(OpClass(Upper("name"), "gin_trgm_ops"), name="catalog_contributors_words"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def portrait_url(self) -> str:
        """Address of the portrait on the studio's host; empty when there is none."""
        if not self.portrait:
            return ""
        return reverse("portrait", args=[self.pk, PurePosixPath(self.portrait).name])


class Credit(UUIDModel):
    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    film = models.ForeignKey(
        Film, on_delete=models.CASCADE, null=True, related_name="credits", verbose_name=_("film")
    )
    series = models.ForeignKey(
        Series,
        on_delete=models.CASCADE,
        null=True,
        related_name="credits",
        verbose_name=_("series"),
    )
    contributor = models.ForeignKey(
        Contributor,
        on_delete=models.CASCADE,
        related_name="credits",
        verbose_name=_("contributor"),
    )
    job = models.CharField(_("job"), max_length=10, choices=CreditJob.choices)
    character = models.CharField(_("character"), max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("credit")
        verbose_name_plural = _("credits")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(condition=about_one_title(), name="catalog_credit_of_one_title"),
            models.UniqueConstraint(
                fields=["film", "series", "contributor", "job", "character"],
                nulls_distinct=False,
                name="catalog_one_credit_of_a_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contributor}, {self.get_job_display()}"
