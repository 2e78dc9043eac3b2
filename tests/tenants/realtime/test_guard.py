"""A socket outlives the request that opened it: what let it in is asked again."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from apps.accounts.models import RefreshToken, User
from apps.accounts.services import sessions, team
from apps.accounts.services.tokens import end_family, issue_tokens
from apps.core.errors import Forbidden
from apps.core.realtime.consumers import StudioConsumer
from apps.core.realtime.process import this_process
from apps.core.tenancy import studio_context
from apps.tenants.models import Domain, Studio
from apps.tenants.realtime.guard import check_visits, verdicts_on
from apps.tenants.realtime.middleware import StudioWebsocketMiddleware
from apps.tenants.selectors.hosts import forget_hosts
from apps.tenants.services.lifecycle import close_studio, suspend_studio
from tests.database import LOGIN_BACKEND, studio_row
from tests.people import make_cast
from tests.sockets import Page, _no_process_is_left
from tests.topics import _logs_are_empty

__all__ = ["_logs_are_empty", "_no_process_is_left"]
pytestmark = pytest.mark.usefixtures("committed_db")
HOST = "alpha.localhost"


class DeskConsumer(StudioConsumer):
    """A topic of the team alone."""

    def admit(self):
        if not self.person().is_on_team:
            raise Forbidden
        return "desk"

    def snapshot(self):
        return {"of": self.studio.slug}


def desk(**headers):
    app = StudioWebsocketMiddleware(DeskConsumer.as_asgi())
    return Page(HOST, "/ws/desk/", app=app, headers=headers)


def in_alpha(function, *args, **kwargs):
    with studio_context(studio_row("alpha")):
        return function(*args, **kwargs)


async def run(function, *args, **kwargs):
    return await sync_to_async(in_alpha)(function, *args, **kwargs)


def cast_with_cookies():
    cast = make_cast(studio_row("alpha"), studio_row("beta"))
    return cast, {name: cookie_of(getattr(cast, name)) for name in ("ana", "adi", "citra")}


def cookie_of(user):
    browser = Client(headers={"host": HOST})
    with studio_context(studio_row("alpha")):
        browser.force_login(user, backend=LOGIN_BACKEND)
    return f"session={browser.cookies['session'].value}"


@pytest.fixture
async def people():
    return await sync_to_async(cast_with_cookies)()


async def check():
    await check_visits(this_process().visits.open)


async def test_a_topic_of_people_refuses_nobody_and_strangers(people):
    _, cookies = people
    async with desk() as nobody, desk(cookie=cookies["citra"]) as viewer:
        assert (await nobody.code(), await viewer.code()) == (4401, 4403)
    async with desk(cookie=cookies["adi"]) as member:
        assert (await member.frame())["payload"] == {"of": "alpha"}


def end_sessions(cast):
    Session.objects.filter(session_key__in=[cookie_key(cast)]).delete()


def cookie_key(cast):
    rows = Session.objects.all()
    return next(r.session_key for r in rows if r.get_decoded()["_auth_user_id"] == str(cast.adi.pk))


ENDINGS = {
    "the sign-in ends": (end_sessions, 4401),
    "every sign-in ends": (lambda cast: Session.objects.all().delete(), 4401),
    "the session expires": (
        lambda cast: Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1)),
        4401,
    ),
    "the password changes": (
        lambda cast: (cast.adi.set_password("another battery"), cast.adi.save()),
        4401,
    ),
    "the person is locked out": (lambda cast: team.deactivate_member(cast.adi, by=cast.ana), 4401),
    "the row is changed by hand": (
        lambda cast: User.objects.filter(pk=cast.adi.pk).update(is_active=False),
        4401,
    ),
    "the account is deleted": (lambda cast: User.objects.filter(pk=cast.adi.pk).delete(), 4401),
    "the person leaves the team": (lambda cast: team.remove_member(cast.adi, by=cast.ana), 4403),
    "the role changes": (
        lambda cast: User.objects.filter(pk=cast.adi.pk).update(role="viewer"),
        4403,
    ),
}


@pytest.mark.parametrize("ending", ENDINGS)
async def test_a_socket_ends_with_its_reason(people, ending):
    cast, cookies = people
    happens, code = ENDINGS[ending]
    async with desk(cookie=cookies["adi"]) as socket:
        await socket.frame()
        await check()
        assert await socket.hears_nothing()
        await run(happens, cast)
        await check()
        assert await socket.code() == code


async def test_a_token_ends_its_sockets_with_its_family(people):
    cast, _ = people
    pair = await run(issue_tokens, cast.adi)
    other = await run(issue_tokens, cast.adi)

    def sign_out():
        family = RefreshToken.objects.order_by("created_at").first().family
        end_family(family, by=cast.adi)

    async with (
        desk(authorization=f"Bearer {pair.access}") as ended,
        desk(authorization=f"Bearer {other.access}") as kept,
    ):
        await ended.frame()
        await kept.frame()
        await run(sign_out)
        await check()
        assert await ended.code() == 4401
        assert await kept.hears_nothing()
        await run(sessions.revoke_tokens, cast.adi)
        await check()
        assert await kept.code() == 4401


async def test_one_persons_end_is_nobody_elses(people):
    cast, cookies = people
    async with desk(cookie=cookies["ana"]) as ana, desk(cookie=cookies["adi"]) as adi:
        await ana.frame()
        await adi.frame()
        await run(team.deactivate_member, cast.adi, by=cast.ana)
        await check()
        assert await adi.code() == 4401
        assert await ana.hears_nothing()


def suspend():
    suspend_studio(Studio.objects.get(slug="alpha"), reason="", by="eko")


def close():
    close_studio(Studio.objects.get(slug="alpha"), typed_name="Alpha Pictures", by="eko")


def lose_the_domain():
    Domain.objects.filter(domain=HOST).update(verified_at=None)
    forget_hosts([HOST])


@pytest.mark.parametrize("happens", [suspend, close, lose_the_domain])
async def test_a_studio_that_shuts_ends_its_sockets(people, happens):
    _, cookies = people
    async with desk(cookie=cookies["adi"]) as socket:
        await socket.frame()
        await run(happens)
        await check()
        assert await socket.code() == 4404


async def test_a_check_costs_the_same_for_one_socket_and_for_many(
    people, django_assert_num_queries
):
    """The people, the sessions, and twice the schema's choice; the host is cached."""
    _, cookies = people
    async with desk(cookie=cookies["adi"]) as one, desk(cookie=cookies["ana"]) as two:
        await one.frame()
        await two.frame()
        visits = list(this_process().visits.open)

        def counted(some):
            with django_assert_num_queries(4):
                assert verdicts_on(some) == []

        await run(lambda: verdicts_on(visits))
        await run(counted, visits[:1])
        await run(counted, visits)


async def test_the_guard_comes_by_itself(people, settings):
    settings.REALTIME_RECHECK_SECONDS = 0.2
    cast, cookies = people
    async with desk(cookie=cookies["adi"]) as socket:
        await socket.frame()
        await run(team.deactivate_member, cast.adi, by=cast.ana)
        assert await socket.code() == 4401


def test_the_guard_comes_within_a_minute(settings):
    assert settings.REALTIME_RECHECK_SECONDS <= 30
