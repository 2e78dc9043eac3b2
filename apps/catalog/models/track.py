"""What belongs to a film's time: subtitles and markers, edited without encoding anew."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.catalog.enums import MarkerKind, TextKind, TextOrigin
from apps.catalog.models.film import Film
from apps.catalog.models.title import BROUGHT_IN
from apps.core.models import UUIDModel
from apps.core.scopes import NOBODY, Lives, Scope


class TextTrack(UUIDModel):
    """Subtitles of one language and kind. ``vtt`` is the truth; files are made from it.

    ``version`` counts changes of ``vtt``; ``packaged_version`` is the one that players get, 0
    while there is none: before it is made, and where it is not offered.
    """

    scope = Scope(lives=Lives.STUDIO, people=BROUGHT_IN)

    film = models.ForeignKey(
        Film, on_delete=models.CASCADE, related_name="texts", verbose_name=_("film")
    )
    language = models.CharField(_("language"), max_length=12)
    kind = models.CharField(
        _("kind"), max_length=10, choices=TextKind.choices, default=TextKind.SUBTITLES
    )
    name = models.CharField(_("name"), max_length=80)
    vtt = models.TextField(_("cues"))
    cues = models.PositiveIntegerField(_("number of cues"), default=0)
    version = models.PositiveIntegerField(_("version"), default=1)
    packaged_version = models.PositiveIntegerField(_("version played"), default=0)
    origin = models.CharField(
        _("origin"), max_length=10, choices=TextOrigin.choices, default=TextOrigin.UPLOAD
    )
    is_default = models.BooleanField(_("shown by default"), default=False)
    is_published = models.BooleanField(_("offered to viewers"), default=True)
    created_by_pk = models.UUIDField(_("created by"), null=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("subtitles")
        verbose_name_plural = _("subtitles")
        ordering = ["language", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["film", "language", "kind"], name="catalog_one_text_per_language_and_kind"
            ),
            models.UniqueConstraint(
                fields=["film"],
                condition=Q(is_default=True),
                name="catalog_one_text_shown_by_default",
            ),
            models.CheckConstraint(
                condition=Q(packaged_version__lte=F("version")),
                name="catalog_text_played_is_not_ahead",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Marker(UUIDModel):
    """A stretch of a film that viewers may skip."""

    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    film = models.ForeignKey(
        Film, on_delete=models.CASCADE, related_name="markers", verbose_name=_("film")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=MarkerKind.choices)
    starts_seconds = models.FloatField(_("from"))
    ends_seconds = models.FloatField(_("until"))

    class Meta:
        verbose_name = _("marker")
        verbose_name_plural = _("markers")
        ordering = ["starts_seconds"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_seconds__gte=0, ends_seconds__gt=F("starts_seconds")),
                name="catalog_marker_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["film", "kind"], name="catalog_one_marker_of_a_kind_per_film"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.starts_seconds:.0f}-{self.ends_seconds:.0f}"
