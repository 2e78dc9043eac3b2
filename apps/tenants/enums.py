"""Words that this app owns."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class StudioStatus(models.TextChoices):
    PROVISIONING = "provisioning", _("Being set up")
    ACTIVE = "active", _("Active")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", _("Closed")


class DomainKind(models.TextChoices):
    SUBDOMAIN = "subdomain", _("Subdomain")
    CUSTOM = "custom", _("Own domain")
