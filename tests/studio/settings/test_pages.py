import pytest

from apps.accounts.enums import Role
from apps.accounts.models import AuditEvent
from apps.core.tenancy import studio_context
from apps.tenants.adapters.dns import client as dns_client
from apps.tenants.models import Domain, DomainClaim, Studio
from apps.tenants.services.domains import claim_domain
from tests.fakes.dns import NameServer
from tests.people import person, proved

PAGE = "/studio/settings/"
DOMAINS = f"{PAGE}domains/"
ARCHIVES = f"{PAGE}archives/"
FORM = {
    "name": "Alpha  Studios",
    "language": "id",
    "languages": ["en", "hi"],
    "time_zone": "Asia/Kolkata",
    "currency": "INR",
}


@pytest.fixture
def names(settings, monkeypatch):
    monkeypatch.setattr(dns_client, "SECONDS_IN_ALL", 0.4)
    with NameServer() as server:
        settings.DNS_RESOLVER = server.address
        yield server


def stored(studio):
    return Studio.objects.get(pk=studio.pk)


@pytest.mark.parametrize(
    ("role", "allowed"),
    [
        (Role.OWNER, True),
        (Role.ADMIN, True),
        (Role.MARKETER, False),
        (Role.EDITOR, False),
        (Role.ANALYST, False),
        (Role.VIEWER, False),
    ],
)
def test_who_may_settle_things(in_alpha, client_for, role, allowed):
    client = client_for(in_alpha, person("Somebody", role))

    assert client.get(PAGE).status_code == (200 if allowed else 403)
    assert client.get(DOMAINS).status_code == (200 if allowed else 403)
    assert client.post(PAGE, FORM).status_code == (302 if allowed else 403)
    assert stored(in_alpha).name == ("Alpha Studios" if allowed else "Alpha Pictures")
    claimed = client.post(DOMAINS, {"name": "films.example.com"})
    assert claimed.status_code == (302 if allowed else 403)
    assert DomainClaim.objects.count() == int(allowed)


def test_saving_offers_the_main_language_too(alpha, beta, people, client_for):
    client_for(alpha, people.ana).post(PAGE, FORM)

    studio = stored(alpha)
    assert (studio.name, studio.language, studio.languages) == (
        "Alpha Studios",
        "id",
        ["id", "en", "hi"],
    )
    assert (studio.time_zone, studio.currency) == ("Asia/Kolkata", "INR")
    assert stored(beta).name == "Beta Films"
    with studio_context(alpha):
        event = AuditEvent.objects.get(action="studio.changed")
    assert event.changes["name"] == ["Alpha Pictures", "Alpha Studios"]


def test_the_new_name_shows_at_once(alpha, people, client_for, django_capture_on_commit_callbacks):
    client = client_for(alpha, people.ana)
    assert "Alpha Pictures" in client.get(PAGE).text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(PAGE, FORM)
    assert "Alpha Studios" in client.get(PAGE).text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("time_zone", "Mars/Olympus"),
        ("currency", "???"),
        ("language", "xx"),
        ("languages", ["xx"]),
    ],
)
def test_what_is_refused_changes_nothing(alpha, people, client_for, field, value):
    response = client_for(alpha, people.ana).post(PAGE, {**FORM, field: value})
    assert set(response.context["form"].errors) == {field}
    assert stored(alpha).name == "Alpha Pictures"


def test_nothing_changed_is_not_noted(alpha, people, client_for):
    same = {
        "name": "Alpha Pictures",
        "language": "en",
        "languages": ["en", "id", "hi", "ta", "te", "bn"],
        "time_zone": "Asia/Jakarta",
        "currency": "USD",
    }
    client_for(alpha, people.ana).post(PAGE, same)
    with studio_context(alpha):
        assert not AuditEvent.objects.filter(action="studio.changed").exists()


def test_a_domain_from_claim_to_main_address(alpha, people, client_for, names):
    client = client_for(alpha, people.ana)
    client.post(DOMAINS, {"name": "https://www.Films.example.com/"})
    claim = DomainClaim.objects.get()
    assert claim.record_value in client.get(DOMAINS).text

    early = client.post(f"{DOMAINS}{claim.pk}/verify/", follow=True)
    assert "We do not see the record yet." in early.text
    names.records[claim.record_name] = [claim.record_value]
    proved = client.post(f"{DOMAINS}{claim.pk}/verify/", follow=True)
    assert "opens your studio from now on" in proved.text

    domain = Domain.objects.get(domain="films.example.com")
    client.post(f"{DOMAINS}{domain.pk}/primary/")
    assert Domain.objects.get(tenant=alpha, is_primary=True).pk == domain.pk
    client.post(f"{DOMAINS}{domain.pk}/remove/")
    assert Domain.objects.get(tenant=alpha).domain == "alpha.localhost"


def test_refusals_stand_at_the_field(alpha, beta, people, client_for):
    response = client_for(alpha, people.ana).post(DOMAINS, {"name": "beta.localhost"})
    assert "given out at sign-up only" in response.text
    assert not DomainClaim.objects.exists()


@pytest.mark.parametrize("action", ["verify", "withdraw", "primary", "remove"])
def test_another_studios_addresses_do_not_exist_here(
    alpha, beta, people, client_for, names, action
):
    with studio_context(beta):
        claim = claim_domain(beta, "films.example.com", by=people.bima)
    target = claim if action in {"verify", "withdraw"} else Domain.objects.get(tenant=beta)
    names.records[claim.record_name] = [claim.record_value]
    response = client_for(alpha, people.ana).post(f"{DOMAINS}{target.pk}/{action}/", follow=True)

    assert "There is nothing here, or it is not yours." in response.text
    assert DomainClaim.objects.get().studio_id == beta.pk
    assert Domain.objects.filter(tenant=beta).count() == 1


def test_the_given_address_cannot_be_removed(alpha, people, client_for):
    given = Domain.objects.get(tenant=alpha)
    client_for(alpha, people.ana).post(f"{DOMAINS}{given.pk}/remove/")
    assert Domain.objects.filter(pk=given.pk).exists()


def test_closing_is_for_the_owner(alpha, people, client_for):
    client = client_for(alpha, people.adi)
    assert "Export and close" not in client.get(PAGE).text
    assert client.get(ARCHIVES).status_code == 403
    assert client.post(f"{PAGE}close/", {"typed_name": "Alpha Pictures"}).status_code == 403
    assert stored(alpha).status == "active"


def test_closing_needs_the_name(alpha, people, client_for):
    response = proved(client_for(alpha, people.ana)).post(
        f"{PAGE}close/", {"typed_name": "alpha"}, follow=True
    )
    assert "not the studio&#x27;s name" in response.text
    assert stored(alpha).status == "active"


def test_the_owner_closes_and_lands_on_the_platform(alpha, people, client_for):
    ana = proved(client_for(alpha, people.ana))
    response = ana.post(f"{PAGE}close/", {"typed_name": "Alpha Pictures"})
    assert response.status_code == 302
    assert response["Location"].endswith("/studios/closed/")
    assert stored(alpha).status == "closed"
