"""No client may cost much: slow readers, talkers, crowds."""

import asyncio

import pytest
from asgiref.sync import sync_to_async

from apps.core.errors import Forbidden
from apps.core.realtime import outgoing
from apps.core.realtime.consumers import StudioConsumer
from apps.core.realtime.errors import Close
from apps.core.realtime.process import this_process
from apps.core.realtime.publisher import Publisher
from apps.core.tenancy import studio_context
from apps.tenants.realtime.middleware import StudioWebsocketMiddleware
from tests.database import studio_row
from tests.sockets import Page, _no_process_is_left
from tests.topics import _logs_are_empty

__all__ = ["_logs_are_empty", "_no_process_is_left"]
HOST = "alpha.localhost"
GROUP = "t.alpha.films"
pytestmark = pytest.mark.usefixtures("committed_db")


class Films(StudioConsumer):
    """A topic for everybody, which takes messages."""

    heard: list[str] = []

    def admit(self):
        return "films"

    def snapshot(self):
        return {}

    async def received(self, text):
        self.heard.append(text)


class SlowFilms(Films):
    """Its snapshot waits until the test has published."""

    def snapshot(self):
        publisher = Publisher(self.scope["url"])
        for _ in range(self.scope["frames"]):
            publisher.send(GROUP, "{}")
        return {}


@pytest.fixture
def heard():
    Films.heard.clear()
    return Films.heard


def page(consumer=Films, host=HOST, **scope):
    found = Page(host, "/ws/films/", app=StudioWebsocketMiddleware(consumer.as_asgi()))
    found.socket.scope.update(scope)
    return found


async def send_frames(settings, count: int) -> None:
    publisher = Publisher(settings.CHANNELS_URL)
    for _ in range(count):
        await asyncio.to_thread(publisher.send, GROUP, '{"text":"' + "x" * 100 + '"}')


async def test_a_client_that_does_not_read_is_dropped_and_the_others_are_not(settings, monkeypatch):
    """Its connection takes nothing more; what waits for it stays within bounds."""
    settings.REALTIME_QUEUE_FRAMES = 20
    monkeypatch.setattr(outgoing, "SECONDS_TO_CLOSE", 0.2)
    stuck = asyncio.Event()

    async def never_writable(message):
        if message["type"] in {"websocket.send", "websocket.close"}:
            await stuck.wait()

    inbox = asyncio.Queue()
    inbox.put_nowait({"type": "websocket.connect"})
    application = StudioWebsocketMiddleware(Films.as_asgi())
    async with page() as reader:
        await reader.frame()
        scope = dict(reader.socket.scope)
        slow = asyncio.create_task(application(scope, inbox.get, never_writable))
        await asyncio.sleep(0.3)
        assert len(this_process().visits.open) == 2
        await send_frames(settings, 40)
        assert [frame["seq"] for frame in await reader.frames(40)] == list(range(1, 41))
        await asyncio.wait_for(slow, 5)
        assert len(this_process().visits.open) == 1


async def test_a_client_that_reads_at_last_learns_why(settings):
    settings.REALTIME_QUEUE_FRAMES = 20
    held, codes = asyncio.Event(), []

    async def slowly(message):
        if message["type"] == "websocket.send":
            await held.wait()
        if message["type"] == "websocket.close":
            codes.append(message["code"])
            inbox.put_nowait({"type": "websocket.disconnect", "code": 1000})

    inbox = asyncio.Queue()
    inbox.put_nowait({"type": "websocket.connect"})
    scope = dict(page().socket.scope)
    slow = asyncio.create_task(StudioWebsocketMiddleware(Films.as_asgi())(scope, inbox.get, slowly))
    await asyncio.sleep(0.3)
    await send_frames(settings, 40)
    held.set()
    await asyncio.wait_for(slow, 5)
    assert codes == [4408]


async def test_a_socket_is_closed_once_however_many_reasons_there_are():
    sent = []

    async def send(message):
        sent.append(message)

    consumer = Films({"visit": None}, asyncio.Queue().get, send)
    consumer.end(Close.TOO_SLOW)
    consumer.end(Close.BAD_MESSAGE)
    await asyncio.gather(*consumer._tasks)

    assert sent == [{"type": "websocket.close", "code": Close.TOO_SLOW}]


