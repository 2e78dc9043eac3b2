"""One encoding of a film (a version that never changes once ready) and its renditions."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.catalog.enums import AudioKind, EncodeState, StageName, StageState
from apps.catalog.models.film import Film
from apps.catalog.models.title import BROUGHT_IN
from apps.catalog.models.upload import Upload
from apps.core.models import UUIDModel
from apps.core.scopes import NOBODY, Lives, Scope


class Encode(UUIDModel):
    scope = Scope(lives=Lives.STUDIO, people=BROUGHT_IN, secrets=("content_key",))

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
    # False while only the small renditions can be watched.
    is_complete = models.BooleanField(_("has every rendition"), default=True, db_default=True)
    # What unlocks its segments, itself encrypted; empty when they lie open.
    content_key = models.CharField(
        _("key of the segments"), max_length=200, blank=True, default="", db_default=""
    )
    # The I-frame rendition as measured, and the sheets of small pictures for the seek bar.
    trickplay = models.JSONField(_("I-frames"), default=dict, db_default={}, blank=True)
    sprites = models.JSONField(_("pictures for seeking"), default=dict, db_default={}, blank=True)
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


class AudioTrack(UUIDModel):
    """One sound of an encode, in its own folder (a0, a1, …)."""

    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    encode = models.ForeignKey(
        Encode, on_delete=models.CASCADE, related_name="audio_tracks", verbose_name=_("encode")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    folder = models.CharField(_("folder"), max_length=12)
    language = models.CharField(_("language"), max_length=12, default="und")
    kind = models.CharField(
        _("kind"), max_length=10, choices=AudioKind.choices, default=AudioKind.MAIN
    )
    name = models.CharField(_("name"), max_length=80)
    channels = models.PositiveSmallIntegerField(_("channels"), default=2)
    codecs = models.CharField(_("codecs"), max_length=60, default="mp4a.40.2")
    peak_bandwidth = models.PositiveIntegerField(_("peak bits a second"))
    average_bandwidth = models.PositiveIntegerField(_("bits a second"))
    is_default = models.BooleanField(_("played by default"), default=False)

    class Meta:
        verbose_name = _("sound")
        verbose_name_plural = _("sounds")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["encode", "folder"], name="catalog_one_sound_per_encode_and_folder"
            ),
            models.CheckConstraint(
                condition=Q(average_bandwidth__lte=F("peak_bandwidth")),
                name="catalog_sound_average_within_peak",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class EncodeStage(UUIDModel):
    """One step of an encode, done by one task; a worker that dies repeats this step alone."""

    scope = Scope(lives=Lives.STUDIO, people=NOBODY)

    encode = models.ForeignKey(
        Encode, on_delete=models.CASCADE, related_name="stages", verbose_name=_("encode")
    )
    name = models.CharField(_("step"), max_length=10, choices=StageName.choices)
    state = models.CharField(
        _("state"), max_length=8, choices=StageState.choices, default=StageState.WAITING
    )
    # Counted before any work; also the fence, as on the encode.
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    folder = models.CharField(_("folder"), max_length=40, blank=True)
    percent = models.FloatField(_("percent"), default=0)
    started_at = models.DateTimeField(_("started"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("step of an encode")
        verbose_name_plural = _("steps of encodes")
        ordering = ["encode", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["encode", "name"], name="catalog_one_stage_per_encode_and_name"
            )
        ]

    def __str__(self) -> str:
        return f"{self.encode} {self.name}"
