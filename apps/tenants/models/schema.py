"""Schemas of studios beside the studios themselves: their versions, and those nobody has yet."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from apps.core.models import UUIDModel
from apps.core.scopes import NOBODY, Lives, Scope

FOR_OPERATIONS = (
    "How the platform keeps schemas ready and up to date; nothing of any studio is in it."
)


class SchemaVersion(models.Model):
    """What a version consists of. Never changes, so that code of any age can judge any studio."""

    scope = Scope(lives=Lives.PUBLIC, platform_wide=FOR_OPERATIONS, people=NOBODY)

    version = models.CharField(_("version"), max_length=16, primary_key=True)
    migrations = ArrayField(models.CharField(max_length=255), verbose_name=_("migrations"))
    first_seen_at = models.DateTimeField(_("first seen"), auto_now_add=True)

    class Meta:
        verbose_name = _("schema version")
        verbose_name_plural = _("schema versions")
        ordering = ["-first_seen_at"]

    def __str__(self) -> str:
        return self.version


class SpareSchema(UUIDModel):
    """A schema that waits for its studio, or (once) the template that all others are copied from."""

    scope = Scope(lives=Lives.PUBLIC, platform_wide=FOR_OPERATIONS, people=NOBODY)

    schema_name = models.CharField(_("schema"), max_length=63, unique=True)
    version = models.CharField(_("version"), max_length=16)
    is_template = models.BooleanField(_("template"), default=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)

    class Meta:
        verbose_name = _("ready-made schema")
        verbose_name_plural = _("ready-made schemas")
        ordering = ["-is_template", "created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_template"],
                condition=models.Q(is_template=True),
                name="tenants_one_template",
            )
        ]

    def __str__(self) -> str:
        return self.schema_name
