"""Words that catalog owns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FilmState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class AccessLevel(models.TextChoices):
    """What a viewer needs to watch a film."""

    FREE = "free", _("Free")
    BASIC = "basic", _("Basic")
    PREMIUM = "premium", _("Premium")


class Maturity(models.TextChoices):
    """From which age a film is meant."""

    ALL = "all", _("All ages")
    SEVEN = "7", _("7 and older")
    THIRTEEN = "13", _("13 and older")
    SIXTEEN = "16", _("16 and older")
    EIGHTEEN = "18", _("18 and older")


class Artwork(models.TextChoices):
    POSTER = "poster", _("Poster")
    BACKDROP = "backdrop", _("Backdrop")


class UploadState(models.TextChoices):
    RECEIVING = "receiving", _("Receiving")
    COMPLETE = "complete", _("Complete")
    REFUSED = "refused", _("Refused")
    EXPIRED = "expired", _("Expired")


class EncodeState(models.TextChoices):
    QUEUED = "queued", _("Waiting")
    PROBING = "probing", _("Checking the video")
    ENCODING = "encoding", _("Encoding")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Failed")
    CANCELLED = "cancelled", _("Cancelled")

    @classmethod
    def unfinished(cls) -> list[str]:
        return [cls.QUEUED, cls.PROBING, cls.ENCODING]
