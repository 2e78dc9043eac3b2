from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from apps.accounts.models import AuditEvent
from apps.core.errors import PermanentError, TemporaryError
from apps.core.tenancy import platform_context, studio_context
from apps.tenants.adapters.dns import client as dns_client
from apps.tenants.adapters.dns.client import txt_records
from apps.tenants.enums import ClaimProblem, DomainKind, HostFault
from apps.tenants.errors import HostRefused, HostTaken, LastAddress, ProofMissing, ProofUnreadable
from apps.tenants.models import Domain, DomainClaim
from apps.tenants.selectors.hosts import host_named
from apps.tenants.services.domains import (
    claim_domain,
    make_primary,
    queue_rechecks,
    recheck_domain,
    remove_domain,
    verify_claim,
    withdraw_claim,
)
from tests.fakes.dns import NameServer

NAME = "films.example.com"


@pytest.fixture
def names(settings, monkeypatch):
    monkeypatch.setattr(dns_client, "SECONDS_IN_ALL", 0.4)
    monkeypatch.setattr(dns_client, "SECONDS_A_SERVER", 0.2)
    with NameServer() as server:
        settings.DNS_RESOLVER = server.address
        yield server


@pytest.fixture
def claim(in_alpha, people):
    return claim_domain(in_alpha, NAME, by=people.ana)


def prove(names, claim):
    names.records[claim.record_name] = [claim.record_value]


@pytest.fixture
def domain(names, claim, people):
    prove(names, claim)
    return verify_claim(claim, by=people.ana)


def test_the_client_reads_all_texts_of_a_name(names):
    names.records["_x.example.com"] = ["one", "two"]
    assert sorted(txt_records("_x.example.com")) == ["one", "two"]
    assert txt_records("_y.example.com") == []
    names.records["_z.example.com"] = []
    assert txt_records("_z.example.com") == []


@pytest.mark.parametrize("mood", ["silent", "failing"])
def test_servers_in_trouble_are_a_temporary_error(names, mood):
    names.mood = mood
    with pytest.raises(TemporaryError):
        txt_records("_x.example.com")


def test_a_name_that_cannot_be_is_a_permanent_error(names):
    with pytest.raises(PermanentError):
        txt_records("a..example.com")
    assert names.questions == []


def test_a_claim_opens_nothing(alpha, claim):
    assert len(claim.token) == 32
    assert claim.record_name == f"_cineradar.{NAME}"
    assert claim.record_value == f"cineradar-verification={claim.token}"
    assert host_named(NAME) is None
    assert Client().get("/", headers={"host": NAME}).status_code == 404


def test_claiming_twice_is_one_claim(in_alpha, claim, people):
    again = claim_domain(in_alpha, f"https://WWW.{NAME}/", by=people.ana)
    assert (again.pk, again.token) == (claim.pk, claim.token)
    assert DomainClaim.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("beta.localhost", HostFault.OURS),
        ("localhost", HostFault.SHAPE),
        ("127.0.0.1", HostFault.ADDRESS),
        ("films", HostFault.SHAPE),
    ],
)
def test_names_that_nobody_can_bring(in_alpha, people, name, fault):
    with pytest.raises(HostRefused) as refusal:
        claim_domain(in_alpha, name, by=people.ana)
    assert refusal.value.context == {"rule": fault.value}
    assert not DomainClaim.objects.exists()


def test_a_proved_claim_opens_the_studio_at_once(names, claim, people, in_alpha):
    assert host_named(NAME) is None  # remembered as nobody's
    prove(names, claim)
    domain = verify_claim(claim, by=people.ana)

    assert (domain.kind, domain.is_primary) == (DomainKind.CUSTOM, False)
    assert domain.verified_at
    assert host_named(NAME).studio.slug == "alpha"
    assert not DomainClaim.objects.exists()
    assert list(AuditEvent.objects.values_list("action", flat=True).order_by("pk")) == [
        "domain.claimed",
        "domain.added",
    ]


