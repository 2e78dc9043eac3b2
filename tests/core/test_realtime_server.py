"""A real server and real clients: nothing crosses studios, nothing is lost on the way."""

import asyncio
import json
import signal
import socket as sockets
import time
from contextlib import AsyncExitStack, closing

import pytest
from asgiref.sync import sync_to_async
from websockets.exceptions import ConnectionClosed

from apps.core.jobs import begin_job, job_token, start_job
from apps.core.realtime.publish import publish
from apps.core.tenancy import studio_context
from tests.database import studio_row
from tests.people import make_cast
from tests.realtime_server import running
from tests.topics import _logs_are_empty

__all__ = ["_logs_are_empty"]
pytestmark = [pytest.mark.usefixtures("committed_db"), pytest.mark.slow]
CLIENTS, SAYINGS = 4, 10
NAMES = {"alpha": ["Adi", "Ana", "Citra"], "beta": ["Bima", "Citra"]}


async def payload(client, seconds: float = 10):
    """What the next frame says; beats are passed over."""
    while True:
        frame = json.loads(await asyncio.wait_for(client.recv(), seconds))
        if frame.get("type") != "beat":
            return frame["payload"]


async def heard(client) -> list[str]:
    """Everything said until it is quiet."""
    found = []
    try:
        while True:
            found.append((await payload(client, 0.5))["said"])
    except TimeoutError:
        return found


async def conversation(server):
    """Open sockets to both studios by turns, ask all of them, and talk; what each was told."""
    async with AsyncExitStack() as stack:
        slugs = ["alpha", "beta"] * CLIENTS
        clients = [
            (slug, await stack.enter_async_context(server.connect(slug, "/ws/console/")))
            for slug in slugs
        ]
        opened = [(slug, (await payload(client))["names"]) for slug, client in clients]
        for _, client in clients:
            await client.send("list")
        listed = [(slug, (await payload(client))["names"]) for slug, client in clients]
        for slug, client in clients[:2]:
            for n in range(SAYINGS):
                await client.send(f"{slug} {n}")
        told = [(slug, await heard(client)) for slug, client in clients]
        return opened, listed, told


async def test_two_studios_on_one_server_never_meet():
    await sync_to_async(lambda: make_cast(studio_row("alpha"), studio_row("beta")))()
    with running("tests.fakes.console_apps:ours") as server:
        opened, listed, told = await conversation(server)

    assert opened == listed == [(slug, NAMES[slug]) for slug in ["alpha", "beta"] * CLIENTS]
    assert told == [
        (slug, [f"{slug} {n}" for n in range(SAYINGS)]) for slug in ["alpha", "beta"] * CLIENTS
    ]


async def test_the_naive_way_shows_one_studio_the_others_rows():
    """The control: the studio set once on connecting, and a group by its plain name."""
    await sync_to_async(lambda: make_cast(studio_row("alpha"), studio_row("beta")))()
    with running("tests.fakes.console_apps:naive") as server:
        _, listed, told = await conversation(server)

    wrong_rows = [slug for slug, found in listed if found != NAMES[slug]]
    crossed = sum(not said.startswith(slug) for slug, found in told for said in found)
    assert wrong_rows == ["alpha"] * CLIENTS
    assert crossed == 2 * CLIENTS * SAYINGS


def job_in_alpha():
    with studio_context(studio_row("alpha")):
        job = start_job("catalog.transcode")
        begin_job(job)
        return f"job.{job.pk}", f"/ws/jobs/{job_token(job)}/"


def tell(topic: str, numbers) -> None:
    with studio_context(studio_row("alpha")):
        for number in numbers:
            publish(topic, {"percent": number})


async def frames_until(client, last: int) -> list[dict]:
    found = []
    while not found or found[-1]["payload"]["percent"] != last:
        frame = json.loads(await asyncio.wait_for(client.recv(), 10))
        if frame.get("type") != "beat":
            found.append(frame)
    return found


def since(frame) -> str:
    return f"?since={frame['epoch']}.{frame['seq']}"


