"""Words that the desk owns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class BulkAction(models.TextChoices):
    """What can be done to many films at once."""

    PUBLISH = "publish", _("Publish")
    WITHDRAW = "withdraw", _("Withdraw")


class ReportKind(models.TextChoices):
    """Reports a studio can make about itself."""

    CATALOGUE = "catalogue", _("Catalogue report")
    ACCESS = "access", _("Team and access report")


class ReportFormat(models.TextChoices):
    """The kinds of files a report can become; the values are those of core's builders."""

    PDF = "pdf", _("PDF, to read and print")
    PPTX = "pptx", _("PowerPoint, to present and edit")
    CSV = "csv", _("CSV, for a spreadsheet")


class ReportStep(models.TextChoices):
    """How far a report is."""

    COUNTING = "counting", _("Counting")
    DRAWING = "drawing", _("Laying out the pages")
    STORING = "storing", _("Putting it away")
