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


class ClaimProblem(models.TextChoices):
    """What the last look at a claimed domain's records found."""

    NO_RECORD = "no_record", _("No such record yet.")
    OTHER_VALUE = "other_value", _("There is a record, with another value.")
    NO_ANSWER = "no_answer", _("The domain's name servers did not answer.")
    LOST = "lost", _("The record is gone, so the domain no longer opens the studio.")


class Picture(models.TextChoices):
    """Pictures of a studio's branding; each is a field of Branding."""

    LOGO = "logo", _("Logo")
    FAVICON = "favicon", _("Icon")
    HERO = "hero_image", _("Hero image")


class ProvisioningStep(models.TextChoices):
    """What opening a studio consists of, in this order."""

    SCHEMA = "schema", _("Reserve the studio's own place in the database")
    TABLES = "tables", _("Build its tables")
    OWNER = "owner", _("Create the owner's account")
    BRANDING = "branding", _("Draw icons and colours")
    DOMAIN = "domain", _("Connect the address")
    OPENING = "opening", _("Open the doors")
