"""From a Host header to a studio, by whatever spelling; and every header that must not count."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from apps.core.tenancy import platform_context
from apps.tenants.enums import DomainKind
from apps.tenants.models import Domain, Studio
from apps.tenants.selectors.hosts import host_named, normalised_host
from apps.tenants.services.lifecycle import (
    close_studio,
    reactivate_studio,
    reopen_studio,
    suspend_studio,
)

CSS = "/branding.css"


def get(host, path=CSS, **headers):
    return Client().get(path, headers={"host": host, **headers})


def own_domain(studio, name, *, primary=False):
    with platform_context():
        return Domain.objects.create(
            domain=name,
            tenant=studio,
            kind=DomainKind.CUSTOM,
            is_primary=primary,
            verified_at=timezone.now(),
        )


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("alpha.localhost", "alpha.localhost"),
        ("ALPHA.LocalHost:8000", "alpha.localhost"),
        ("alpha.localhost.", "alpha.localhost"),
        ("alpha.localhost.:8000", "alpha.localhost"),
        ("www.alpha.localhost", "alpha.localhost"),
        ("xn--kinofilm-mnchen-8vb.de", "xn--kinofilm-mnchen-8vb.de"),
        ("[::1]", ""),
        ("[::1]:8000", ""),
        ("alpha_.localhost", ""),
        ("alpha..localhost", ""),
        ("alpha.localhost, beta.localhost", ""),
        ("alpha.localhost\tx", ""),
        ("alpha.localhost@beta.localhost", ""),
        ("münchen.de", ""),
        ("a" * 300, ""),
        ("", ""),
        (".", ""),
        (":8000", ""),
    ],
)
def test_spellings(raw, name):
    assert normalised_host(raw) == name


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "alpha.localhost@beta.localhost", "alpha.localhost, beta.localhost",
     "[::1]", "alpha.localhost\tx", "127.0.0.1", "xalpha.localhost", "alpha.localhost.evil.example"],
)  # fmt: skip
def test_hosts_of_nobody_get_the_friendly_404(alpha, beta, host):
    response = get(host)

    assert response.status_code == 404
    assert b"There is no studio here" in response.content
    assert b"Request id" in response.content


def test_the_host_decides_and_nothing_else(alpha, beta):
    Studio.objects.filter(pk=alpha.pk).update(name="Alpha Pictures")
    for headers in ({"x-forwarded-host": "beta.localhost"}, {"forwarded": "host=beta.localhost"}):
        manifest = get("alpha.localhost", "/manifest.webmanifest", **headers)
        assert manifest.json()["name"] == "Alpha Pictures"


def test_the_answer_names_the_host_as_part_of_its_key(alpha):
    assert "Host" in get("alpha.localhost")["Vary"]


@pytest.mark.parametrize("host", ["ALPHA.localhost", "www.alpha.localhost", "alpha.localhost."])
def test_other_spellings_lead_to_the_one_address(alpha, host):
    response = get(host, "/branding.css?v=1")

    assert response.status_code == (200 if host == "ALPHA.localhost" else 302)
    if response.status_code == 302:
        assert response["Location"] == "http://alpha.localhost/branding.css?v=1"


def test_pages_lead_to_the_primary_domain_and_keep_the_port(alpha):
    own_domain(alpha, "films.example.com", primary=True)

    assert (
        get("alpha.localhost:8000", "/x?y=1")["Location"] == "http://films.example.com:8000/x?y=1"
    )
    assert get("films.example.com").status_code == 200


def test_what_programs_send_is_answered_where_it_arrived(alpha):
    own_domain(alpha, "films.example.com", primary=True)

    assert get("alpha.localhost", "/api/v1/nothing-here").status_code == 404
    assert Client().post("/nothing-here", headers={"host": "alpha.localhost"}).status_code != 302


def test_an_unverified_domain_opens_nothing(alpha):
    own_domain(alpha, "films.example.com")
    Domain.objects.filter(domain="films.example.com").update(verified_at=None)

    assert get("films.example.com").status_code == 404


def test_suspended_and_back_without_waiting_for_the_cache(
    alpha, beta, django_capture_on_commit_callbacks
):
    assert get("alpha.localhost").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        suspend_studio(alpha, reason="unpaid", by="eko")

    notice = get("alpha.localhost")
    assert (notice.status_code, notice["Cache-Control"]) == (503, "no-store")
    assert b"closed for the moment" in notice.content
    assert b"unpaid" not in notice.content
    assert get("beta.localhost").status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        reactivate_studio(alpha, by="eko")
    assert get("alpha.localhost").status_code == 200


def test_closed_and_reopened(alpha, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        close_studio(alpha, typed_name=alpha.name, by="eko")
    assert b"has closed" in get("alpha.localhost").content

    with django_capture_on_commit_callbacks(execute=True):
        reopen_studio(alpha, by="eko")
    assert get("alpha.localhost").status_code == 200


def test_a_notice_speaks_the_visitors_language_else_the_studios(alpha):
    Studio.objects.filter(pk=alpha.pk).update(status="suspended", language="id")
    assert b'lang="id"' in get("alpha.localhost").content
    assert b'lang="hi"' in get("alpha.localhost", **{"accept-language": "hi-IN"}).content


def test_a_host_is_looked_up_once_a_minute(alpha, django_assert_num_queries):
    caches["platform"].clear()
    assert host_named("alpha.localhost").studio.slug == "alpha"
    with django_assert_num_queries(0):
        assert host_named("alpha.localhost").studio.slug == "alpha"


@pytest.mark.parametrize("host", ["10.1.2.3", "[::1]", "", "evil.example", "alpha.localhost"])
def test_probes_are_answered_for_any_host(db, host):
    response = get(host, "/health")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})

    ready = get(host, "/health/ready")
    assert (ready.status_code, ready.json()["status"]) == (200, "ok")
