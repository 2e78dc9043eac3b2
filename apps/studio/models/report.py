"""A report that somebody asked for: about what, for which time, and the file it became."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from apps.core.models import UUIDModel
from apps.core.scopes import Erasing, Lives, Person, Scope
from apps.studio.enums import ReportFormat, ReportKind


class Report(UUIDModel):
    scope = Scope(
        lives=Lives.STUDIO,
        people=(
            Person(
                "created_by_pk",
                erasing=Erasing.CLEAR,
                clear={"created_by_pk": None},
                why="The report is the studio's, whoever asked for it.",
            ),
        ),
    )

    kind = models.CharField(_("report"), max_length=20, choices=ReportKind.choices)
    format = models.CharField(_("file"), max_length=8, choices=ReportFormat.choices)
    language = models.CharField(_("language"), max_length=8, choices=settings.LANGUAGES)
    time_zone = models.CharField(_("time zone"), max_length=64)
    since = models.DateField(_("from"))
    until = models.DateField(_("to"))
    job_pk = models.UUIDField(_("job"))
    # A name in the studio's private storage; empty until it is made, and again once it has expired.
    file = models.CharField(_("file name"), max_length=200, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), null=True)
    created_by_pk = models.UUIDField(_("asked for by"), null=True)
    created_at = models.DateTimeField(_("asked for"), auto_now_add=True)
    expires_at = models.DateTimeField(_("kept until"), null=True)

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(since__lte=F("until")), name="studio_report_begins_before_it_ends"
            ),
            models.CheckConstraint(
                condition=Q(file="") | Q(size__isnull=False, expires_at__isnull=False),
                name="studio_report_with_a_file_knows_its_end",
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_kind_display())

    @property
    def download_name(self) -> str:
        """What the file is called on the reader's disk."""
        return f"{self.kind}-{self.since:%Y-%m-%d}-{self.until:%Y-%m-%d}.{self.format}"
