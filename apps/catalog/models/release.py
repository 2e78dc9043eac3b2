"""When, where and from which age a title may be watched; and addresses it used to have."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.catalog.models.credit import about_one_title
from apps.catalog.models.film import Film
from apps.catalog.models.series import Series
from apps.core.models import UUIDModel
from apps.core.scopes import NOBODY, Lives, Scope


class ReleaseWindow(UUIDModel):
    """A film without any is always available; with some, while one of them is open.

    ``countries`` are ISO 3166-1 alpha-2 codes, none meaning everywhere. An early window is open to
    plans with early access only.
    """

    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    film = models.ForeignKey(
        Film, on_delete=models.CASCADE, related_name="windows", verbose_name=_("film")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    countries = ArrayField(
        models.CharField(max_length=2), verbose_name=_("countries"), default=list, blank=True
    )
    is_early_access = models.BooleanField(_("early access"), default=False)

    class Meta:
        verbose_name = _("release window")
        verbose_name_plural = _("release windows")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="catalog_window_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.film}: {self.starts_at:%Y-%m-%d}"


class CountryRating(UUIDModel):
    """The age from which a title may be shown in one country, where that differs."""

    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    film = models.ForeignKey(
        Film, on_delete=models.CASCADE, null=True, related_name="ratings", verbose_name=_("film")
    )
    series = models.ForeignKey(
        Series,
        on_delete=models.CASCADE,
        null=True,
        related_name="ratings",
        verbose_name=_("series"),
    )
    country = models.CharField(_("country"), max_length=2)
    age = models.PositiveSmallIntegerField(_("from age"), validators=[MaxValueValidator(21)])
    label = models.CharField(_("as the country calls it"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("rating of a country")
        verbose_name_plural = _("ratings of countries")
        ordering = ["country"]
        constraints = [
            models.CheckConstraint(condition=about_one_title(), name="catalog_rating_of_one_title"),
            models.CheckConstraint(
                condition=Q(age__lte=21), name="catalog_rating_is_an_age_of_young_people"
            ),
            models.UniqueConstraint(
                fields=["film", "series", "country"],
                nulls_distinct=False,
                name="catalog_one_rating_per_title_and_country",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.label or self.age}"


class OldAddress(UUIDModel):
    """Where a title used to be found: links from elsewhere still lead to it."""

    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    slug = models.SlugField(_("address"), max_length=180)
    film = models.ForeignKey(
        Film, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("film")
    )
    series = models.ForeignKey(
        Series, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("series")
    )
    created_at = models.DateTimeField(_("given up"), auto_now_add=True)

    class Meta:
        verbose_name = _("old address")
        verbose_name_plural = _("old addresses")
        constraints = [
            models.CheckConstraint(
                condition=about_one_title(), name="catalog_old_address_of_one_title"
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(film__isnull=False),
                name="catalog_old_address_leads_to_one_film",
            ),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(series__isnull=False),
                name="catalog_old_address_leads_to_one_series",
            ),
        ]

    def __str__(self) -> str:
        return self.slug
