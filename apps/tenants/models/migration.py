"""Bringing the schemas of all studios up to date: one run, and how far it is in each studio."""

from datetime import timedelta

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from apps.core.models import UUIDModel
from apps.core.scopes import NOBODY, Lives, Scope
from apps.tenants.enums import MigrationState, RunState, Wave


class MigrationRun(UUIDModel):
    scope = Scope(
        lives=Lives.PUBLIC,
        platform_wide="When the platform brought the schemas of all studios up to date.",
        people=NOBODY,
        mentions=("started_by",),
    )

    target = models.CharField(_("version"), max_length=16)
    state = models.CharField(
        _("state"), max_length=10, choices=RunState.choices, default=RunState.RUNNING
    )
    started_by = models.CharField(_("started by"), max_length=254)
    started_at = models.DateTimeField(_("started"), auto_now_add=True)
    seen_at = models.DateTimeField(_("last sign of life"), auto_now_add=True)
    ended_at = models.DateTimeField(_("ended"), null=True)
    error = models.TextField(_("what stopped it"), blank=True)

    class Meta:
        verbose_name = _("migration of studios")
        verbose_name_plural = _("migrations of studios")
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(state__in=RunState.unfinished()),
                name="tenants_one_unfinished_run",
            )
        ]

    def __str__(self) -> str:
        return f"{timezone.localtime(self.started_at):%Y-%m-%d %H:%M}"

    @property
    def is_over(self) -> bool:
        return self.state not in RunState.unfinished()


class StudioMigration(UUIDModel):
    scope = Scope(
        lives=Lives.PUBLIC,
        studio="studio__schema_name",
        people=NOBODY,
        left_out="How the platform works, not what the studio did.",
        fleeting=True,
    )

    run = models.ForeignKey(MigrationRun, on_delete=models.CASCADE, related_name="studios")
    studio = models.ForeignKey(
        "tenants.Studio", on_delete=models.CASCADE, related_name="migrations"
    )
    wave = models.PositiveSmallIntegerField(_("wave"), choices=Wave.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=MigrationState.choices, default=MigrationState.WAITING
    )
    from_version = models.CharField(_("version before"), max_length=16, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("error"), blank=True)
    started_at = models.DateTimeField(_("started"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)

    class Meta:
        verbose_name = _("studio in a migration")
        verbose_name_plural = _("studios in migrations")
        ordering = ["wave", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["run", "studio"], name="tenants_a_studio_once_a_run")
        ]
        indexes = [models.Index(fields=["run", "state", "wave"], name="tenants_run_progress")]

    def __str__(self) -> str:
        return str(self.studio)

    @property
    def took(self) -> timedelta | None:
        """How long the last attempt lasted; None while it is not over."""
        if self.started_at is None or self.ended_at is None:
            return None
        return self.ended_at - self.started_at