async def test_characters_are_bounded_too(settings):
    settings.REALTIME_QUEUE_CHARACTERS = 100
    waiting = asyncio.Event()

    async def send(message):
        await waiting.wait()

    queue = outgoing.Outgoing(send)
    assert queue.put("x" * 60)
    await asyncio.sleep(0)  # this one is on its way
    assert [queue.put("x" * 60) for _ in range(4)] == [True, True, False, False]
    queue.drop()


async def test_frames_that_come_during_a_snapshot_are_bounded(settings):
    settings.REALTIME_QUEUE_FRAMES = 20
    async with page(SlowFilms, url=settings.CHANNELS_URL, frames=60) as slow:
        assert await slow.code() == 4408


async def test_frames_that_come_during_a_snapshot_follow_it(settings):
    async with page(SlowFilms, url=settings.CHANNELS_URL, frames=3) as slow:
        assert [frame["seq"] for frame in await slow.frames(4)] == [0, 1, 2, 3]


async def test_a_talker_is_closed(heard, settings):
    settings.REALTIME_MESSAGE_BURST, settings.REALTIME_MESSAGES_PER_SECOND = 5, 0
    async with page() as talker:
        for n in range(8):
            await talker.socket.send_to(text_data=str(n))
        assert await talker.code() == 4429
    assert heard == ["0", "1", "2", "3", "4"]


@pytest.mark.parametrize("message", [{"text_data": "x" * 8193}, {"bytes_data": b"x"}])
async def test_a_message_that_is_none_is_closed(heard, message):
    async with page() as client:
        await client.socket.send_to(**message)
        assert await client.code() == 4400
    assert heard == []


async def test_a_process_has_only_so_many_places(settings):
    settings.REALTIME_MAX_SOCKETS = 2
    async with page() as one, page() as two:
        assert one.is_open
        assert two.is_open
        async with page() as three:
            assert (three.is_open, three.answer) == (False, 1013)
    async with page() as again:
        assert again.is_open
    assert this_process().figures()["refused"] == 1


async def test_an_address_has_only_so_many_places(settings):
    settings.REALTIME_SOCKETS_PER_ADDRESS = 1
    other = page()
    other.socket.scope["client"] = ["192.0.2.8", 1]
    async with page() as one, other:
        assert one.is_open
        assert other.is_open
        async with page(host="beta.localhost") as more:
            assert (more.is_open, more.answer) == (False, 4429)


async def test_a_refused_handshake_is_an_http_answer_where_the_server_can(settings):
    settings.REALTIME_MAX_SOCKETS = 0
    full = page(extensions={"websocket.http.response": {}})
    await full.socket.send_input({"type": "websocket.connect"})
    start = await full.socket.receive_output()
    assert start["status"] == 503
    assert (b"retry-after", b"30") in start["headers"]
    assert (await full.socket.receive_output())["body"] == b""


class Refused(Films):
    def admit(self):
        raise Forbidden


async def test_a_refused_socket_takes_no_place():
    async with page(Refused) as refused:
        assert await refused.code() == 4403
    assert this_process().visits.open == set()
    assert this_process().hub.figures()["topics"] == 0


async def test_sockets_beat_by_turns(settings):
    settings.REALTIME_BEAT_SECONDS = 2
    async with page() as one, page() as two:
        turns = {0: [], 1: []}
        for number, client in enumerate((one, two)):
            for _ in range(2):
                event = await client.socket.receive_output(timeout=5)
                turns[number].append("beat" in event["text"])
        assert turns == {0: [True, False], 1: [True, False]}
        for client in (one, two):
            assert "beat" in (await client.socket.receive_output(timeout=5))["text"]


async def test_a_snapshot_that_fails_on_a_reset_ends_its_socket_alone(settings, monkeypatch):
    def fail(self):
        raise RuntimeError("no database")

    def lose_the_log():
        with studio_context(studio_row("alpha")):
            Publisher(settings.CHANNELS_URL)._break(keys=[f"{settings.REALTIME_PREFIX}:{GROUP}"])

    async with page() as client:
        await client.frame()
        monkeypatch.setattr(Films, "snapshot", fail)
        await sync_to_async(lose_the_log)()
        assert await client.code() == 1011
