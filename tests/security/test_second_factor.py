"""The password alone opens nothing where a second factor stands, and a code works once."""

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.db import transaction
from django.utils import timezone

from apps.accounts.enums import Role
from apps.accounts.selectors.sign_ins import sign_in_of_session
from apps.core.tenancy import platform_context, studio_context
from tests import database
from tests.accounts.web.test_second_factor import SECOND_STEP, code_of
from tests.people import PASSWORD, person
from tests.permissions.requests import send
from tests.permissions.routes import routes_of
from tests.permissions.rows import cell
from tests.permissions.state import rows_written, tables
from tests.permissions.world import World

pytestmark = pytest.mark.django_db
# The page of the second step itself, and the sign-in page, which leads back to it.
THE_SECOND_STEP = {"mfa_authenticate", "account_login"}
RESET = "/accounts/password/reset/"
NEW = "a sentence to remember"


def sign_in(client, user, password=PASSWORD):
    return client.post("/accounts/login/", {"login": user.email, "password": password})


def guarded(name, role):
    """Somebody with an authenticator app; its secret."""
    user = person(name, role)
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(user, secret)
    return user, secret


@pytest.fixture
def pending(world: World, client_for):
    """A browser in which the password was right and the code has not been asked for yet."""

    def on(host):
        alpha = database.studio_row("alpha")
        with studio_context(alpha) if host == "studio" else platform_context():
            user, _secret = guarded("Pia", Role.OWNER if host == "studio" else Role.STAFF)
        client = client_for(alpha if host == "studio" else None)
        assert sign_in(client, user).url == SECOND_STEP
        return client

    return on


@pytest.mark.slow
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("host", ["platform", "studio"])
def test_waiting_for_the_code_is_being_nobody(world: World, pending, host, method):
    """Every address answers as it answers somebody who never typed a password."""
    waiting = pending(host).cookies["session"].value
    everything = tables("public", "alpha")
    different = {}
    for route in routes_of(host):
        if route.name in THE_SECOND_STEP:
            continue
        told = []
        for session in ("", waiting):
            world.sessions[host, "waiting"] = session
            mark = transaction.savepoint()
            before = rows_written(everything)
            answer = send(world, host, route, method, "waiting")
            told.append(cell(answer, wrote=rows_written(everything) > before))
            transaction.savepoint_rollback(mark)
        if told[0] != told[1]:
            different[route.name] = told

    assert different == {}


def test_nor_does_it_open_a_socket(world: World, pending):
    browser = pending("studio")

    with studio_context(database.studio_row("alpha")):
        assert sign_in_of_session(browser.session.session_key) is None


@pytest.fixture
def pia(alpha):
    with studio_context(alpha):
        return guarded("Pia", Role.OWNER)


def second_step(client, code):
    client.post(SECOND_STEP, {"code": code})
    return client.get("/account/").status_code == 200


def test_a_code_of_the_app_works_once(client_for, alpha, pia):
    user, secret = pia
    first, second = client_for(alpha), client_for(alpha)
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        code = code_of(secret)
        sign_in(first, user)
        sign_in(second, user)

        assert second_step(first, code)
        assert not second_step(second, code)

    with time_machine.travel(timezone.now() + timedelta(minutes=2), tick=False):
        assert second_step(second, code_of(secret))


@pytest.mark.parametrize("seconds", [-60, 60])
def test_a_code_of_another_minute_does_not(client_for, alpha, pia, seconds):
    user, secret = pia
    now = timezone.now()
    with time_machine.travel(now + timedelta(seconds=seconds), tick=False):
        code = code_of(secret)
    client = client_for(alpha)
    with time_machine.travel(now, tick=False):
        sign_in(client, user)

        assert not second_step(client, code)


def test_a_recovery_code_works_once(client_for, alpha, pia):
    user, _secret = pia
    with studio_context(alpha):
        code, other = RecoveryCodes.activate(user).get_unused_codes()[:2]
    clients = [client_for(alpha) for _ in range(3)]
    for client in clients:
        sign_in(client, user)

    assert second_step(clients[0], code)
    assert not second_step(clients[1], code)
    assert second_step(clients[2], other)


def test_nobody_skips_the_password(client_for, alpha, pia):
    _user, secret = pia

    assert not second_step(client_for(alpha), code_of(secret))


def test_a_new_password_by_letter_keeps_the_second_factor(
    client_for, alpha, pia, django_capture_on_commit_callbacks
):
    user, secret = pia
    client = client_for(alpha)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(RESET, {"email": user.email})
    link = mail.outbox[0].body.partition("http://alpha.localhost")[2].split()[0]
    form = client.get(link, follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": NEW, "password2": NEW})

    assert client.get("/account/").status_code == 302  # the letter signs nobody in
    with studio_context(alpha):
        assert Authenticator.objects.filter(user=user, type="totp").exists()
    other = client_for(alpha)
    assert sign_in(other, user, NEW).url == SECOND_STEP
    assert other.get("/account/").status_code == 302
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        assert second_step(other, code_of(secret))


def test_the_host_of_a_code_counts(client_for, beta, pia):
    """Somebody of the same address and password in beta has no second factor of alpha's."""
    user, secret = pia
    with studio_context(beta):
        guarded("Pia", Role.OWNER)
    client = client_for(beta)
    sign_in(client, user)

    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        assert not second_step(client, code_of(secret))
