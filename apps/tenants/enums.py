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


class SlugFault(models.TextChoices):
    """Why a studio's address cannot be used."""

    EMPTY = "empty", _("Choose an address for your studio.")
    TOO_SHORT = "too_short", _("Use at least 3 characters.")
    TOO_LONG = "too_long", _("Use at most 40 characters.")
    NOT_LATIN = (
        "not_latin",
        _(
            "Use Latin letters only (a to z). Look-alikes from other scripts, such as Cyrillic, "
            "are refused so that nobody can imitate your address."
        ),
    )
    CHARACTERS = "characters", _("Use small letters a to z, digits and hyphens only.")
    HYPHEN_AT_EDGE = "hyphen_at_edge", _("Begin and end with a letter or a digit.")
    DOUBLE_HYPHEN = "double_hyphen", _("Use single hyphens only.")
    RESERVED = "reserved", _("This address is reserved for the platform. Choose another one.")


class HostFault(models.TextChoices):
    """Why a host name cannot be added."""

    SHAPE = "shape", _("That is not a domain name. Write it like films.example.com.")
    ADDRESS = "address", _("That is an IP address. Give the domain's name instead.")
    SPECIAL = "special", _("That name only works inside a private network. Give a public one.")
    OURS = "ours", _("Addresses below our own domain are given out at sign-up only.")


class VariableFault(models.TextChoices):
    """Why a line of CSS variables was refused."""

    SHAPE = "shape", _("Write one variable a line, as in “--r: 4px”. Not understood: {line}")
    NAME = "name", _("This variable is not in the list of those you may set: {line}")
    VALUE = "value", _("This value is not of the right kind: {line}")


class RunState(models.TextChoices):
    """A migration of all studios, as a whole."""

    RUNNING = "running", _("Running")
    PAUSED = "paused", _("Paused")
    STOPPED = "stopped", _("Stopped: a canary failed")
    DONE = "done", _("Done")
    FAILED = "failed", _("Ended with failures")
    REPLACED = "replaced", _("Replaced by a newer one")

    @classmethod
    def unfinished(cls) -> list["RunState"]:
        return [cls.RUNNING, cls.PAUSED, cls.STOPPED]


class MigrationState(models.TextChoices):
    """One studio's part of a migration."""

    WAITING = "waiting", _("Waiting")
    MIGRATING = "migrating", _("Migrating")
    OK = "ok", _("Up to date")
    FAILED = "failed", _("Failed")

    @classmethod
    def unfinished(cls) -> list["MigrationState"]:
        return [cls.WAITING, cls.MIGRATING]


class Wave(models.IntegerChoices):
    """In which order studios are migrated; a wave begins when the one before is over."""

    CANARY = 1, _("Canary studios")
    TENTH = 2, _("A tenth")
    REST = 3, _("The rest")
