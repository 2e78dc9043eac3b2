"""Whoever finds an open browser does not take the account or the studio over with it.

What is sensitive is found by what it does: every form of every host is sent by somebody who signed
in a while ago, and none may reach what stands in ``TAKES_OVER``, unless it asks by itself.
"""

import re

import pytest
from allauth.account.internal.flows import reauthentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.db import connection, transaction
from django.test import Client

from apps.accounts.enums import Role
from apps.core.models import Archive
from apps.core.tenancy import platform_context, studio_context
from tests import database
from tests.people import person
from tests.permissions.requests import send
from tests.permissions.routes import Route, routes_of
from tests.permissions.rows import cell
from tests.permissions.state import rows_written, tables
from tests.permissions.world import World, server

pytestmark = pytest.mark.django_db
HOSTS = ("platform", "studio")
# Whoever has a second factor has one app, and keeps his address.
WITHOUT_FACTORS = {"mfa_activate_totp", "account_email"}
STUDIO_ONLY = {"desk-archives", "desk-archive-file", "desk-close", "desk-team-transfer"}
SENSITIVE = {
    ("account_email", "POST"),
    ("account-data", "POST"),
    ("account-data-file", "GET"),
    ("mfa_activate_totp", "GET"),
    ("mfa_activate_totp", "POST"),
    ("mfa_add_webauthn", "GET"),
    ("mfa_add_webauthn", "POST"),
    ("mfa_deactivate_totp", "POST"),
    ("mfa_edit_webauthn", "POST"),
    ("mfa_generate_recovery_codes", "POST"),
    ("mfa_remove_webauthn", "POST"),
    ("desk-archives", "POST"),
    ("desk-archive-file", "POST"),
    ("desk-close", "POST"),
    ("desk-team-transfer", "POST"),
}
# They take the password, or a letter's secret, in the same breath.
ASKS_BY_ITSELF = {
    "account_change_password": "the password of now is a field of it",
    "account-delete": "the password is a field of it",
    "account_reset_password_from_key": "behind the link of a letter",
    "account_confirm_email": "behind the link of a letter",
    "account-keep": "behind the link of a letter",
    "invitation-accept": "behind the link of a letter; gives what an admin has offered",
    "studio-reopen": "behind the link of a letter",
    "start-form": "makes a studio of one's own",
    "account_signup": "makes an account of one's own",
    "account_reauthenticate": "is the question itself",
    "account_logout": "takes nothing over",
}
# Whose rows, or which of their columns, hand an account or a studio to somebody.
TAKES_OVER = {
    "accounts_user": "email, password, erase_after",
    "account_emailaddress": 'email, verified, "primary"',
    "mfa_authenticator": "type, data",
    "socialaccount_socialaccount": "uid",
}


DIGEST = "select md5(string_agg(t::text, ',' order by t::text)) from (select id, {columns} from {table}) t"


@pytest.fixture
def stale(world: World):
    """The world's people, each signed in without having been asked since."""

    def client(host: str, who: str) -> Client:
        browser = Client(SERVER_NAME=server(host), headers={"host": server(host)})
        with place_of(host):
            browser.force_login(world.people[host, who], backend=database.LOGIN_BACKEND)
        return browser

    world.client = client
    yield world
    del world.client


def place_of(host: str):
    return studio_context(database.studio_row("alpha")) if host == "studio" else platform_context()


def at_stake(host: str) -> list[object]:
    """Everything that must not change; the owners and archives of the studio too."""
    with place_of(host), connection.cursor() as cursor:
        found: list[object] = []
        for table, columns in TAKES_OVER.items():
            cursor.execute(DIGEST.format(columns=columns, table=table))
            found.append(cursor.fetchone())
        cursor.execute(
            "select array_agg(id::text order by id) from accounts_user where role in ('owner', 'staff')"
        )
        found.append(cursor.fetchone())
        cursor.execute("select array_agg(status::text order by id) from public.tenants_studio")
        found.append(cursor.fetchone())
        found.append(sorted(str(pk) for pk in Archive.everywhere.values_list("pk", flat=True)))
    return found