async def test_five_hundred_frames_missed_are_five_hundred_frames_made_up_for():
    topic, path = await sync_to_async(job_in_alpha)()
    with running() as server:
        async with server.connect("alpha", path) as client:
            await payload(client)
            await sync_to_async(tell)(topic, [1])
            last = (await frames_until(client, 1))[-1]
        await sync_to_async(tell)(topic, range(2, 502))
        async with server.connect("alpha", path + since(last)) as client:
            missed = await frames_until(client, 501)
            assert [f["payload"]["percent"] for f in missed] == list(range(2, 502))
            assert [f["seq"] for f in missed] == list(range(last["seq"] + 1, last["seq"] + 501))
            assert {f.get("type") for f in missed} == {None}
            await sync_to_async(tell)(topic, [502])
            assert len(await frames_until(client, 502)) == 1


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
async def test_a_server_that_is_exchanged_is_a_pause(number):
    topic, path = await sync_to_async(job_in_alpha)()
    with running() as server:
        async with server.connect("alpha", path) as client:
            await payload(client)
            await sync_to_async(tell)(topic, [1])
            last = (await frames_until(client, 1))[-1]
            began = time.monotonic()
            await asyncio.to_thread(server.stop, number)
            assert time.monotonic() - began < 5
            with pytest.raises(ConnectionClosed) as closed:
                await client.recv()
            expected = 1012 if number == signal.SIGTERM else 1006
            assert (closed.value.rcvd.code if closed.value.rcvd else 1006) == expected
        await sync_to_async(tell)(topic, [2, 3])
        server.start()
        async with server.connect("alpha", path + since(last)) as client:
            missed = await frames_until(client, 3)
            assert [f["payload"]["percent"] for f in missed] == [2, 3]


async def test_refusals_are_answers_a_program_can_read():
    _, path = await sync_to_async(job_in_alpha)()
    with running(REALTIME_SOCKETS_PER_ADDRESS="1", FORWARDED_ALLOW_IPS="*") as server:
        here = {"additional_headers": {"X-Forwarded-For": "192.0.2.1"}}
        assert await server.refusal("nowhere.localhost", path) == 404
        evil = {"origin": "https://evil.example"}
        assert await server.refusal("alpha.localhost", path, **evil) == 403
        assert await server.refusal("alpha.localhost", path, origin="http://beta.localhost") == 403
        forged = {"additional_headers": {"Authorization": "Bearer forged"}}
        assert await server.refusal("alpha.localhost", path, **forged) == 401
        async with server.connect("alpha", path, **here):
            assert await server.refusal("alpha.localhost", path, **here) == 429
        async with server.connect("alpha", "/ws/jobs/forged/") as client:
            with pytest.raises(ConnectionClosed) as closed:
                await frames_until(client, 1)
        assert closed.value.rcvd.code == 4404


def open_and_never_read(uds: str, path: str) -> sockets.socket:
    client = sockets.socket(sockets.AF_UNIX)
    client.setsockopt(sockets.SOL_SOCKET, sockets.SO_RCVBUF, 4096)
    client.connect(uds)
    lines = [f"GET {path} HTTP/1.1", "Host: alpha.localhost", "Connection: Upgrade"]
    lines += ["Upgrade: websocket", "Sec-WebSocket-Version: 13"]
    client.sendall("\r\n".join([*lines, f"Sec-WebSocket-Key: {'A' * 22}==", "", ""]).encode())
    assert client.recv(12) == b"HTTP/1.1 101"
    return client


async def test_a_client_that_never_reads_costs_little_and_is_let_go():
    """Thirty megabytes of frames are published to a page that takes none of them."""
    topic, path = await sync_to_async(job_in_alpha)()

    def tell_much(numbers):
        with studio_context(studio_row("alpha")):
            for number in numbers:
                publish(topic, {"percent": number, "text": "x" * 60_000})

    with running(REALTIME_LOG_FRAMES="5") as server:
        async with server.connect("alpha", path) as reader:
            await payload(reader)
            stalled = await asyncio.to_thread(open_and_never_read, server.uds, path)
            await asyncio.sleep(0.5)
            before = server.resident_kilobytes()
            with closing(stalled):
                # In turn: a reader that this process itself keeps from reading would be let go too.
                for first in range(0, 500, 20):
                    await sync_to_async(tell_much)(range(first, first + 20))
                    assert len(await frames_until(reader, first + 19)) == 20
                assert server.resident_kilobytes() - before < 12_000
                await asyncio.sleep(5.5)
                assert "Traceback" not in server.log.read_text()
