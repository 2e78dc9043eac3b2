"""Is something of mine running? Said live to my own pages, and to nobody else's."""

import pytest
from asgiref.sync import sync_to_async
from django.test import Client

from apps.core.jobs import begin_job, finish_job, start_job
from apps.core.tenancy import studio_context
from tests.database import LOGIN_BACKEND, studio_row
from tests.factories.jobs import WORK
from tests.people import make_cast
from tests.sockets import Page, _no_process_is_left
from tests.topics import _logs_are_empty

__all__ = ["_logs_are_empty", "_no_process_is_left"]
HOST = "alpha.localhost"
pytestmark = pytest.mark.usefixtures("committed_db")


def cast_with_cookies():
    cast = make_cast(studio_row("alpha"), studio_row("beta"))
    return cast, {
        name: cookie_of(person) for name, person in (("ana", cast.ana), ("adi", cast.adi))
    }


def cookie_of(person) -> dict[str, str]:
    with studio_context(studio_row("alpha")):
        client = Client(headers={"host": HOST})
        client.force_login(person, backend=LOGIN_BACKEND)
    return {"cookie": f"session={client.cookies['session'].value}"}


def start(person, slug="alpha"):
    with studio_context(studio_row(slug)):
        return start_job(WORK.key, by_pk=person.pk)


def finish(job):
    with studio_context(studio_row("alpha")):
        begin_job(job)
        finish_job(job)


async def test_my_pages_hear_of_my_work_alone():
    cast, cookies = await sync_to_async(cast_with_cookies)()
    async with Page(HOST, "/ws/activity/", headers=cookies["ana"]) as page:
        assert (await page.frame())["payload"] == {"running": 0}
        job = await sync_to_async(start)(cast.ana)
        assert (await page.frame())["payload"] == {"running": 1}

        await sync_to_async(start)(cast.adi)
        await sync_to_async(start)(cast.bima, "beta")
        assert await page.hears_nothing()

        await sync_to_async(finish)(job)
        assert (await page.frame())["payload"] == {"running": 0}


async def test_a_page_that_comes_later_begins_with_the_count():
    cast, cookies = await sync_to_async(cast_with_cookies)()
    await sync_to_async(start)(cast.adi)

    async with Page(HOST, "/ws/activity/", headers=cookies["adi"]) as page:
        assert (await page.frame())["payload"] == {"running": 1}


async def test_polling_says_the_same():
    cast, cookies = await sync_to_async(cast_with_cookies)()
    await sync_to_async(start)(cast.ana)

    def ask():
        return Client(headers={"host": HOST, **cookies["ana"]}).get("/activity/").json()

    assert await sync_to_async(ask)() == {"running": 1}
