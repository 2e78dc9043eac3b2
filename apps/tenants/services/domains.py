"""A studio's own domains: claimed, proved by a DNS record, checked daily, dropped when lost."""

import logging
from datetime import timedelta
from secrets import token_hex
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from apps.accounts.models import User
from apps.accounts.services import audit
from apps.core.queue import enqueue
from apps.core.tenancy import platform_context
from apps.tenants.adapters.dns.client import NoReply, NotAName, txt_records
from apps.tenants.domain.hostnames import (
    BadHost,
    own_host,
    proof_name,
    proof_value,
)
from apps.tenants.enums import ClaimProblem, DomainKind
from apps.tenants.errors import (
    HostRefused,
    HostTaken,
    LastAddress,
    ProofMissing,
    ProofUnreadable,
)
from apps.tenants.models import Domain, DomainClaim, Studio
from apps.tenants.selectors.hosts import forget_hosts

CHECK_EVERY = timedelta(hours=20)
logger = logging.getLogger(__name__)


def claim_domain(studio: Studio, name: str, *, by: User) -> DomainClaim:
    """Note that the studio wants to use ``name`` and give it a token to prove it with.

    Raises HostRefused for what cannot be a public domain and HostTaken for one that opens a
    studio already, whosever. Claiming the same name again returns the same claim.
    """
    host = _own_host(name)
    with platform_context():  # other studios' names are hidden from this one
        taken = Domain.objects.filter(domain=host).exists()
    if taken:
        raise HostTaken
    with transaction.atomic():
        claim, created = DomainClaim.objects.get_or_create(
            studio=studio, name=host, defaults={"token": token_hex(16)}
        )
        if created:
            audit.record("domain.claimed", by=by, target=claim)
    return claim


def _own_host(name: str) -> str:
    try:
        return own_host(name, base_domain=settings.BASE_DOMAIN)
    except BadHost as error:
        raise HostRefused(error.fault) from error


def verify_claim(claim: DomainClaim, *, by: User) -> Domain:
    """Look for the claim's record; the domain opens the studio from now on.

    Raises ProofMissing, ProofUnreadable, or HostTaken when somebody else proved it first.
    """
    problem = _problem(claim.name, claim.token)
    if problem:
        DomainClaim.objects.filter(pk=claim.pk).update(problem=problem, checked_at=timezone.now())
        raise ProofUnreadable if problem == ClaimProblem.NO_ANSWER else ProofMissing
    domain = _opened(claim, by=by)
    forget_hosts([domain.domain])
    return domain


def _problem(host: str, token: str) -> ClaimProblem | None:
    try:
        texts = txt_records(proof_name(host))
    except NoReply:
        return ClaimProblem.NO_ANSWER
    except NotAName:
        return ClaimProblem.NO_RECORD
    if proof_value(token) in texts:
        return None
    return ClaimProblem.OTHER_VALUE if texts else ClaimProblem.NO_RECORD


def _opened(claim: DomainClaim, *, by: User) -> Domain:
    now = timezone.now()
    domain = Domain(
        tenant=claim.studio,
        domain=claim.name,
        kind=DomainKind.CUSTOM,
        is_primary=False,
        verification_token=claim.token,
        verified_at=now,
        checked_at=now,
    )
    try:
        with transaction.atomic():
            domain.save()
            claim.delete()
            audit.record("domain.added", by=by, target=domain)
    except IntegrityError as error:
        raise HostTaken from error
    return domain


@transaction.atomic
def withdraw_claim(claim: DomainClaim, *, by: User) -> None:
    """Forget that the studio wanted this name."""
    audit.record("domain.claim_withdrawn", by=by, target=claim)
    claim.delete()


def make_primary(domain: Domain, *, by: User) -> None:
    """Pages of the studio's other addresses lead to this one from now on."""
    with transaction.atomic():
        siblings = Domain.objects.select_for_update().filter(tenant=domain.tenant_id)
        names = [sibling.domain for sibling in siblings.order_by("pk")]
        siblings.update(is_primary=False)
        siblings.filter(pk=domain.pk).update(is_primary=True)
        audit.record("domain.made_primary", by=by, target=domain)
    domain.is_primary = True
    forget_hosts(names)


def remove_domain(domain: Domain, *, by: User) -> None:
    """The domain no longer opens the studio. Raises LastAddress for the one given at sign-up."""
    if domain.kind != DomainKind.CUSTOM:
        raise LastAddress
    with transaction.atomic():
        audit.record("domain.removed", by=by, target=domain)
        _delete(domain)


def _delete(domain: Domain) -> None:
    names = list(domain.tenant.domains.values_list("domain", flat=True))
    was_primary, studio_pk = domain.is_primary, domain.tenant_id
    domain.delete()
    if was_primary:
        given = Domain.objects.filter(tenant=studio_pk, kind=DomainKind.SUBDOMAIN)
        given.update(is_primary=True)
    transaction.on_commit(lambda: forget_hosts(names))


def queue_rechecks() -> int:
    """Queue a look at every own domain that was not checked lately; how many."""
    due = Domain.objects.filter(
        kind=DomainKind.CUSTOM, checked_at__lt=timezone.now() - CHECK_EVERY
    ).values_list("pk", flat=True)
    for pk in due:
        enqueue("tenants.recheck_domain", domain_pk=str(pk))
    return len(due)


def recheck_domain(domain_pk: UUID) -> None:
    """Drop the domain at once when its proof is gone: whoever bought it must not get our site.

    Name servers that do not answer prove nothing, so the domain stays then.
    """
    domain = Domain.objects.select_related("tenant").filter(pk=domain_pk).first()
    if domain is None or domain.kind != DomainKind.CUSTOM:
        return
    problem = _problem(domain.domain, domain.verification_token)
    if problem in {ClaimProblem.NO_RECORD, ClaimProblem.OTHER_VALUE}:
        _lose(domain)
    elif problem is None:
        Domain.objects.filter(pk=domain.pk).update(checked_at=timezone.now())


@transaction.atomic
def _lose(domain: Domain) -> None:
    logger.warning("Domain %s lost its proof and was dropped.", domain.domain)
    DomainClaim.objects.update_or_create(
        studio=domain.tenant,
        name=domain.domain,
        defaults={
            "token": domain.verification_token,
            "problem": ClaimProblem.LOST,
            "checked_at": timezone.now(),
        },
    )
    audit.record("domain.lost", by="platform", target=domain)
    _delete(domain)