def routes_for_browsers(host: str) -> list[Route]:
    """The API takes no session for a proof of anything."""
    return [route for route in routes_of(host) if not route.name.startswith("api:")]


def reached(world: World, host: str, who: str) -> set[str]:
    """The names of routes by which something at stake was changed."""
    found, before = set(), at_stake(host)
    everything = tables("public", "alpha")
    for route in routes_for_browsers(host):
        for method in [name.upper() for name in route.handlers if name != "get"] or ["POST"]:
            mark, written = transaction.savepoint(), rows_written(everything)
            send(world, host, route, method, who)
            if rows_written(everything) > written and at_stake(host) != before:
                found.add(route.name)
            transaction.savepoint_rollback(mark)
    return found


@pytest.mark.slow
@pytest.mark.parametrize("host", HOSTS)
def test_an_open_browser_takes_nothing_over(stale: World, host: str):
    assert reached(stale, host, "team") <= set(ASKS_BY_ITSELF)


@pytest.mark.slow
def test_the_sweep_sees_what_is_not_guarded(stale: World, monkeypatch):
    """The control: with nobody asked, the same sweep finds the sensitive forms."""
    monkeypatch.setattr(reauthentication, "did_recently_reauthenticate", lambda request: True)

    found = reached(stale, "studio", "team") - set(ASKS_BY_ITSELF)

    assert found == {"account_email", "desk-archives", "desk-close", "desk-team-transfer"} | {
        "account-data"
    }


def furnish_factors(world: World, host: str) -> None:
    """Somebody with an authenticator app, a passkey and recovery codes."""
    with place_of(host):
        user = person(f"Mfa{host}", Role.OWNER if host == "studio" else Role.MEMBER)
        totp.TOTP.activate(user, totp.generate_totp_secret())
        RecoveryCodes.activate(user)
        key = Authenticator.objects.create(
            user=user, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"}
        )
    world.people[host, "factors"] = user
    for name in ("mfa_edit_webauthn", "mfa_remove_webauthn"):
        world.arguments[host, name] = {"pk": key.pk}


@pytest.mark.parametrize("host", HOSTS)
def test_each_sensitive_form_asks_again(stale: World, host: str):
    furnish_factors(stale, host)
    routes = {route.name: route for route in routes_of(host)}
    told = {}
    for name, method in sorted(SENSITIVE):
        if name in STUDIO_ONLY and host == "platform":
            continue
        who = "team" if name in WITHOUT_FACTORS else "factors"
        told[name, method] = cell(send(stale, host, routes[name], method, who), wrote=False)

    assert set(told.values()) == {"again"}, told


@pytest.mark.parametrize("host", HOSTS)
def test_recovery_codes_are_not_shown_to_whoever_comes_by(stale: World, host: str):
    furnish_factors(stale, host)
    browser = stale.client(host, "factors")

    page = browser.get("/accounts/2fa/recovery-codes/")
    file = browser.get("/accounts/2fa/recovery-codes/download/")

    assert not re.search(r"^\d{8}$", page.text, re.MULTILINE)
    assert "/reauthenticate/" in file.headers.get("Location", "") or file.status_code == 403


def test_no_sensitive_form_is_gone():
    names = {route.name for host in HOSTS for route in routes_of(host)}

    assert {name for name, _method in SENSITIVE} | set(ASKS_BY_ITSELF) <= names


@pytest.mark.parametrize("password", ["", "wrong password"])
def test_those_that_ask_by_themselves_do(stale: World, password: str):
    browser, citra = stale.client("studio", "customer"), stale.people["studio", "customer"]
    new = {"password1": "a new sentence", "password2": "a new sentence"}
    before = at_stake("studio")

    browser.post("/accounts/password/change/", {"oldpassword": password, **new})
    browser.post("/account/delete/", {"typed_email": citra.email, "password": password})

    assert at_stake("studio") == before
