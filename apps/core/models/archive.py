"""A ZIP of data that somebody asked for."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.enums import ArchiveKind
from apps.core.models.base import StudioScopedManager, UUIDModel
from apps.core.models.job import Job
from apps.core.scopes import Erasing, Lives, Person, Scope

WHY = "That a studio's data was taken out, and when, stays known; by whom does not."


class Archive(UUIDModel):
    """Being made, then to be fetched until a day, then only a line of history."""

    scope = Scope(
        lives=Lives.PUBLIC,
        studio="studio_schema",
        people=(
            Person(
                "asked_by_pk",
                erasing=Erasing.CLEAR,
                clear={"asked_by_pk": None, "asked_by_label": ""},
                why=WHY,
            ),
        ),
        mentions=("asked_by_label",),
        fleeting=True,
    )

    studio_schema = models.CharField(max_length=63)
    kind = models.CharField(_("kind"), max_length=8, choices=ArchiveKind.choices)
    job = models.OneToOneField(
        Job, on_delete=models.CASCADE, related_name="archive", verbose_name=_("job")
    )
    asked_by_pk = models.UUIDField(_("asked for by"), null=True)
    asked_by_label = models.CharField(_("asked for by"), max_length=254, blank=True)
    # Somebody of the platform, who has no account in the studio, asked from the back-office.
    on_platform = models.BooleanField(_("asked by the platform"), default=False)
    size = models.PositiveBigIntegerField(_("size"), null=True)
    rows = models.PositiveBigIntegerField(_("rows"), null=True)
    files = models.PositiveBigIntegerField(_("files"), null=True)
    sha256 = models.CharField(_("fingerprint"), max_length=64, blank=True)
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    expires_at = models.DateTimeField(_("to be fetched until"), null=True)
    removed_at = models.DateTimeField(_("removed"), null=True)

    everywhere: ClassVar[models.Manager["Archive"]] = models.Manager()
    objects: ClassVar[StudioScopedManager] = StudioScopedManager()

    class Meta:
        verbose_name = _("archive")
        verbose_name_plural = _("archives")
        base_manager_name = "everywhere"
        default_manager_name = "everywhere"
        indexes = [
            models.Index(fields=["studio_schema", "-created_at"], name="core_archives_by_studio"),
            models.Index(
                fields=["expires_at"],
                condition=Q(removed_at=None),
                name="core_archives_to_remove",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["studio_schema"],
                condition=Q(kind=ArchiveKind.STUDIO, ended_at=None),
                name="core_one_studio_archive_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["studio_schema", "asked_by_pk"],
                condition=Q(kind=ArchiveKind.PERSON, ended_at=None),
                name="core_one_personal_archive_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {timezone.localdate(self.created_at)}"

    @property
    def name(self) -> str:
        """Where it lies in the studio's own storage."""
        return f"archives/{self.pk}.zip"

    @property
    def is_ready(self) -> bool:
        """It can be fetched now."""
        return (
            self.removed_at is None
            and self.expires_at is not None
            and self.expires_at > timezone.now()
        )
