"""Words that the desk owns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkAction(models.TextChoices):
    """What can be done to many films at once."""

    PUBLISH = "publish", _("Publish")
    WITHDRAW = "withdraw", _("Withdraw")


class JobKind(models.TextChoices):
    """Background work that people of the platform watch, as the services that start it call it."""

    ENCODING = "transcode", _("Encoding a film")
    OPENING = "tenants.provision", _("Opening a studio")


class EncodingStep(models.TextChoices):
    """How far an encode is, in its worker's words."""

    CHECKING = "checking", _("Checking the video")
    ENCODING = "encoding", _("Encoding")
    PACKAGING = "packaging", _("Packing it for players")
