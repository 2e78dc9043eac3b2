"""Words that core owns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    RUNNING = "running", _("Running")
    CANCELLING = "cancelling", _("Cancelling")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")

    @classmethod
    def over(cls) -> set[str]:
        return {cls.DONE, cls.FAILED, cls.CANCELLED}

    @classmethod
    def alive(cls) -> set[str]:
        return {cls.QUEUED, cls.RUNNING, cls.CANCELLING}


class ArchiveKind(models.TextChoices):
    """Whose data an archive holds."""

    STUDIO = "studio", _("A studio's data")
    PERSON = "person", _("A person's data")


class TombstoneKind(models.TextChoices):
    """What was erased."""

    STUDIO = "studio", _("A studio")
    PERSON = "person", _("A person")
