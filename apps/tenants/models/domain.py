"""A host name that opens a studio."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin

from apps.core.models import UUIDModel
from apps.tenants.enums import DomainKind


class Domain(UUIDModel, DomainMixin):
    kind = models.CharField(
        _("kind"), max_length=10, choices=DomainKind.choices, default=DomainKind.SUBDOMAIN
    )
    verification_token = models.CharField(_("DNS token"), max_length=64, blank=True)
    verified_at = models.DateTimeField(_("verified"), null=True)
    checked_at = models.DateTimeField(_("last checked"), null=True)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name = _("domain")
        verbose_name_plural = _("domains")
        ordering = ["domain"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(domain=models.functions.Lower("domain")),
                name="tenants_domain_is_lower_case",
            ),
        ]

    def __str__(self) -> str:
        return str(self.domain)

    @property
    def is_verified(self) -> bool:
        return self.verified_at is not None
