"""Websockets: whose socket it is, decided by host, origin and session together."""

import pytest
from asgiref.sync import sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from channels.testing import WebsocketCommunicator
from django.test import Client

from apps.accounts.services.tokens import issue_tokens
from apps.core.tenancy import current_studio, platform_context, studio_context
from apps.tenants.models import Domain, Studio
from apps.tenants.realtime.middleware import StudioWebsocketMiddleware, same_origin
from apps.tenants.selectors.hosts import forget_hosts
from apps.tenants.services.lifecycle import suspend_studio
from tests.database import LOGIN_BACKEND, studio_row
from tests.people import make_cast
from tests.sockets import _no_process_is_left

__all__ = ["_no_process_is_left"]


class WhoAmI(AsyncJsonWebsocketConsumer):
    """Answers with what the middleware found out."""

    async def connect(self):
        await self.accept()
        visit = self.scope["visit"]
        user = visit.user
        await self.send_json(
            {
                "studio": visit.studio.slug,
                "context": current_studio().slug,
                "user": user.email if user.is_authenticated else None,
            }
        )


def socket(host, *, origin=None, cookie="", authorization="", subprotocols=(), path="/ws/who/"):
    headers = [(b"host", host.encode()), (b"cookie", cookie.encode())]
    if origin is not None:
        headers.append((b"origin", origin.encode()))
    if authorization:
        headers.append((b"authorization", authorization.encode()))
    application = StudioWebsocketMiddleware(WhoAmI.as_asgi())
    return WebsocketCommunicator(application, path, headers=headers, subprotocols=subprotocols)


async def answer(host, **headers):
    page = socket(host, **headers)
    connected, code = await page.connect()
    if not connected:
        return code
    found = await page.receive_json_from()
    await page.disconnect()
    return found


def session_of_ana():
    """Her session cookie in alpha; a namesake of hers stands in beta."""
    cast = make_cast(studio_row("alpha"), studio_row("beta"))
    browser = Client(headers={"host": "alpha.localhost"})
    with studio_context(studio_row("alpha")):
        browser.force_login(cast.ana, backend=LOGIN_BACKEND)
    return f"session={browser.cookies['session'].value}", cast.ana


@pytest.mark.usefixtures("committed_db")
async def test_a_session_is_somebody_in_its_own_studio_only():
    cookie, _ana = await sync_to_async(session_of_ana)()

    assert await answer("alpha.localhost:8000", cookie=cookie) == {
        "studio": "alpha",
        "context": "alpha",
        "user": "ana@people.example",
    }
    assert (await answer("beta.localhost", cookie=cookie)) == {
        "studio": "beta",
        "context": "beta",
        "user": None,
    }
    assert (await answer("localhost", cookie=cookie))["user"] is None
    assert (await answer("alpha.localhost"))["user"] is None
    assert (await answer("alpha.localhost", cookie="session=made-up"))["user"] is None


def token_of_ana():
    """An access token of hers in alpha."""
    cast = make_cast(studio_row("alpha"), studio_row("beta"))
    with studio_context(studio_row("alpha")):
        return issue_tokens(cast.ana).access, cast.ana


@pytest.mark.usefixtures("committed_db")
async def test_an_access_token_is_somebody_in_its_own_studio_only():
    token, _ana = await sync_to_async(token_of_ana)()
    ways = ({"authorization": f"Bearer {token}"}, {"subprotocols": ["bearer", token]})

    for way in ways:
        assert (await answer("alpha.localhost", **way))["user"] == "ana@people.example"
        assert await answer("beta.localhost", **way) == 4401
        assert await answer("localhost", **way) == 4401
    assert await answer("alpha.localhost", authorization="Bearer forged") == 4401
    assert await answer("alpha.localhost", authorization="Bearer ") == 4401
    assert await answer("alpha.localhost", subprotocols=["bearer"]) == 4401


@pytest.mark.usefixtures("committed_db")
async def test_a_token_in_the_address_is_nobody():
    token, _ana = await sync_to_async(token_of_ana)()
    for name in ("token", "access_token", "bearer", "authorization"):
        path = f"/ws/who/?{name}={token}"
        assert (await answer("alpha.localhost", path=path))["user"] is None


@pytest.mark.usefixtures("committed_db")
async def test_staff_without_the_second_factor_they_must_have_are_nobody(settings):
    def session_of_eko():
        eko = make_cast(studio_row("alpha"), studio_row("beta")).eko
        browser = Client(headers={"host": "localhost"})
        with platform_context():
            browser.force_login(eko, backend=LOGIN_BACKEND)
        return f"session={browser.cookies['session'].value}"

    cookie = await sync_to_async(session_of_eko)()
    assert (await answer("localhost", cookie=cookie))["user"] == "eko@people.example"
    settings.MFA_REQUIRED_FOR_STAFF = True
    assert (await answer("localhost", cookie=cookie))["user"] is None


@pytest.mark.usefixtures("committed_db")
async def test_a_new_password_ends_the_old_sessions_here_too():
    cookie, ana = await sync_to_async(session_of_ana)()

    def change_password():
        with studio_context(studio_row("alpha")):
            ana.set_password("another battery")
            ana.save()

    await sync_to_async(change_password)()
    assert (await answer("alpha.localhost", cookie=cookie))["user"] is None


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize(
    ("host", "origin", "code"),
    [
        ("alpha.localhost", "https://evil.example", 4403),
        ("alpha.localhost", "http://beta.localhost", 4403),
        ("alpha.localhost:8000", "http://alpha.localhost:9000", 4403),
        ("alpha.localhost", "null", 4403),
        ("alpha.localhost", "", 4403),
        ("nowhere.localhost", None, 4404),
        ("alpha.localhost@beta.localhost", None, 4404),
        ("[::1]", None, 4404),
        ("", None, 4404),
    ],
)
async def test_foreign_pages_and_unknown_hosts_are_refused(host, origin, code):
    assert await answer(host, origin=origin) == code


@pytest.mark.usefixtures("committed_db")
async def test_a_suspended_studio_has_no_sockets():
    def suspend():
        with platform_context():
            suspend_studio(Studio.objects.get(slug="alpha"), reason="", by="eko")

    assert (await answer("alpha.localhost"))["studio"] == "alpha"
    await sync_to_async(suspend)()
    assert await answer("alpha.localhost") == 4404
    assert (await answer("beta.localhost"))["studio"] == "beta"


@pytest.mark.usefixtures("committed_db")
async def test_an_own_domain_has_sockets_once_it_is_verified():
    def add(verified_at):
        alpha = studio_row("alpha")
        with platform_context():
            Domain.objects.filter(domain="films.example.com").delete()
            Domain.objects.create(
                domain="films.example.com", tenant=alpha, is_primary=False, verified_at=verified_at
            )
        forget_hosts(["films.example.com"])
        return alpha.opened_at

    opened_at = await sync_to_async(add)(None)
    assert await answer("films.example.com") == 4404
    await sync_to_async(add)(opened_at)
    host = "FILMS.example.com:443"
    assert (await answer(host, origin="https://films.example.com:443"))["studio"] == "alpha"


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        (None, "alpha.localhost", True),
        ("http://alpha.localhost", "alpha.localhost", True),
        ("https://ALPHA.localhost:8000", "alpha.localhost:8000", True),
        ("https://alpha.localhost.evil.example", "alpha.localhost", False),
        ("https://evil.example/alpha.localhost", "alpha.localhost", False),
        ("https://alpha.localhost@evil.example", "alpha.localhost", False),
        ("file://", "alpha.localhost", False),
    ],
)
def test_origins(origin, host, same):
    assert same_origin(origin, host) is same
