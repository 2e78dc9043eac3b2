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


class TaskState(models.TextChoices):
    """Where a piece of background work is on its way; one that is done has no row any more."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent to the workers")
    RUNNING = "running", _("Running")
    DEAD = "dead", _("Dead")


class Priority(models.IntegerChoices):
    """Redis delivers the lower number first, within one queue."""

    URGENT = 0, _("Urgent")
    NORMAL = 3, _("Normal")
    BULK = 6, _("When there is time")