@pytest.mark.parametrize(
    ("records", "mood", "error", "problem"),
    [
        (None, "ok", ProofMissing, ClaimProblem.NO_RECORD),
        (["v=spf1 -all"], "ok", ProofMissing, ClaimProblem.OTHER_VALUE),
        (["cineradar-verification=" + "0" * 32], "ok", ProofMissing, ClaimProblem.OTHER_VALUE),
        (None, "silent", ProofUnreadable, ClaimProblem.NO_ANSWER),
    ],
)
def test_without_proof_nothing_opens(names, claim, people, records, mood, error, problem):
    names.mood = mood
    if records:
        names.records[claim.record_name] = records
    with pytest.raises(error):
        verify_claim(claim, by=people.ana)

    claim.refresh_from_db()
    assert claim.problem == problem
    assert not Domain.objects.filter(domain=NAME).exists()


def test_whoever_proves_the_name_gets_it(names, claim, beta, people):
    with studio_context(beta):
        rival = claim_domain(beta, NAME, by=people.bima)  # typing it first blocks nobody
    assert rival.token != claim.token
    prove(names, rival)
    with pytest.raises(ProofMissing):
        verify_claim(claim, by=people.ana)
    with studio_context(beta):
        verify_claim(rival, by=people.bima)

    assert host_named(NAME).studio.slug == "beta"
    prove(names, claim)
    with pytest.raises(HostTaken) as refusal:
        verify_claim(claim, by=people.ana)
    assert "beta" not in str(refusal.value).lower()
    assert host_named(NAME).studio.slug == "beta"


def test_a_name_in_use_is_refused_without_saying_whose(domain, beta, people):
    with studio_context(beta), pytest.raises(HostTaken) as refusal:
        claim_domain(beta, NAME, by=people.bima)
    assert "alpha" not in str(refusal.value).lower()
    with platform_context():
        assert not DomainClaim.objects.filter(studio=beta).exists()


def test_the_main_address_moves_and_comes_back(
    domain, in_alpha, people, django_capture_on_commit_callbacks
):
    make_primary(domain, by=people.ana)
    assert host_named("alpha.localhost").primary_domain == NAME

    with django_capture_on_commit_callbacks(execute=True):
        remove_domain(domain, by=people.ana)
    assert host_named("alpha.localhost").primary_domain == "alpha.localhost"
    assert host_named(NAME) is None


def test_the_address_of_the_sign_up_stays(in_alpha, people):
    given = Domain.objects.get(domain="alpha.localhost")
    Domain.objects.filter(pk=given.pk).update(kind=DomainKind.SUBDOMAIN)
    with pytest.raises(LastAddress):
        remove_domain(given, by=people.ana)
    assert Domain.objects.filter(pk=given.pk).exists()


def test_a_domain_whose_record_is_gone_is_dropped_at_once(
    names, domain, people, django_capture_on_commit_callbacks
):
    make_primary(domain, by=people.ana)
    names.records.clear()
    with platform_context(), django_capture_on_commit_callbacks(execute=True):
        recheck_domain(domain.pk)

    assert host_named(NAME) is None
    assert host_named("alpha.localhost").primary_domain == "alpha.localhost"
    lost = DomainClaim.objects.get()
    assert (lost.problem, lost.token) == (ClaimProblem.LOST, domain.verification_token)
    with platform_context():
        assert AuditEvent.objects.get().action == "domain.lost"


def test_silent_name_servers_prove_nothing(names, domain):
    checked = domain.checked_at
    names.mood = "silent"
    with platform_context():
        recheck_domain(domain.pk)

    domain.refresh_from_db()
    assert domain.checked_at == checked


def test_only_own_domains_not_looked_at_today_are_due(
    names, domain, platform, django_capture_on_commit_callbacks
):
    assert queue_rechecks() == 0
    long_ago = timezone.now() - timedelta(days=1)
    Domain.objects.update(checked_at=long_ago)
    with django_capture_on_commit_callbacks(execute=True):
        assert queue_rechecks() == 1
    domain.refresh_from_db()
    assert domain.checked_at > long_ago


def test_a_claim_can_be_forgotten(claim, people):
    withdraw_claim(claim, by=people.ana)
    assert not DomainClaim.objects.exists()
    assert AuditEvent.objects.latest("pk").action == "domain.claim_withdrawn"
