"""Host names: those that open a studio, and those a studio says are its own."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_tenants.models import DomainMixin

from apps.core.models import UUIDModel
from apps.core.scopes import NOBODY, Lives, Scope
from apps.tenants.domain.hostnames import proof_name, proof_value
from apps.tenants.enums import ClaimProblem, DomainKind


class Domain(UUIDModel, DomainMixin):
    scope = Scope(
        lives=Lives.PUBLIC,
        studio="tenant__schema_name",
        secrets=("verification_token",),
        people=NOBODY,
    )

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


class DomainClaim(UUIDModel):
    """A name that a studio wants to use. It opens nothing before its owner has proved it.

    Claims do not exclude each other: whoever proves the name gets it, so nobody can block a
    name by typing it first.
    """

    scope = Scope(
        lives=Lives.PUBLIC, studio="studio__schema_name", secrets=("token",), people=NOBODY
    )

    studio = models.ForeignKey(
        "tenants.Studio", on_delete=models.CASCADE, related_name="domain_claims"
    )
    name = models.CharField(_("domain"), max_length=253)
    token = models.CharField(_("DNS token"), max_length=64)
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    checked_at = models.DateTimeField(_("last checked"), null=True)
    problem = models.CharField(
        _("problem"), max_length=20, choices=ClaimProblem.choices, blank=True
    )

    class Meta:
        verbose_name = _("domain claim")
        verbose_name_plural = _("domain claims")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint("studio", "name", name="tenants_one_claim_per_name_and_studio"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def record_name(self) -> str:
        return proof_name(self.name)

    @property
    def record_value(self) -> str:
        return proof_value(self.token)
