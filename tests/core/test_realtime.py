import asyncio

import pytest
from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator

from apps.core.jobs import JobProgress, begin_job, finish_job, job_token, start_job
from apps.core.tenancy import studio_context
from config.asgi import application
from tests.database import studio_row


def socket(host: str, path: str, origin: str | None = None) -> WebsocketCommunicator:
    headers = [(b"host", host.encode())]
    if origin:
        headers.append((b"origin", origin.encode()))
    return WebsocketCommunicator(application, path, headers=headers)


def job_in(slug: str):
    with studio_context(studio_row(slug)):
        job = start_job("catalog.transcode")
        begin_job(job)
        return job, f"/ws/jobs/{job_token(job)}/"


def work_on(slug: str, job) -> None:
    with studio_context(studio_row(slug)):
        JobProgress(job).report(50, step="encoding")
        finish_job(job)


@pytest.mark.usefixtures("committed_db")
async def test_a_page_sees_its_job_move_and_no_other_studios():
    mine, path = await sync_to_async(job_in)("alpha")
    other, _ = await sync_to_async(job_in)("beta")
    page = socket("alpha.localhost", path, origin="http://alpha.localhost")
    connected, _ = await page.connect()
    assert connected
    assert (await page.receive_json_from())["payload"]["percent"] == 0

    await sync_to_async(work_on)("beta", other)
    assert await page.receive_nothing()
    await sync_to_async(work_on)("alpha", mine)

    frames = [(await page.receive_json_from())["payload"] for _ in range(2)]
    assert [(f["state"], f["percent"]) for f in frames] == [("running", 50), ("done", 100)]
    await page.disconnect()


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("beta.localhost", None),
        ("nowhere.localhost", None),
        ("alpha.localhost", "http://beta.localhost"),
        ("alpha.localhost", "https://evil.example"),
    ],
)
async def test_another_host_or_origin_is_refused(host, origin):
    _, path = await sync_to_async(job_in)("alpha")
    page = socket(host, path, origin=origin)
    connected, _ = await page.connect()
    assert not connected
    await asyncio.sleep(0)
