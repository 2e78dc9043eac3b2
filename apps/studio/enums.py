"""Words that the desk owns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkAction(models.TextChoices):
    """What can be done to many films at once."""

    PUBLISH = "publish", _("Publish")
    WITHDRAW = "withdraw", _("Withdraw")
