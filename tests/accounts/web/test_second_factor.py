"""A second factor from set-up to sign-in; commits are real, since allauth tells us after them."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.models import AuditEvent
from apps.core.tenancy import studio_context
from tests import database
from tests.people import PASSWORD, person

SETUP = "/accounts/2fa/totp/activate/"
SECOND_STEP = "/accounts/2fa/authenticate/"


def code_of(secret):
    counter = next(iter(totp.yield_hotp_counters_from_time()))
    return totp.format_hotp_value(totp.hotp_value(secret, counter))


@pytest.fixture
def alpha(committed_db):
    return database.studio_row("alpha")


@pytest.fixture
def ana(alpha):
    with studio_context(alpha):
        return person("Ana", Role.OWNER)


def sign_in(client, user):
    return client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def set_up(client):
    """The secret of a new authenticator app of whoever is signed in."""
    assert client.get(SETUP).url.startswith("/accounts/reauthenticate/")
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get(SETUP).content.decode()
    assert "data:image/svg+xml" in page
    secret = re.search(r'id="authenticator_secret" value="([A-Z2-7]+)"', page)[1]
    client.post(SETUP, {"code": code_of(secret)})
    return secret


def test_from_the_picture_to_the_second_step(client_for, alpha, ana):
    client = client_for(alpha)
    sign_in(client, ana)

    secret = set_up(client)

    with studio_context(alpha):
        assert secret not in Authenticator.objects.get(type="totp").data["secret"]
        actions = list(AuditEvent.objects.order_by("id").values_list("action", flat=True))
    assert actions == ["person.signed_in", *["person.second_factor_added"] * 2]
    assert {letter.to[0] for letter in mail.outbox} == {"ana@people.example"}

    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        other = client_for(alpha)
        assert sign_in(other, ana).url == SECOND_STEP
        assert other.get("/account/").status_code == 302
        assert other.post(SECOND_STEP, {"code": "000000"}).status_code == 200
        assert other.get("/account/").status_code == 302
        assert other.post(SECOND_STEP, {"code": code_of(secret)}).url == "/studio/"
        assert other.get("/account/").status_code == 200
    with studio_context(alpha):
        assert AuditEvent.objects.filter(action="person.second_factor_failed").count() == 1


def test_pages_for_recovery_codes_and_passkeys_open(client_for, alpha, ana):
    client = client_for(alpha)
    sign_in(client, ana)
    set_up(client)

    codes = client.get("/accounts/2fa/recovery-codes/").content.decode()
    passkey = client.get("/accounts/2fa/webauthn/add/").content.decode()

    assert len(re.findall(r"^\d{8}$", codes, re.MULTILINE)) >= 8
    assert 'id="js_data"' in passkey
    assert "rp" in passkey
    for page in (codes, passkey):
        assert re.search(r"<[^>]+ (style|onclick|onload)=", page) is None
        assert re.search(r"<script(?![^>]*(src=|application/json))", page) is None
