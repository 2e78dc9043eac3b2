"""Who is watching what, and how far everybody got."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.accounts.models import Profile, User
from apps.catalog.enums import PlayEnd
from apps.catalog.models.film import Film
from apps.core.models import UUIDModel
from apps.core.scopes import Lives, Person, Scope


class Play(UUIDModel):
    """One stream, from its start to its end; its key is the playback session's."""

    scope = Scope(lives=Lives.STUDIO, people=(Person("account"),), fleeting=False)

    account = models.ForeignKey(
        User, on_delete=models.CASCADE, related_name="plays", verbose_name=_("account")
    )
    profile = models.ForeignKey(
        Profile,
        on_delete=models.SET_NULL,
        null=True,
        related_name="plays",
        verbose_name=_("profile"),
    )
    film = models.ForeignKey(
        Film, on_delete=models.CASCADE, related_name="plays", verbose_name=_("film")
    )
    version = models.PositiveIntegerField(_("version"))
    device = models.CharField(_("device"), max_length=80, blank=True)
    device_id = models.CharField(_("key of the device"), max_length=64)
    plan = models.CharField(_("plan"), max_length=40)
    cap = models.PositiveSmallIntegerField(_("highest quality"))
    country = models.CharField(_("country"), max_length=2, blank=True)
    started_at = models.DateTimeField(_("started"))
    last_beat_at = models.DateTimeField(_("last heard of"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    end_reason = models.CharField(_("why"), max_length=10, choices=PlayEnd.choices, blank=True)
    watched_seconds = models.PositiveIntegerField(_("seconds watched"), default=0)
    # Set once, when enough was watched to count as a view.
    counted_at = models.DateTimeField(_("counted"), null=True)
    completed_at = models.DateTimeField(_("watched to the end"), null=True)
    startup_ms = models.PositiveIntegerField(_("milliseconds until the picture moved"), null=True)
    stalls = models.PositiveIntegerField(_("stalls"), default=0)
    stalled_ms = models.PositiveIntegerField(_("milliseconds stalled"), default=0)
    switches = models.PositiveIntegerField(_("changes of quality"), default=0)
    error_code = models.CharField(_("error"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("play")
        verbose_name_plural = _("plays")
        ordering = ["-started_at"]
        indexes = [
            models.Index(fields=["account", "-started_at"], name="catalog_plays_of_an_account"),
            models.Index(fields=["film", "started_at"], name="catalog_plays_of_a_film"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | ~Q(end_reason=""),
                name="catalog_ended_play_says_why",
            )
        ]

    def __str__(self) -> str:
        return f"{self.film} {self.started_at:%Y-%m-%d %H:%M}"


class Progress(UUIDModel):
    """How far a profile got in a film: its history, and what it continues watching.

    ``play_pk`` and ``seq`` say which beat of which stream it was taken from, so that a beat that
    comes twice or late changes nothing.
    """

    scope = Scope(lives=Lives.STUDIO, people=(Person("profile__user"),))

    profile = models.ForeignKey(
        Profile, on_delete=models.CASCADE, related_name="progress", verbose_name=_("profile")
    )
    film = models.ForeignKey(
        Film, on_delete=models.CASCADE, related_name="progress", verbose_name=_("film")
    )
    position_seconds = models.FloatField(_("position"), default=0)
    duration_seconds = models.FloatField(_("duration"), default=0)
    play_pk = models.UUIDField(_("stream"), null=True)
    seq = models.PositiveBigIntegerField(_("number of the beat"), default=0)
    is_paused = models.BooleanField(_("paused"), default=False)
    happened_at = models.DateTimeField(_("watched"))
    completed_at = models.DateTimeField(_("watched to the end"), null=True)
    completions = models.PositiveIntegerField(_("times watched to the end"), default=0)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("progress")
        verbose_name_plural = _("progress")
        ordering = ["-happened_at"]
        indexes = [
            models.Index(fields=["profile", "-happened_at"], name="catalog_history_of_a_profile")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["profile", "film"], name="catalog_one_progress_per_profile_and_film"
            ),
            models.CheckConstraint(
                condition=Q(position_seconds__gte=0, duration_seconds__gte=0),
                name="catalog_progress_is_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.film} {self.position_seconds:.0f}"
