"""A studio: one schema, one white-labelled site. The platform itself is the row of ``public``."""

from typing import Any, NoReturn

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import TenantMixin

from apps.core.models import UUIDModel
from apps.core.scopes import NOBODY, Lives, Scope
from apps.core.tenancy import PUBLIC_SCHEMA
from apps.tenants.enums import StudioStatus


def default_languages() -> list[str]:
    return [code for code, _name in settings.LANGUAGES]


class Studio(UUIDModel, TenantMixin):
    scope = Scope(lives=Lives.PUBLIC, studio="schema_name", people=NOBODY)

    auto_create_schema = False
    auto_drop_schema = False

    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("subdomain"), max_length=40, unique=True)
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=StudioStatus.choices,
        default=StudioStatus.PROVISIONING,
    )
    time_zone = models.CharField(_("time zone"), max_length=64, default="Asia/Jakarta")
    currency = models.CharField(_("currency"), max_length=3, default="USD")
    language = models.CharField(
        _("main language"), max_length=8, choices=settings.LANGUAGES, default="en"
    )
    languages = ArrayField(
        models.CharField(max_length=8, choices=settings.LANGUAGES),
        verbose_name=_("languages offered"),
        default=default_languages,
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    opened_at = models.DateTimeField(_("opened"), null=True)
    suspended_at = models.DateTimeField(_("suspended"), null=True)
    suspension_reason = models.CharField(_("reason"), max_length=200, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    erase_after = models.DateTimeField(_("to be erased after"), null=True)
    # The state of migrations its schema is in; empty while it has never been built to its end.
    schema_version = models.CharField(_("schema version"), max_length=16, blank=True, db_default="")
    is_canary = models.BooleanField(_("migrated first"), default=False, db_default=False)

    class Meta:
        verbose_name = _("studio")
        verbose_name_plural = _("studios")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(status=StudioStatus.CLOSED)
                | models.Q(closed_at__isnull=False, erase_after__isnull=False),
                name="tenants_closed_studio_has_its_dates",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def create_schema(self, *args: Any, **kwargs: Any) -> NoReturn:
        """django-tenants' own way, past pool, version and locks."""
        raise TypeError("Studios are built by services.provisioning.")

    def __enter__(self) -> NoReturn:
        """django-tenants' own way, whose list of ways back is shared by all threads."""
        raise TypeError("Enter a studio with studio_context(studio).")

    def activate(self) -> NoReturn:
        self.__enter__()

    @classmethod
    def deactivate(cls) -> NoReturn:
        raise TypeError("Leave a studio by the end of studio_context(studio).")

    @property
    def is_platform(self) -> bool:
        return bool(self.schema_name == PUBLIC_SCHEMA)
