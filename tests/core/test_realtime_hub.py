"""From Redis to sockets: in order, once, across gaps, outages and quick joins and leaves."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from redis.exceptions import ConnectionError as LineBroken

from apps.core.realtime.frames import Position
from apps.core.realtime.groups import key_of
from apps.core.realtime.hub import Hub
from apps.core.realtime.line import Line
from apps.core.realtime.log import BREAK
from apps.core.realtime.publisher import Publisher
from tests.private_redis import own_redis

__all__ = ["own_redis"]
GROUP = "t.alpha.films"


class Watcher:
    """A member that writes down what it is offered."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.resets = 0

    def offer(self, frame) -> None:
        self.seen.append(frame.position.seq)

    def reset(self) -> None:
        self.resets += 1


@asynccontextmanager
async def hub_on(server, **options):
    hub = Hub(server.url, **options)
    hub.start()
    try:
        yield hub
    finally:
        await hub.close()


async def until(condition, seconds: float = 15) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


@pytest.fixture
def ours(own_redis):
    return Publisher(own_redis.url, patience=0.3, pause=0.2)


def send(ours, count: int) -> None:
    assert all(ours.send(GROUP, "{}") for _ in range(count))


async def drop_a_message(own_redis, ours) -> None:
    """A frame that is in the log but was never heard of."""
    with own_redis.client() as client:
        last = client.xrevrange(key_of(GROUP), count=1)[0]
        epoch = last[0].decode().split("-")[0]
        client.xadd(key_of(GROUP), {"run": last[1][b"run"], "body": "{}"}, id=f"{epoch}-*")


async def test_a_frame_reaches_every_socket_of_its_topic_alone(own_redis, ours):
    first, second, other = Watcher(), Watcher(), Watcher()
    async with hub_on(own_redis) as hub:
        await hub.join(GROUP, first)
        await hub.join(GROUP, second)
        await hub.join("t.beta.films", other)
        send(ours, 3)
        await until(lambda: len(second.seen) == 3)
        figures = {"topics": 2, "members": 3, "refills": 2, "lines": 1, "is_down": 0}
        assert hub.figures() == figures
    assert (first.seen, second.seen, other.seen) == ([1, 2, 3], [1, 2, 3], [])


async def test_one_process_is_one_subscriber_however_many_sockets(own_redis, ours):
    async with hub_on(own_redis) as hub:
        watchers = [Watcher() for _ in range(50)]
        for watcher in watchers:
            await hub.join(GROUP, watcher)
        with own_redis.client() as client:
            assert client.pubsub_numsub(key_of(GROUP)) == [(key_of(GROUP).encode(), 1)]
        for watcher in watchers:
            await hub.leave(GROUP, watcher)
        with own_redis.client() as client:
            assert client.pubsub_numsub(key_of(GROUP)) == [(key_of(GROUP).encode(), 0)]
        assert hub.figures()["topics"] == 0


async def test_a_lost_message_is_filled_in_from_the_log(own_redis, ours):
    watcher = Watcher()
    async with hub_on(own_redis) as hub:
        await hub.join(GROUP, watcher)
        send(ours, 2)
        await drop_a_message(own_redis, ours)
        await drop_a_message(own_redis, ours)
        send(ours, 3)
        await until(lambda: 7 in watcher.seen)
    assert watcher.seen == [1, 2, 3, 4, 5, 6, 7]
    assert watcher.resets == 1  # at the beginning, when there was no position yet


async def test_a_gap_that_the_log_cannot_fill_is_a_reset(own_redis, ours, settings):
    watcher = Watcher()
    async with hub_on(own_redis) as hub:
        await hub.join(GROUP, watcher)
        send(ours, 1)
        await until(lambda: watcher.seen == [1])
        for _ in range(4):
            await drop_a_message(own_redis, ours)
        settings.REALTIME_LOG_FRAMES = 2
        send(ours, 1)
        await until(lambda: watcher.resets == 2)
        send(ours, 1)
        await until(lambda: 7 in watcher.seen)
    assert watcher.seen in ([1, 7], [1, 6, 7])


async def test_a_broken_log_is_a_reset(own_redis, ours):
    watcher = Watcher()
    async with hub_on(own_redis) as hub:
        await hub.join(GROUP, watcher)
        send(ours, 2)
        with own_redis.client() as client:
            client.eval(BREAK, 1, key_of(GROUP))
        send(ours, 1)
        await until(lambda: len(watcher.seen) == 3)
    assert (watcher.seen, watcher.resets) == ([1, 2, 1], 2)


async def test_a_broken_line_loses_nothing(own_redis, ours):
    """The connection is cut while frames go on: what was missed comes from the log."""
    watcher = Watcher()
    async with hub_on(own_redis) as hub:
        await hub.join(GROUP, watcher)
        send(ours, 3)
        await until(lambda: watcher.seen == [1, 2, 3])
        with own_redis.client() as client:
            client.client_kill_filter(_type="pubsub")
            send(ours, 500 - 3)
        await until(lambda: 500 in watcher.seen)
    assert (watcher.seen, watcher.resets) == (list(range(1, 501)), 1)


