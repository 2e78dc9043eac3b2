"""The record of long work."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.enums import JobState
from apps.core.models.base import StudioScopedManager, UUIDModel
from apps.core.scopes import Erasing, Lives, Person, Scope


class Job(UUIDModel):
    """Long work that somebody watches: what it is about, how far it is, how it ended."""

    scope = Scope(
        lives=Lives.PUBLIC,
        studio="studio_schema",
        people=(
            Person(
                "started_by_pk",
                erasing=Erasing.CLEAR,
                clear={"started_by_pk": None},
                why="How the work went concerns the studio, whoever asked for it.",
            ),
        ),
    )

    studio_schema = models.CharField(max_length=63, db_index=True)
    kind = models.CharField(_("kind"), max_length=60)
    subject_pk = models.UUIDField(_("about"), null=True)
    title = models.CharField(_("title"), max_length=200, blank=True, db_default="")
    started_by_pk = models.UUIDField(_("started by"), null=True)
    state = models.CharField(
        _("state"), max_length=12, choices=JobState.choices, default=JobState.QUEUED
    )
    step = models.CharField(_("step"), max_length=40, blank=True)
    percent = models.PositiveSmallIntegerField(_("percent"), default=0)
    seconds_left = models.PositiveIntegerField(_("seconds left"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error_code = models.CharField(_("error"), max_length=60, blank=True)
    error_detail = models.TextField(_("error detail"), blank=True)
    # A letter at the end, for whoever started the work; with links to the site it was asked for on.
    mail_wanted = models.BooleanField(_("letter at the end"), default=False, db_default=False)
    mail_language = models.CharField(
        _("language of the letter"), max_length=8, blank=True, db_default=""
    )
    mail_site = models.CharField(
        _("site of the letter's links"), max_length=300, blank=True, db_default=""
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    started_at = models.DateTimeField(_("started"), null=True)
    seen_at = models.DateTimeField(_("last sign of life"), null=True)
    ended_at = models.DateTimeField(_("ended"), null=True)

    everywhere: ClassVar[models.Manager["Job"]] = models.Manager()
    objects: ClassVar[StudioScopedManager] = StudioScopedManager()

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        base_manager_name = "everywhere"
        default_manager_name = "everywhere"
        indexes = [
            models.Index(fields=["studio_schema", "-created_at"], name="core_jobs_by_studio"),
            models.Index(
                fields=["started_by_pk"],
                condition=models.Q(state__in=sorted(JobState.alive())),
                name="core_jobs_under_way_by_person",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(percent__lte=100), name="core_job_percent_at_most_100"
            )
        ]

    def __str__(self) -> str:
        return self.title or self.kind

    @property
    def is_over(self) -> bool:
        return self.state in JobState.over()
