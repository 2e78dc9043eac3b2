"""Titles that the studio shows together, in its own order."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.catalog.models.credit import about_one_title
from apps.catalog.models.film import Film
from apps.catalog.models.series import Series
from apps.core.models import UUIDModel
from apps.core.scopes import NOBODY, Lives, Scope


class Collection(UUIDModel):
    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(_("address"), max_length=180, unique=True)
    synopsis = models.TextField(_("synopsis"), max_length=4000, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    is_published = models.BooleanField(_("on the site"), default=False)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["position", "title"]

    def __str__(self) -> str:
        return self.title


class CollectionEntry(UUIDModel):
    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    collection = models.ForeignKey(
        Collection,
        on_delete=models.CASCADE,
        related_name="entries",
        verbose_name=_("collection"),
    )
    film = models.ForeignKey(
        Film, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("film")
    )
    series = models.ForeignKey(
        Series, on_delete=models.CASCADE, null=True, related_name="+", verbose_name=_("series")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("entry of a collection")
        verbose_name_plural = _("entries of collections")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=about_one_title(), name="catalog_collection_entry_of_one_title"
            ),
            models.UniqueConstraint(
                fields=["collection", "film", "series"],
                nulls_distinct=False,
                name="catalog_a_title_once_in_a_collection",
            ),
        ]

    def __str__(self) -> str:
        return str(self.film or self.series)
