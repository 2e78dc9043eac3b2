"""Through the door: what a page sees from its first snapshot to its resume."""

import pytest
from asgiref.sync import sync_to_async

from apps.core.jobs import JobProgress, begin_job, finish_job, job_token, start_job
from apps.core.realtime.groups import group_of, key_of
from apps.core.realtime.publish import publish
from apps.core.tenancy import studio_context
from tests.database import studio_row
from tests.sockets import Page, _no_process_is_left, position_in
from tests.topics import _logs_are_empty, redis

__all__ = ["_logs_are_empty", "_no_process_is_left"]
HOST = "alpha.localhost"
pytestmark = pytest.mark.usefixtures("committed_db")


def job_in(slug: str):
    with studio_context(studio_row(slug)):
        job = start_job("catalog.transcode")
        begin_job(job)
        return job, f"/ws/jobs/{job_token(job)}/"


def work_on(slug: str, job) -> None:
    with studio_context(studio_row(slug)):
        JobProgress(job).report(50, step="encoding")
        finish_job(job)


def tell(job, *percents: int) -> None:
    with studio_context(studio_row("alpha")):
        for percent in percents:
            publish(f"job.{job.pk}", {"percent": percent})


def percents_of(frames) -> list[int]:
    return [frame["payload"]["percent"] for frame in frames]


@pytest.fixture
async def job():
    return await sync_to_async(job_in)("alpha")


async def test_a_page_sees_its_job_move_and_no_other_studios(job):
    mine, path = job
    other, _ = await sync_to_async(job_in)("beta")
    async with Page(HOST, path, headers={"origin": f"http://{HOST}"}) as page:
        first = await page.frame()
        assert (first["type"], first["topic"]) == ("snapshot", f"job.{mine.pk}")
        assert first["payload"]["percent"] == 0

        await sync_to_async(work_on)("beta", other)
        assert await page.hears_nothing()
        await sync_to_async(work_on)("alpha", mine)

        frames = await page.frames(2)
    seen = [(f["payload"]["state"], f["payload"]["percent"]) for f in frames]
    assert seen == [("running", 50), ("done", 100)]
    assert [f["seq"] for f in frames] == [first["seq"] + 1, first["seq"] + 2]
    assert {f["epoch"] for f in frames} == {first["epoch"]}


async def test_old_snapshot_and_frames_make_the_new_snapshot(job):
    mine, path = job
    async with Page(HOST, path) as page:
        state = (await page.frame())["payload"]
        await sync_to_async(work_on)("alpha", mine)
        for frame in await page.frames(2):
            state |= frame["payload"]
    async with Page(HOST, path) as later:
        assert (await later.frame())["payload"] == state


async def test_who_comes_back_gets_what_was_missed_and_nothing_else(job):
    mine, path = job
    async with Page(HOST, path) as page:
        last = await page.frame()
    await sync_to_async(tell)(mine, 10, 20, 30)

    async with Page(HOST, f"{path}?since={position_in(last)}") as page:
        missed = await page.frames(3)
        assert percents_of(missed) == [10, 20, 30]
        await sync_to_async(tell)(mine, 40)
        assert percents_of(await page.frames(1)) == [40]

    async with Page(HOST, f"{path}?since={position_in(missed[-1])}") as page:
        assert percents_of(await page.frames(1)) == [40]
        assert await page.hears_nothing()


async def test_a_log_that_does_not_reach_back_begins_anew(job, settings):
    mine, path = job
    settings.REALTIME_LOG_FRAMES = 3
    async with Page(HOST, path) as page:
        last = await page.frame()
    await sync_to_async(tell)(mine, 10, 20, 30, 40)

    async with Page(HOST, f"{path}?since={position_in(last)}") as page:
        frame = await page.frame()
        assert (frame["type"], frame["seq"]) == ("reset", last["seq"] + 4)
        await sync_to_async(tell)(mine, 50)
        assert percents_of(await page.frames(1)) == [50]


@pytest.mark.parametrize("since", ["1.1", "1700000000000000.400", "9" * 20 + ".1", "0.0"])
async def test_a_position_in_another_log_begins_anew(job, since):
    _, path = job
    async with Page(HOST, f"{path}?since={since}") as page:
        assert (await page.frame())["type"] == "reset"


@pytest.mark.parametrize("since", ["", "x", "-1.5", "1", "1.2.3", "1.%00", "١.٢"])
async def test_what_is_no_position_counts_as_none(job, since):
    _, path = job
    async with Page(HOST, f"{path}?since={since}") as page:
        assert (await page.frame())["type"] == "snapshot"


async def test_a_log_that_was_lost_has_another_epoch(job):
    mine, path = job

    def lose_the_log():
        with studio_context(studio_row("alpha")), redis() as client:
            client.delete(key_of(group_of(f"job.{mine.pk}")))

    async with Page(HOST, path) as page:
        first = await page.frame()
        await sync_to_async(lose_the_log)()
        await sync_to_async(tell)(mine, 10)
        frame = await page.frame()
        assert frame["epoch"] != first["epoch"]
        assert frame["seq"] == 1

    async with Page(HOST, f"{path}?since={position_in(first)}") as page:
        assert (await page.frame())["type"] == "reset"


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("nowhere.localhost", None),
        (HOST, "http://beta.localhost"),
        (HOST, "https://evil.example"),
        (f"{HOST}:8000", f"http://{HOST}:9000"),
    ],
)
async def test_another_host_or_origin_is_refused(job, host, origin):
    _, path = job
    async with Page(host, path, headers={"origin": origin} if origin else {}) as page:
        assert not page.is_open


@pytest.mark.parametrize(
    ("host", "path"),
    [("beta.localhost", None), (HOST, "/ws/jobs/forged/"), (HOST, "/ws/nothing/"), (HOST, "/x")],
)
async def test_a_page_is_told_that_there_is_nothing_for_it(job, host, path):
    async with Page(host, path or job[1]) as page:
        assert page.is_open  # only then does a browser tell its page the code
        assert await page.code() == 4404


async def test_every_socket_hears_a_sign_of_life_at_once(job):
    async with Page(HOST, job[1]) as page:
        assert await page.socket.receive_json_from() == {"type": "beat", "seconds": 20}