async def test_redis_gone_and_back_is_a_fresh_start(own_redis, ours):
    watcher, late = Watcher(), Watcher()
    async with hub_on(own_redis) as hub:
        await hub.join(GROUP, watcher)
        send(ours, 2)
        await until(lambda: watcher.seen == [1, 2])
        own_redis.kill()
        await until(lambda: hub.figures()["is_down"])
        await asyncio.wait_for(hub.join(GROUP, late), 1)
        assert await hub.read(GROUP, None) is None
        own_redis.start()
        await until(lambda: watcher.resets == 2 and late.resets == 1)
        assert ours.send(GROUP, "{}")
        await until(lambda: late.seen == [1])
    assert watcher.seen == [1, 2, 1]


async def test_silence_is_noticed(own_redis, ours):
    """A line into nowhere neither breaks nor answers."""
    watcher = Watcher()
    async with hub_on(own_redis, ping_every=0.1) as hub:
        await hub.join(GROUP, watcher)
        send(ours, 1)
        await until(lambda: watcher.seen == [1])
        own_redis.freeze()
        await until(lambda: hub.figures()["is_down"])
        own_redis.thaw()
        await until(lambda: not hub.figures()["is_down"])
        send(ours, 1)
        await until(lambda: watcher.seen == [1, 2])
    assert watcher.resets == 1


async def test_a_process_that_nobody_visits_keeps_its_line(own_redis, ours):
    """Redis answers a ping otherwise as long as nothing is subscribed."""
    watcher = Watcher()
    async with hub_on(own_redis, ping_every=0.02) as hub:
        for _ in range(2):
            await asyncio.sleep(0.2)
            await hub.join(GROUP, watcher)
            await hub.leave(GROUP, watcher)
        await hub.join(GROUP, watcher)
        send(ours, 1)
        await until(lambda: watcher.seen == [1])
        assert hub.lines == 1


async def test_leaving_and_joining_at_once_misses_nothing(own_redis, ours):
    """Two confirmations are under way; only the second one stands for this subscription."""
    async with hub_on(own_redis) as hub:
        for round_ in range(20):
            stay, watcher = Watcher(), Watcher()
            await hub.join(GROUP, stay)
            await hub.leave(GROUP, stay)
            joining = asyncio.create_task(hub.join(GROUP, watcher))
            await joining
            log = await hub.read(GROUP, None)
            send(ours, 1)
            await until(lambda w=watcher: bool(w.seen))
            assert watcher.seen == [log.position.seq + 1] == [round_ + 1]
            await hub.leave(GROUP, watcher)


async def publish_steadily(ours) -> None:
    while True:
        await asyncio.to_thread(ours.send, GROUP, "{}")


async def heard_by_joining(hub, *, reads_after_join: bool) -> list[int]:
    """Join while frames come; what the log said and what was offered after, as one list."""
    watcher = Watcher()
    if reads_after_join:
        await hub.join(GROUP, watcher)
        log = await hub.read(GROUP, None)
    else:
        log = await hub.read(GROUP, None)
        await hub.join(GROUP, watcher)
    await asyncio.sleep(0.05)
    await hub.leave(GROUP, watcher)
    since = log.position.seq
    return [since, *[seq for seq in watcher.seen if seq > since]]


@pytest.mark.parametrize("reads_after_join", [True, False])
async def test_joining_while_frames_come_leaves_no_gap(own_redis, ours, reads_after_join):
    """Race: publish against subscribe. The control reads first and joins then: it loses frames."""
    gaps = 0
    async with hub_on(own_redis) as hub:
        ours.send(GROUP, "{}")
        publishing = asyncio.create_task(publish_steadily(ours))
        for _ in range(40):
            heard = await heard_by_joining(hub, reads_after_join=reads_after_join)
            gaps += heard != list(range(heard[0], heard[0] + len(heard)))
        publishing.cancel()
        await asyncio.gather(publishing, return_exceptions=True)
    assert (gaps == 0) is reads_after_join


async def test_a_line_never_connects_anew_by_itself(own_redis):
    line = Line(own_redis.url)
    await line.open()
    await line.subscribe("a")
    with own_redis.client() as client:
        client.client_kill_filter(_type="pubsub")
    with pytest.raises(LineBroken):
        async for _ in line.messages():
            pass
    with pytest.raises(LineBroken):
        await line.subscribe("b")
    await line.close()


@pytest.mark.parametrize(
    ("here", "other", "reaches", "follows"),
    [
        (Position("7", 3), Position("7", 3), True, False),
        (Position("7", 3), Position("7", 2), True, True),
        (Position("7", 3), Position("7", 4), False, False),
        (Position("8", 1), Position("7", 9), False, True),
        (Position("8", 2), Position("7", 1), False, False),
        (Position("8", 1), None, False, False),
        (Position("8", 1), Position(), False, True),
    ],
)
def test_positions(here, other, reaches, follows):
    assert (here.reaches(other), here.follows(other)) == (reaches, follows)
