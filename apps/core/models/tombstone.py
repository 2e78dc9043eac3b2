"""What was erased and must stay erased, whatever backup comes back."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from apps.core.enums import TombstoneKind
from apps.core.models.base import StudioScopedManager, UUIDModel
from apps.core.scopes import NOBODY, Lives, Scope


class Tombstone(UUIDModel):
    """Names nobody: a digest tells whether somebody a backup brings back was erased before."""

    scope = Scope(
        lives=Lives.PUBLIC,
        studio="studio_schema",
        people=NOBODY,
        left_out="Digests that say nothing to anybody else.",
        kept="They are what keeps erased data erased when a backup comes back.",
    )

    studio_schema = models.CharField(max_length=63, db_index=True)
    kind = models.CharField(_("kind"), max_length=8, choices=TombstoneKind.choices)
    key = models.CharField(_("digest of the key"), max_length=64)
    email_key = models.CharField(_("digest of the address"), max_length=64, blank=True)
    erased_at = models.DateTimeField(_("erased"))
    erased_by = models.CharField(_("by"), max_length=20)
    # Copied out of the database, so that a backup of the whole of it cannot take it back.
    copied_at = models.DateTimeField(_("copied out"), null=True)
    lifted_at = models.DateTimeField(_("brought back on purpose"), null=True)

    everywhere: ClassVar[models.Manager["Tombstone"]] = models.Manager()
    objects: ClassVar[StudioScopedManager] = StudioScopedManager()

    class Meta:
        verbose_name = _("tombstone")
        verbose_name_plural = _("tombstones")
        base_manager_name = "everywhere"
        default_manager_name = "everywhere"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(lifted_at=None),
                name="core_one_tombstone_per_grave",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key[:12]}"
