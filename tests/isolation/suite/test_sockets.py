"""Each websocket address: beta's link opens nothing in alpha, and beta's news reach nobody there."""

import json

import pytest
from asgiref.sync import sync_to_async
from django.test import Client

from apps.accounts.enums import Role
from apps.core.activity import activity_topic
from apps.core.jobs import job_token, start_job, topic_of
from apps.core.realtime.publish import publish
from apps.core.tenancy import studio_context
from tests.database import LOGIN_BACKEND, studio_row
from tests.isolation.suite.exits import sockets
from tests.isolation.suite.hearing import faults_heard
from tests.isolation.suite.sentinel import new_sentinel
from tests.people import person
from tests.sockets import Page, _no_process_is_left
from tests.topics import _logs_are_empty

__all__ = ["_logs_are_empty", "_no_process_is_left"]
pytestmark = pytest.mark.usefixtures("committed_db")
HOST = "alpha.localhost"
KNOWN = {"/", "ws/activity/", "ws/jobs/<str:token>/"}


def side(slug, word=""):
    """Ana's session in the studio, a job of hers, its link, and the topics that tell of it."""
    studio = studio_row(slug)
    with studio_context(studio):
        ana = person("Ana", Role.OWNER)
        browser = Client(headers={"host": f"{slug}.localhost"})
        browser.force_login(ana, backend=LOGIN_BACKEND)
        job = start_job("catalog.transcode", by_pk=ana.pk, title=word)
        link = f"/ws/jobs/{job_token(job)}/"
    cookie = f"session={browser.cookies['session'].value}"
    topics = [topic_of(job), activity_topic(ana.pk)]
    return {"link": link, "cookie": cookie, "topics": topics, "ana": ana, "job": job}


def tell(slug, topics, payload):
    with studio_context(studio_row(slug)):
        for topic in topics:
            publish(topic, payload)


@pytest.fixture
async def both():
    word = new_sentinel()
    return await sync_to_async(side)("alpha"), await sync_to_async(side)("beta", word), word


def page(path, cookie):
    return Page(HOST, path, headers={"origin": f"http://{HOST}", "cookie": cookie})


def test_every_socket_address_has_a_case():
    assert {found.name for found in sockets()} == KNOWN, (
        "Open the new address here, as beta and alpha."
    )


async def test_betas_link_opens_nothing_in_alpha(both):
    mine, theirs, _word = both
    async with page(theirs["link"], mine["cookie"]) as opened:
        assert await opened.code() == 4404


async def test_betas_session_is_nobody_in_alpha(both):
    _mine, theirs, _word = both
    async with page("/ws/activity/", theirs["cookie"]) as opened:
        assert await opened.code() == 4401


@pytest.mark.parametrize("path", ["/ws/nowhere/", "/ws/jobs/", "/ws/", "/ws/activity/beta/"])
async def test_an_address_of_nothing_gives_nothing(both, path):
    mine, _theirs, _word = both
    async with page(path, mine["cookie"]) as opened:
        assert await opened.code() in {4401, 4404}


@pytest.mark.parametrize("kind", ["link", "activity"])
async def test_betas_news_reach_no_page_of_alpha(both, kind):
    """Published in beta under the very topics that alpha's page watches."""
    mine, theirs, word = both
    path = mine["link"] if kind == "link" else "/ws/activity/"
    async with page(path, mine["cookie"]) as opened:
        first = await opened.frame()
        await sync_to_async(tell)("beta", mine["topics"] + theirs["topics"], {"title": word})
        await sync_to_async(tell)("alpha", mine["topics"], {"title": "mine"})

        assert faults_heard(word, [first, await opened.frame()]) == []
        assert await opened.hears_nothing()


async def test_a_place_in_betas_log_is_none_in_alphas(both):
    """``since`` of beta: alpha begins anew, with its own snapshot."""
    mine, _theirs, word = both
    await sync_to_async(tell)("beta", mine["topics"], {"title": word})
    async with page(f"{mine['link']}?since=1.0", mine["cookie"]) as opened:
        frame = await opened.frame()

    assert frame["type"] == "reset"
    assert word not in json.dumps(frame)


async def test_canary_groups_that_name_no_studio(both, monkeypatch):
    for module in ("publish", "consumers"):
        where = f"apps.core.realtime.{module}.group_of"
        monkeypatch.setattr(where, lambda topic: f"t.all.{topic}")

    with pytest.raises(AssertionError, match="a frame holds beta's sentinel"):
        await test_betas_news_reach_no_page_of_alpha(both, "link")
