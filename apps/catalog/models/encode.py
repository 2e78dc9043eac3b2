"""One encoding of a film (a version that never changes once ready) and its renditions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.catalog.enums import EncodeState
from apps.catalog.models.film import BROUGHT_IN, Film
from apps.catalog.models.upload import Upload
from apps.core.models import UUIDModel
from apps.core.scopes import NOBODY, Lives, Scope


class Encode(UUIDModel):
    scope = Scope(lives=Lives.STUDIO, people=BROUGHT_IN)

    film = models.ForeignKey(
        Film, on_delete=models.CASCADE, related_name="encodes", verbose_name=_("film")
    )
    upload = models.ForeignKey(
        Upload, on_delete=models.RESTRICT, related_name="encodes", verbose_name=_("upload")
    )
    version = models.PositiveIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=10, choices=EncodeState.choices, default=EncodeState.QUEUED
    )
    job_pk = models.UUIDField(_("job"))
    # Counted before any work; also the fence: a worker whose number is no longer current stops.
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    probe = models.JSONField(_("what the file holds"), default=dict, blank=True)
    duration_seconds = models.FloatField(_("duration"), null=True)
    width = models.PositiveIntegerField(_("width"), null=True)
    height = models.PositiveIntegerField(_("height"), null=True)
    # Its own directory below the film's; empty for what was encoded before attempts had theirs.
    folder = models.CharField(_("folder"), max_length=40, blank=True, default="", db_default="")
    has_audio = models.BooleanField(_("has sound"), default=False)
    audio_peak_bandwidth = models.PositiveIntegerField(_("peak sound bits a second"), default=0)
    audio_average_bandwidth = models.PositiveIntegerField(_("sound bits a second"), default=0)
    error_code = models.CharField(_("error"), max_length=60, blank=True)
    created_by_pk = models.UUIDField(_("started by"), null=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("encode")
        verbose_name_plural = _("encodes")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["film", "version"], name="catalog_one_encode_per_film_and_version"
            ),
            models.UniqueConstraint(
                fields=["film"],
                condition=Q(state__in=EncodeState.unfinished()),
                name="catalog_one_unfinished_encode_per_film",
            ),
            models.CheckConstraint(
                condition=~Q(state=EncodeState.READY)
                | Q(duration_seconds__gt=0, width__gt=0, height__gt=0),
                name="catalog_ready_encode_knows_its_picture",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film} v{self.version}"

    @property
    def directory(self) -> str:
        """Where its files stand, below the film's directory in the studio's storage."""
        return self.folder or f"v{self.version}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in EncodeState.unfinished()


class Rendition(UUIDModel):
    """One quality of an encode. ``rung`` names it (720); width and height are what it measures."""

    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    encode = models.ForeignKey(
        Encode, on_delete=models.CASCADE, related_name="renditions", verbose_name=_("encode")
    )
    rung = models.PositiveSmallIntegerField(_("quality"))
    width = models.PositiveSmallIntegerField(_("width"))
    height = models.PositiveSmallIntegerField(_("height"))
    codecs = models.CharField(_("codecs"), max_length=60)
    frame_rate = models.DecimalField(_("frames a second"), max_digits=6, decimal_places=3)
    peak_bandwidth = models.PositiveIntegerField(_("peak bits a second"))
    average_bandwidth = models.PositiveIntegerField(_("bits a second"))

    class Meta:
        verbose_name = _("rendition")
        verbose_name_plural = _("renditions")
        ordering = ["rung"]
        constraints = [
            models.UniqueConstraint(
                fields=["encode", "rung"], name="catalog_one_rendition_per_encode_and_rung"
            ),
            models.CheckConstraint(
                condition=Q(average_bandwidth__lte=F("peak_bandwidth")),
                name="catalog_rendition_average_within_peak",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rung}p"
