"""Guessing at the doors: each is counted, by account and by address, whatever the host."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.urls import get_resolver

from apps.accounts.models import AuditEvent
from apps.accounts.web.attempts import LIMITS
from apps.core.tenancy import studio_context
from tests.people import PASSWORD

LOGIN = "/accounts/login/"
WRONG = "wrong password"
RESET = "/accounts/password/reset/"


@pytest.fixture(autouse=True)
def _switched_on(settings):
    settings.LIMITS_ENABLED = True


def log_in(client, email, password=WRONG, **headers):
    return client.post(LOGIN, {"login": email, "password": password}, headers=headers).status_code


def test_the_sixth_try_waits_even_with_the_right_password(client_for, alpha, people):
    client = client_for(alpha)

    wrong = [log_in(client, people.ana.email) for _ in range(5)]
    right = client.post(LOGIN, {"login": people.ana.email, "password": PASSWORD})

    assert wrong == [200] * 5
    assert (right.status_code, client.get("/account/").status_code) == (429, 302)
    assert 1 <= int(right.headers["Retry-After"]) <= 60
    with studio_context(alpha):
        assert AuditEvent.objects.filter(action="person.signed_in").count() == 0


def test_the_owner_of_an_attacked_account_still_gets_in_by_passkey(
    client_for, alpha, people, monkeypatch
):
    with studio_context(alpha):
        passkey = Authenticator.objects.create(
            user=people.ana, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"}
        )
    monkeypatch.setattr(webauthn, "parse_authentication_response", lambda answer: answer)
    monkeypatch.setattr(webauthn, "extract_user_from_response", lambda answer: people.ana)
    monkeypatch.setattr(webauthn, "complete_authentication", lambda user, answer: passkey)
    client = client_for(alpha)
    refused = [log_in(client, people.ana.email) for _ in range(6)][-1]

    client.post("/accounts/2fa/webauthn/login/", {"credential": '{"id": "signed"}'})

    assert (refused, client.get("/account/").status_code) == (429, 200)


def test_a_rotating_header_is_still_one_address(client_for, alpha, people):
    client = client_for(alpha)
    proxied = [f"10.0.0.{number}, 198.51.100.4" for number in range(6)]

    answers = [
        log_in(client, f"{n}@people.example", **{"x-forwarded-for": proxied[n]}) for n in range(6)
    ]

    assert answers == [200] * 5 + [429]


def test_an_address_is_counted_over_all_hosts(client_for, alpha, beta, people):
    hosts = [client_for(alpha), client_for(beta), client_for(None)] * 2

    answers = [log_in(client, f"{n}@people.example") for n, client in enumerate(hosts)]

    assert answers == [200] * 5 + [429]


def test_an_account_is_counted_from_all_addresses_and_in_its_own_studio(
    client_for, alpha, beta, people
):
    def attack(studio, first):
        return [
            log_in(client_for(studio, REMOTE_ADDR=f"203.0.113.{first + n}"), people.citra.email)
            for n in range(6)
        ]

    assert attack(alpha, 1) == [200] * 5 + [429]
    assert attack(beta, 101) == [200] * 5 + [429]


def test_who_gets_in_does_not_use_up_the_address(client_for, alpha, people):
    def sign_in(person):
        return log_in(client_for(alpha), person.email, PASSWORD)

    office = [people.ana, people.adi, people.citra] * 3

    assert [sign_in(person) for person in office] == [302] * 9
    assert [sign_in(people.ana), sign_in(people.ana), sign_in(people.ana)] == [302, 302, 429]


def test_the_addresses_of_one_household_are_one(client_for, alpha, people):
    answers = [
        log_in(client_for(alpha, REMOTE_ADDR=f"2001:db8::{n:x}"), f"{n}@people.example")
        for n in range(1, 7)
    ]

    assert answers == [200] * 5 + [429]


def test_the_back_office_has_no_door_of_its_own(client_for, people):
    client = client_for(None)

    answers = [client.post("/admin/login/").status_code for _ in range(6)]

    assert answers == [302] * 5 + [429]
    assert log_in(client, people.eko.email, PASSWORD) == 429


def test_codes_of_the_second_factor_are_counted_by_account(client_for, alpha, people):
    with studio_context(alpha):
        totp.TOTP.activate(people.ana, totp.generate_totp_secret())
    client = client_for(alpha)
    log_in(client, people.ana.email, PASSWORD)

    answers = [
        client.post("/accounts/2fa/authenticate/", {"code": f"00000{n}"}).status_code
        for n in range(6)
    ]

    assert answers == [200] * 5 + [429]


def test_known_and_unknown_mailboxes_get_the_same_share_of_letters(
    client_for, alpha, people, mailoutbox, django_capture_on_commit_callbacks
):
    def asked(email, address):
        client = client_for(alpha, REMOTE_ADDR=address)
        return [client.post(RESET, {"email": email}).status_code for _ in range(6)]

    with django_capture_on_commit_callbacks(execute=True):
        known = asked(people.citra.email, "203.0.113.1")
        unknown = asked("no@people.example", "203.0.113.2")

    assert known == unknown == [302] * 5 + [429]
    assert len(mailoutbox) == 10


@pytest.mark.parametrize("name", LIMITS)
def test_every_counted_form_exists(name):
    """A route that was renamed would not be counted any more, without a word."""
    found = [
        host
        for host in ("config.urls.public", "config.urls.tenant")
        if _is_route(get_resolver(host), name)
    ]

    assert found


def _is_route(resolver, name):
    *spaces, last = name.split(":")
    for space in spaces:
        if space not in resolver.namespace_dict:
            return False
        resolver = resolver.namespace_dict[space][1]
    return last in resolver.reverse_dict
